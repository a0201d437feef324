import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { blocksToMdast } from './blocks.ts'
import { attr, containerDirective } from './directive.ts'
import type { Writing } from './writing.ts'

export function pullQuoteToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  return containerDirective(
    'pull-quote',
    { attribution: attr(node, 'attribution') },
    blocksToMdast(node, writing),
  )
}
