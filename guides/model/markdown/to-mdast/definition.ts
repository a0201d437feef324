import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { blocksToMdast } from './blocks.ts'
import { attr, containerDirective } from './directive.ts'
import type { Writing } from './writing.ts'

export function definitionToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  return containerDirective(
    'definition',
    { id: attr(node, 'id'), term: attr(node, 'term') },
    blocksToMdast(node, writing),
  )
}
