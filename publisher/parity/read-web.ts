import { strFromU8, unzipSync } from 'fflate'
import type { EditionFile } from '../edition-file.ts'
import type { ChapterFacts } from './chapter-facts.ts'
import { normalText } from './chapter-facts.ts'
import { factsOfMarkup } from './facts-of-markup.ts'
import { findAll, hasClass, type ReadElement, readMarkup, textIn } from './read-markup.ts'

/**
 * The web edition: its pages by their title (chapters, glossary and bibliography), and the same parts
 * as the page of the whole guide has them, their headings raised by the level that they are lower there.
 */
export function readWeb(files: readonly EditionFile[]): {
  pages: ChapterFacts[]
  whole: ChapterFacts[]
} {
  const read = files
    .filter(({ path }) => path.endsWith('/index.html'))
    .map(({ bytes }) => readMarkup(strFromU8(bytes), { xml: false }))
  const isOfKind = (page: ReadElement, kind: string): boolean =>
    findAll(page, (element) => hasClass(element, kind)).length > 0
  return {
    whole: read
      .filter((page) => isOfKind(page, 'whole-page'))
      .flatMap((page) => findAll(page, (element) => hasClass(element, 'whole-part')))
      .map(partOfWhole),
    pages: read
      .filter((page) => !isOfKind(page, 'whole-page') && !isOfKind(page, 'accessibility-page'))
      .flatMap((page) => {
        const [text] = findAll(page, (element) => hasClass(element, 'text'))
        if (!text) return []
        const facts = factsOfMarkup(titleOf(page), text.children.filter(isOfTheText))
        return [{ ...facts, byline: bylineIn(page) }]
      }),
  }
}

function partOfWhole(part: ReadElement): ChapterFacts {
  const title = findAll(part, ({ name }) => name === 'h2').map(textIn)[0] ?? ''
  const text = findAll(part, (element) => hasClass(element, 'text'))
  const facts = factsOfMarkup(normalText(title), text)
  const headings = facts.headings.map((heading) => `${Number(heading[0]) - 1}${heading.slice(1)}`)
  return { ...facts, headings, byline: bylineIn(part) }
}

/** What a page says of corrections is the release's word about the chapter, and no part of it. */
const isOfTheText = (child: ReadElement | string): boolean =>
  typeof child === 'string' || !hasClass(child, 'errata')

/** The documents of an EPUB, in the order of its spine. */
export function readEpub(bytes: Uint8Array): ChapterFacts[] {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:opf|xhtml)$/.test(name) })
  const part = (path: string): ReadElement =>
    readMarkup(strFromU8(parts[`EPUB/${path}`] ?? new Uint8Array()), { xml: true })
  const opf = part('package.opf')
  const hrefs = new Map(
    findAll(opf, ({ name }) => name === 'item').map(({ attributes }) => [
      attributes.id ?? '',
      attributes.href ?? '',
    ]),
  )
  return findAll(opf, ({ name }) => name === 'itemref').flatMap(({ attributes }) => {
    const document = part(hrefs.get(attributes.idref ?? '') ?? '')
    const [section] = findAll(document, ({ attributes: { role } }) =>
      ['doc-chapter', 'doc-glossary', 'doc-bibliography'].includes(role ?? ''),
    )
    if (!section) return []
    const facts = factsOfMarkup(titleOf(section), withoutTitle(section).children)
    return [{ ...facts, byline: bylineIn(section) }]
  })
}

const bylineIn = (element: ReadElement): string =>
  normalText(
    findAll(element, (child) => hasClass(child, 'byline'))
      .map(textIn)
      .join(''),
  )

const titleOf = (element: ReadElement): string =>
  normalText(findAll(element, ({ name }) => name === 'h1').map(textIn)[0] ?? '')

function withoutTitle(section: ReadElement): ReadElement {
  const isTitle = (child: ReadElement | string): boolean =>
    typeof child !== 'string' &&
    (child.name === 'h1' || (child.name === 'header' && hasClass(child, 'opening')))
  return { ...section, children: section.children.filter((child) => !isTitle(child)) }
}
