import type { ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import type { FormattedCitations } from '../citations/format-citations.ts'
import { hastFromMarkedText } from '../citations/marked-text.ts'
import { chapterPage, entryId, type Page } from './place.ts'
import type { GuideContext } from './state.ts'

/** Where a chapter first cites or uses something. */
export interface Mention {
  chapterId: string
  /** Id of the element that mentions it. */
  id: string
}

/** A cited entry of the bibliography. */
export interface BibliographyEntry {
  key: string
  id: string
  hast: ElementContent[]
  /** The first mention in each chapter, in reading order. */
  citedIn: Mention[]
}

const page: Page = { kind: 'bibliography' }

/** The entries that the guide cites, formatted, with addresses as links. */
export function bibliographyEntries(
  formatted: FormattedCitations,
  mentions: ReadonlyMap<string, Mention[]>,
): BibliographyEntry[] {
  return formatted.entries.map(({ key, text }) => ({
    key,
    id: entryId(key),
    hast: hastFromMarkedText(text, { text: withLinks }),
    citedIn: mentions.get(key) ?? [],
  }))
}

/** The list of entries; each leads back to where it is cited. */
export function bibliographyToHast(entries: BibliographyEntry[], context: GuideContext): Root {
  const items = entries.map(({ id, hast, citedIn }) =>
    h('li', { id }, [
      h('p.entry', hast),
      ...mentionsToHast(context.words.citedIn, citedIn, page, context),
    ]),
  )
  return { type: 'root', children: items.length > 0 ? [h('ul.bibliography', items)] : [] }
}

/** "Cited in chapters 1, 4": links to the first place in each. */
export function mentionsToHast(
  lead: string,
  mentions: Mention[],
  from: Page,
  context: GuideContext,
): ElementContent[] {
  if (mentions.length === 0) return []
  const links = mentions.flatMap(({ chapterId, id }, index) => {
    const label = context.labels.get(chapterId)
    const link = h(
      'a',
      { href: context.options.hrefOf({ page: chapterPage(chapterId), id }, from) },
      `${context.words.chapter} ${label?.number ?? chapterId}`,
    )
    return index === 0 ? [link] : [{ type: 'text' as const, value: ', ' }, link]
  })
  return [h('p.mentions', [`${lead} `, ...links])]
}

/** Text with its http addresses and DOIs as links; a full stop or bracket at the end is not part of one. */
function withLinks(text: string): ElementContent[] {
  return text
    .split(/((?:https?:\/\/|doi:10\.)[^\s<>"“”]*[^\s<>"“”.,;:)\]])/iu)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (/^https?:\/\//i.test(piece)) return h('a.external', { href: piece }, piece)
      if (/^doi:10\./i.test(piece))
        return h('a.external', { href: `https://doi.org/${piece.slice(4)}` }, piece)
      return { type: 'text', value: piece }
    })
}
