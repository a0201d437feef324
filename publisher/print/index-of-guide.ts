import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { has, pageOf } from './adapt-for-print.ts'

/** What the index lists: a city or a term, and the places in the text that it leads to. */
export interface IndexEntry {
  kind: 'city' | 'term'
  name: string
  /** In reading order; `main` where a city's example or a term's definition stands. */
  places: { id: string; main: boolean }[]
}

interface Subject extends IndexEntry {
  /** The words that stand for it in the text. */
  words: string
}

/** A chapter's text with the places that the index leads to. */
interface MarkedChapter {
  children: ElementContent[]
  places: { subject: number; id: string; main: boolean }[]
}

/** Chapters that were marked before, with what they were searched for. */
const markedChapters = new WeakMap<ChapterHast, { search: string; marked: MarkedChapter }>()

/**
 * Finds the cities and terms of a guide in its chapters, as a printed index needs them: each
 * paragraph that names one gets an empty element to lead to.
 *
 * @returns the entries that have a place, by their name, and each chapter's text with the places in it:
 *   the same object where neither the chapter nor what is searched for has changed.
 */
export function indexOfGuide(hast: GuideHast): {
  entries: IndexEntry[]
  chapters: Map<string, ElementContent[]>
} {
  const subjects = subjectsOf(hast)
  const search = searchFor(subjects, mainPlaces(hast, subjects))
  const chapters = new Map<string, ElementContent[]>()
  for (const chapter of hast.chapters) {
    const before = markedChapters.get(chapter)
    const marked = before?.search === search.key ? before.marked : markChapter(chapter, search)
    markedChapters.set(chapter, { search: search.key, marked })
    chapters.set(chapter.id, marked.children)
    for (const { subject, ...place } of marked.places) subjects[subject]?.places.push(place)
  }
  const { compare } = new Intl.Collator(hast.guide.frontMatter.lang)
  return {
    chapters,
    entries: subjects
      .filter((subject) => subject.places.length > 0)
      .sort((a, b) => compare(a.name, b.name)),
  }
}

/** What chapters are searched for; subjects are known by their place in the list. */
interface Search {
  /** Stands for all of it. */
  key: string
  subjects: readonly Subject[]
  byWords: ReadonlyMap<string, number>
  /** By the id of their own place. */
  byMain: ReadonlyMap<string, number>
  pattern: RegExp | null
}

function searchFor(subjects: readonly Subject[], main: readonly [string, Subject][]): Search {
  const byMain = main.map(([id, subject]): [string, number] => [id, subjects.indexOf(subject)])
  return {
    key: JSON.stringify([subjects.map(({ kind, words }) => [kind, words]), byMain]),
    subjects,
    byWords: new Map(subjects.map(({ words }, index) => [words.toLowerCase(), index])),
    byMain: new Map(byMain),
    pattern: patternOf(subjects),
  }
}

function markChapter(
  { id: chapterId, hast }: ChapterHast,
  { subjects, byWords, byMain, pattern }: Search,
): MarkedChapter {
  const places: MarkedChapter['places'] = []
  let count = 0
  const children = (hast.children as ElementContent[]).flatMap((block) => {
    const named = new Set<number>()
    const visit = (node: ElementContent): ElementContent[] => {
      if (node.type === 'text' && pattern) return marked(node.value, pattern)
      if (node.type !== 'element' || isLeftAlone(node)) return [node]
      const id = String(node.properties.id ?? '')
      const subject = byMain.get(id)
      if (subject !== undefined) {
        places.push({ subject, id, main: true })
        named.add(subject)
      }
      return [{ ...node, children: node.children.flatMap(visit) }]
    }
    const marked = (text: string, pattern: RegExp): ElementContent[] => {
      const pieces: ElementContent[] = []
      let from = 0
      for (const match of text.matchAll(pattern)) {
        const subject = byWords.get(match[0].toLowerCase())
        // A city is written as it is called; a term may begin a sentence.
        if (subject === undefined || named.has(subject)) continue
        const { kind, words } = subjects[subject] ?? {}
        if (kind === 'city' && words !== match[0]) continue
        named.add(subject)
        // Counted in each chapter: a city more in one leaves the others as they were.
        const id = `index_${chapterId}_${++count}`
        places.push({ subject, id, main: false })
        pieces.push({ type: 'text', value: text.slice(from, match.index) }, h('span', { id }))
        from = match.index
      }
      return [...pieces, { type: 'text', value: text.slice(from) }]
    }
    return visit(block)
  })
  return { children, places }
}

