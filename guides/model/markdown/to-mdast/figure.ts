import type { NodeJson } from '../../guide.ts'
import { textAttribute } from '../../walk.ts'
import type { LeafDirective } from '../syntax-tree.ts'
import { attr, leafDirective } from './directive.ts'
import { inlineToMdast } from './inline.ts'
import type { Writing } from './writing.ts'

export function figureToMdast(node: NodeJson, writing: Writing): LeafDirective {
  const caption = inlineToMdast(node.content ?? [], writing, { oneLine: true, inLabel: true })
  const figure = leafDirective(
    'figure',
    {
      id: attr(node, 'id'),
      alt: attr(node, 'alt'),
      decorative: attr(node, 'decorative'),
      credit: attr(node, 'credit'),
    },
    caption,
  )
  // An empty name of a picture is written all the same: a figure always names one.
  const { id, ...rest } = figure.attributes ?? {}
  figure.attributes = { ...(id ? { id } : {}), src: textAttribute(node, 'src'), ...rest }
  return figure
}
