import type { NodeJson } from '../../guide.ts'
import { textAttribute } from '../../walk.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { blocksToMdast } from './blocks.ts'
import { containerDirective } from './directive.ts'
import type { Writing } from './writing.ts'

export function calloutToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  const title = textAttribute(node, 'title')
  return containerDirective(
    textAttribute(node, 'kind'),
    {},
    blocksToMdast(node, writing),
    title ? [{ type: 'text', value: title }] : [],
  )
}
