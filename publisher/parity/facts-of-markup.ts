import {
  type ChapterFacts,
  emptyFacts,
  normalLink,
  normalText,
  tableSize,
} from './chapter-facts.ts'
import { findAll, hasClass, type ReadElement, textIn } from './read-markup.ts'

/** Where only print says more: the page of a reference, and the pages of "Cited in". */
export const pageMark = '\uE000'
export const mentionsMark = '\uE001'

/** What editions put around a text and say in their own ways. */
export const furniture: readonly string[] = [
  'anchor',
  'note-back',
  'note-number',
  'sections',
  'opening-number',
  'mentions',
]

/**
 * The facts of a chapter's markup: of the shared hast, of a web page or of a document of the EPUB.
 *
 * @param marked whether to mark the places where print says more.
 */
export function factsOfMarkup(
  title: string,
  root: ReadElement | readonly (ReadElement | string)[],
  marked = false,
): ChapterFacts {
  const facts = emptyFacts(title)
  const pieces: string[] = []
  const notes = new Map<number, string>()
  const visit = (node: ReadElement | string): void => {
    if (typeof node === 'string') {
      pieces.push(node)
      return
    }
    const { name, attributes } = node
    if (furniture.some((part) => hasClass(node, part))) {
      if (marked && hasClass(node, 'mentions')) pieces.push(mentionsMark)
      return
    }
    if (name === 'nav' || attributes.id === 'notes_title') return
    if (attributes.role === 'doc-footnote') {
      const number = Number(attributes.id?.slice(attributes.id.lastIndexOf('_') + 1))
      notes.set(number, normalText(textWithout(node, marked)))
      collectLinks(node, facts)
      return
    }
    if (/^h[1-6]$/.test(name))
      facts.headings.push(`${name.slice(1)} ${normalText(textWithout(node))}`)
    if (name === 'img' && attributes.alt) facts.figures.push(normalText(attributes.alt))
    if (name === 'table') facts.tables.push(sizeOf(node))
    if (name === 'a') collectLink(node, facts)
    for (const child of node.children) visit(child)
    if (marked && hasClass(node, 'cross-reference')) pieces.push(pageMark)
  }
  for (const node of Array.isArray(root) ? root : [root]) visit(node)
  facts.text = normalText(pieces.join(''))
  facts.notes = [...notes].sort(([a], [b]) => a - b).map(([, text]) => text)
  return facts
}

function textWithout(node: ReadElement | string, marked = false): string {
  if (typeof node === 'string') return node
  if (furniture.some((part) => hasClass(node, part))) return ''
  const text = node.children.map((child) => textWithout(child, marked)).join('')
  return marked && hasClass(node, 'cross-reference') ? text + pageMark : text
}

const collectLinks = (node: ReadElement, facts: ChapterFacts): void => {
  for (const link of findAll(node, ({ name }) => name === 'a')) collectLink(link, facts)
}

function collectLink(link: ReadElement, facts: ChapterFacts): void {
  const { href = '', role } = link.attributes
  if (/^[a-z]+:/i.test(href)) facts.links.push(normalLink(href))
  if (role === 'doc-biblioref') facts.citations.push(normalText(textIn(link)))
}

const sizeOf = (table: ReadElement): string =>
  tableSize(
    findAll(table, ({ name }) => name === 'tr').length,
    findAll(table, ({ name }) => name === 'td' || name === 'th').length,
  )
