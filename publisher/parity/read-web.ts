import { strFromU8, unzipSync } from 'fflate'
import type { EditionFile } from '../edition-file.ts'
import type { ChapterFacts } from './chapter-facts.ts'
import { normalText } from './chapter-facts.ts'
import { factsOfMarkup } from './facts-of-markup.ts'
import { findAll, hasClass, type ReadElement, readMarkup, textIn } from './read-markup.ts'

/** The web edition's pages by their title: chapters, glossary and bibliography, a page each. */
export function readWeb(files: readonly EditionFile[]): ChapterFacts[] {
  return files
    .filter(({ path }) => path.endsWith('/index.html'))
    .flatMap(({ bytes }) => {
      const page = readMarkup(strFromU8(bytes), { xml: false })
      const [text] = findAll(page, (element) => hasClass(element, 'text'))
      return text ? [factsOfMarkup(titleOf(page), text.children.filter(isOfTheText))] : []
    })
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
    const title = titleOf(section)
    return [factsOfMarkup(title, withoutTitle(section).children)]
  })
}

const titleOf = (element: ReadElement): string =>
  normalText(findAll(element, ({ name }) => name === 'h1').map(textIn)[0] ?? '')

function withoutTitle(section: ReadElement): ReadElement {
  const isTitle = (child: ReadElement | string): boolean =>
    typeof child !== 'string' &&
    (child.name === 'h1' || (child.name === 'header' && hasClass(child, 'opening')))
  return { ...section, children: section.children.filter((child) => !isTitle(child)) }
}
