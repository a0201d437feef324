import { assignIds, type Guide, type Label, labelsOf, type NodeJson } from '@charrette/guides'
import type { Root } from 'hast'
import { formatCitations } from '../citations/format-citations.ts'
import {
  type BibliographyEntry,
  bibliographyEntries,
  bibliographyToHast,
  type Mention,
} from './bibliography-to-hast.ts'
import { type ChapterHast, chapterToHast } from './chapter-to-hast.ts'
import { type CitationGroup, citationGroups } from './citation-groups.ts'
import { type GlossaryTerm, glossaryTerms, glossaryToHast } from './glossary-to-hast.ts'
import { HastMemory } from './hast-memory.ts'
import { type HastOptions, withDefaults } from './options.ts'
import { generatedId } from './place.ts'
import type { GuideContext } from './state.ts'
import { type Words, wordsFor } from './words.ts'

/** A guide as hast: what every edition is drawn from. */
export interface GuideHast {
  /** The guide with an id on everything that can be referred to. */
  guide: Guide
  labels: ReadonlyMap<string, Label>
  words: Words
  chapters: ChapterHast[]
  /** Entries in the order of the citation style; `hast` is their list, empty where nothing is cited. */
  bibliography: { entries: BibliographyEntry[]; hast: Root }
  /** Terms in alphabetical order; `hast` is their list, empty where nothing is defined. */
  glossary: { terms: GlossaryTerm[]; hast: Root }
}

/**
 * Converts a guide. Pure: the same guide and options give the same hast, and only elements and
 * attributes written by our handlers are in it.
 *
 * What is wrong with a text is the release checks' to say; here an unknown key, reference or picture
 * becomes a visible text in its place.
 *
 * @param memory what was made of the guide before, with the same options.
 */
export function guideToHast(
  source: Guide,
  options: HastOptions = {},
  memory?: HastMemory,
): GuideHast {
  const guide = assignIds(source)
  const settings = withDefaults({
    ...(guide.frontMatter.citationStyle ? { citationStyle: guide.frontMatter.citationStyle } : {}),
    ...options,
  })
  const groups = citationGroups(guide)
  const cited = groups.map(({ cites }) => cites)
  const style = { style: settings.citationStyle, lang: guide.frontMatter.lang }
  const format = () => formatCitations(cited, guide.bibliography, style)
  const formatted = memory
    ? memory.citations(JSON.stringify([cited, guide.bibliography, style]), format)
    : format()
  const ids = citationIds(groups)
  const context: GuideContext = {
    guide,
    labels: labelsOf(guide),
    entries: new Map(guide.bibliography.map((entry) => [entry.id, entry])),
    options: settings,
    words: wordsFor(guide.frontMatter.lang),
    citations: new Map(
      groups.flatMap(({ nodes: [first] }, index): [NodeJson, { text: string; id: string }][] =>
        first ? [[first, { text: formatted.groups[index] ?? '', id: ids[index] ?? '' }]] : [],
      ),
    ),
  }
  memory?.begin(context)
  const wanted = chosenBy(settings.chapters)
  const entries = wanted.entries(bibliographyEntries(formatted, firstMentions(groups, ids)))
  const terms = wanted.terms(glossaryTerms(context))
  return {
    guide,
    labels: wanted.labels(context.labels),
    words: context.words,
    chapters: guide.chapters.flatMap((chapter, index) => {
      if (!wanted.has(chapter.id)) return []
      const make = (around: GuideContext) => chapterToHast(chapter, index + 1, around)
      return memory ? memory.chapter(chapter, index + 1, context, make) : make(context)
    }),
    bibliography: { entries, hast: bibliographyToHast(entries, context) },
    glossary: { terms, hast: glossaryToHast(terms, context) },
  }
}

/** By the guide. */
const withNotesAtEnd = new WeakMap<Guide, GuideHast>()
/** Of the guide that was converted last: of one that has changed, most chapters are as they were. */
const lastWithNotesAtEnd = new HastMemory()

/**
 * A guide with each chapter's notes at its end, as print and the comparison of editions need it: made once.
 * Neither the guide nor its hast may be changed afterwards.
 */
export function hastWithNotesAtEnd(guide: Guide): GuideHast {
  const hast = withNotesAtEnd.get(guide) ?? guideToHast(guide, { notes: 'end' }, lastWithNotesAtEnd)
  withNotesAtEnd.set(guide, hast)
  return hast
}

/** What of a whole guide belongs to the chapters that are wanted: what they cite, define and name. */
function chosenBy(chapters: ReadonlySet<string> | null) {
  const has = (id: string): boolean => chapters?.has(id) ?? true
  const mentioned = (mentions: Mention[]) => mentions.filter(({ chapterId }) => has(chapterId))
  return {
    has,
    entries: (entries: BibliographyEntry[]) =>
      entries
        .map((entry) => ({ ...entry, citedIn: mentioned(entry.citedIn) }))
        .filter(({ citedIn }) => !chapters || citedIn.length > 0),
    terms: (terms: GlossaryTerm[]) =>
      terms
        .filter(({ definedIn }) => has(definedIn.chapterId))
        .map((term) => ({ ...term, usedIn: mentioned(term.usedIn) })),
    labels: (labels: ReadonlyMap<string, Label>) =>
      chapters ? new Map([...labels].filter(([, { chapterId }]) => has(chapterId))) : labels,
  }
}

function citationIds(groups: CitationGroup[]): string[] {
  const counts = new Map<string, number>()
  return groups.map(({ chapterId }) => {
    const count = (counts.get(chapterId) ?? 0) + 1
    counts.set(chapterId, count)
    return generatedId('cite', chapterId, count)
  })
}

/** For each key, the first group in each chapter that cites it. */
function firstMentions(groups: CitationGroup[], ids: string[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>()
  for (const [index, { cites, chapterId }] of groups.entries())
    for (const { key } of cites) {
      const known = mentions.get(key) ?? []
      if (known.some((mention) => mention.chapterId === chapterId)) continue
      mentions.set(key, [...known, { chapterId, id: ids[index] ?? '' }])
    }
  return mentions
}
