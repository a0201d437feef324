import type { FootnoteReference } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { inlineToMdast } from './inline.ts'
import type { Writing } from './writing.ts'

/** The mark of a note; the note itself waits for the end of the block. */
export function footnoteToMdast(node: NodeJson, writing: Writing): FootnoteReference {
  const identifier = String(++writing.noteCount)
  const children = inlineToMdast(node.content ?? [], writing)
  writing.notes.push({
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: children.length > 0 ? [{ type: 'paragraph', children }] : [],
  })
  return { type: 'footnoteReference', identifier, label: identifier }
}
