import type { NodeJson } from '../../guide.ts'
import type { Block } from './blocks.ts'
import { leafDirective } from './directive.ts'
import { inlineToMdast } from './inline.ts'
import type { Writing } from './writing.ts'

/** A paragraph; an empty one, which Markdown cannot say, is `::paragraph`. */
export function paragraphToMdast(node: NodeJson, writing: Writing): Block {
  const children = inlineToMdast(node.content ?? [], writing)
  return children.length > 0 ? { type: 'paragraph', children } : leafDirective('paragraph')
}
