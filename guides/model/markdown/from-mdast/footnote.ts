import type { FootnoteReference } from 'mdast'
import type { NodeJson } from '../../guide.ts'
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

  const paragraphs = definition.children.filter((child) => child.type === 'paragraph')
  if (paragraphs.length < definition.children.length || paragraphs.length > 1)
    reading.report(
      definition,
      'warning',
      'footnote-blocks',
      paragraphs.length < definition.children.length
        ? 'A footnote holds one paragraph: its lists, quotations and tables are left out'
        : 'A footnote holds one paragraph: line breaks stand between its paragraphs',
      'Shorten the note to one paragraph, or move the rest into the text.',
    )
  const content = paragraphs.flatMap((paragraph, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...inlineFromMdast(paragraph.children, reading, { marks: [], note: true }),
  ])
  return [marked({ type: 'footnote', content }, inside)]
}