/** Headings and notes lead nowhere that their block does not; code and captions name nothing. */
const isLeftAlone = (node: Element): boolean =>
  /^(?:h[1-6]|code|pre|caption|figcaption)$/.test(node.tagName) || has(node, 'note-mark')

function subjectsOf({ glossary, guide, labels }: GuideHast): Subject[] {
  const cities = new Map<string, Subject>()
  const city = (name: string, words: string): void => {
    if (words && !cities.has(name)) cities.set(name, { kind: 'city', name, words, places: [] })
  }
  for (const { name, state } of guide.frontMatter.cities)
    city(state ? `${name}, ${state}` : name, name)
  for (const { kind, text } of labels.values())
    if (kind === 'example') city(text, text.replace(/,[^,]*$/, '').trim())
  // Two cities of one name are told apart by their state alone.
  const all = [...cities.values()]
  const sure = all.map((subject) =>
    all.some((other) => other !== subject && other.words === subject.words)
      ? { ...subject, words: subject.name }
      : subject,
  )
  const terms = glossary.terms.map(
    ({ term }): Subject => ({ kind: 'term', name: term, words: term, places: [] }),
  )
  return [...sure, ...terms]
}

function mainPlaces(
  { glossary, labels }: GuideHast,
  subjects: readonly Subject[],
): [string, Subject][] {
  const named = (kind: Subject['kind'], name: string): Subject | undefined =>
    subjects.find((subject) => subject.kind === kind && subject.name === name)
  const found: [string, Subject | undefined][] = [
    ...glossary.terms.map(({ term, definedIn }): [string, Subject | undefined] => [
      definedIn.id,
      named('term', term),
    ]),
    ...[...labels]
      .filter(([, { kind }]) => kind === 'example')
      .map(([id, { text }]): [string, Subject | undefined] => [id, named('city', text)]),
  ]
  return found.flatMap(([id, subject]) => (subject ? [[id, subject]] : []))
}

function patternOf(subjects: readonly Subject[]): RegExp | null {
  const words = subjects
    .map((subject) => subject.words.trim())
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return words.length > 0
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?=s?(?![\\p{L}\\p{N}]))`, 'giu')
    : null
}

/** The index as two lists. Pages that repeat are hidden when their numbers are known. */
export function indexToHast(
  entries: readonly IndexEntry[],
  words: { index: string; cities: string; terms: string },
): Element {
  const list = (kind: IndexEntry['kind'], title: string): Element[] => {
    const listed = entries.filter((entry) => entry.kind === kind)
    if (listed.length === 0) return []
    return [h('h2.index-heading', title), h('ul.index-entries', listed.map(entryToHast))]
  }
  return h('section.back.index', { dataTag: 'Sect', dataStarts: 'index_title' }, [
    h('h1.back-title', { id: 'index_title' }, words.index),
    ...list('city', words.cities),
    ...list('term', words.terms),
  ])
}

const entryToHast = ({ name, places }: IndexEntry): Element =>
  h('li', [
    h('span.index-name', name),
    ' ',
    ...places.map(({ id, main }) =>
      h(main ? 'span.index-page.main' : 'span.index-page', [
        h('span.index-comma', ', '),
        h('a', { href: `#${id}`, ariaLabel: name }, [pageOf(id)]),
      ]),
    ),
  ])
