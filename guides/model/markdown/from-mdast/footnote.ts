import type { FootnoteDefinition, FootnoteReference, Heading, Paragraph, TableRow } from 'mdast'
import { visit } from 'unist-util-visit'
import type { NodeJson } from '../../guide.ts'
import type { MdastInline } from '../syntax-tree.ts'
import { type Inside, inlineFromMdast, marked } from './inline.ts'
import type { Reading } from './reading.ts'

/** A note, put where it is referred to. The model's notes hold one paragraph. */
export function footnoteFromMdast(
  node: FootnoteReference,
  reading: Reading,
  inside: Inside,
): NodeJson[] {
  const definition = reading.notes.get(node.identifier)
  if (!definition) throw new RangeError(`A reference without a note: ${node.identifier}`)
  if (inside.note) {
    reading.report(
      node,
      'warning',
      'footnote-nested',
      'A footnote cannot have a footnote',
      'Write what it says into the first note.',
    )
    return []
  }
  if (reading.notesUsed.has(node.identifier))
    reading.report(
      node,
      'warning',
      'footnote-twice',
      `Note \`${node.identifier}\` is referred to twice and will be printed twice`,
      'Give each place a note of its own, or refer to the note once.',
    )
  reading.notesUsed.add(node.identifier)

  const paragraphs = paragraphsIn(definition)
  if (definition.children.length > 1 || definition.children[0]?.type !== paragraphs[0]?.type)
    reading.report(
      definition,
      'warning',
      'footnote-blocks',
      'A footnote holds one paragraph: line breaks stand where it has more',
      'Shorten the note to one paragraph, or move the rest into the text.',
    )
  const content = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...inlineFromMdast(paragraph.children, reading, { marks: [], note: true }),
  ])
  return [marked({ type: 'footnote', content }, inside)]
}

/** The paragraphs of a note, those in its lists and quotations too; code counts as one. */
function paragraphsIn(definition: FootnoteDefinition): Paragraph[] {
  const paragraphs: Paragraph[] = []
  visit(definition, (node) => {
    if (node.type === 'paragraph') paragraphs.push(node)
    if (node.type === 'heading' || node.type === 'tableRow')
      paragraphs.push({ type: 'paragraph', children: wordsOf(node) })
    if (node.type === 'code')
      paragraphs.push({ type: 'paragraph', children: [{ type: 'inlineCode', value: node.value }] })
  })
  return paragraphs
}

/** A heading's text; a row's cells one after the other. */
function wordsOf(node: Heading | TableRow): MdastInline[] {
  if (node.type === 'heading') return node.children
  return node.children.flatMap((cell, index): MdastInline[] =>
    index === 0 ? cell.children : [{ type: 'text', value: ' ' }, ...cell.children],
  )
}
