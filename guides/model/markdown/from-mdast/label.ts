import type { Heading, Paragraph } from 'mdast'
import { typedText } from '../../plain-text.ts'
import { inlineFromMdast } from './inline.ts'
import type { Reading } from './reading.ts'

/** A label or title that the model keeps as plain text; anything more in it is reported. */
export function plainLabel(node: Paragraph | Heading, reading: Reading): string {
  const pieces = inlineFromMdast(node.children, reading)
  if (pieces.some(({ type, marks }) => type !== 'text' || (marks?.length ?? 0) > 0))
    reading.report(
      node,
      'warning',
      'plain-title',
      'A title is plain text: its emphasis, links and notes are left out',
      'Write the title without them.',
    )
  return pieces.map(typedText).join('')
}
