import type { Blockquote } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { blocksToMdast } from './blocks.ts'
import type { Writing } from './writing.ts'

export function blockquoteToMdast(node: NodeJson, writing: Writing): Blockquote {
  return { type: 'blockquote', children: blocksToMdast(node, writing) }
}
