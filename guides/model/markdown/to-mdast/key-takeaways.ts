import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { blocksToMdast } from './blocks.ts'
import { containerDirective } from './directive.ts'
import type { Writing } from './writing.ts'

export function keyTakeawaysToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  return containerDirective('key-takeaways', {}, blocksToMdast(node, writing))
}
