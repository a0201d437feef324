import type { Blockquote } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { blocksFromMdast } from './blocks.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

export function blockquoteFromMdast(node: Blockquote, reading: Reading): NodeJson {
  return {
    type: 'blockquote',
    content: atLeastOne(blocksFromMdast(node.children, 'prose', reading)),
  }
}
