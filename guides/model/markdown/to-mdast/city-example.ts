import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { blocksToMdast } from './blocks.ts'
import { attr, containerDirective } from './directive.ts'
import type { Writing } from './writing.ts'

export function cityExampleToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  const part = (name: string, type: string): ContainerDirective =>
    containerDirective(
      name,
      {},
      (node.content ?? [])
        .filter((child) => child.type === type)
        .flatMap((child) => blocksToMdast(child, writing)),
    )
  return containerDirective(
    'city-example',
    {
      id: attr(node, 'id'),
      city: attr(node, 'city'),
      state: attr(node, 'state'),
      population: attr(node, 'population'),
      year: attr(node, 'year'),
      source: attr(node, 'source'),
      contact: attr(node, 'contact'),
    },
    [part('action', 'exampleAction'), part('outcome', 'exampleOutcome')],
  )
}
