import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective, MdastBlock } from '../syntax-tree.ts'
import { attribute, expectAttributes, idAttribute, numberAttribute } from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { expectNoLabel, partsOf, unclosedDirective } from './directive.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

const attributes = ['id', 'city', 'state', 'population', 'year', 'source', 'contact']

/** A city example with its two parts; what stands outside of both is added to what the city did. */
export function cityExampleFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  expectAttributes(node, attributes, reading)
  expectNoLabel(node, reading)
  const { blocks } = partsOf(node)
  const strays = blocks.filter((block) => !isPart(block, 'action') && !isPart(block, 'outcome'))
  for (const stray of strays)
    reading.report(
      stray,
      'error',
      'example-parts',
      'In a city example this text is neither what the city did nor what came of it',
      'Put it into `:::action` or `:::outcome`, and fence the example with one colon more.',
    )
  const part = (name: 'action' | 'outcome', more: MdastBlock[]): NodeJson[] => {
    const parts = blocks.filter((block) => isPart(block, name))
    if (parts.length !== 1)
      reading.report(
        node,
        'error',
        'example-parts',
        parts.length === 0
          ? `A city example needs \`:::${name}\``
          : `A city example has one \`:::${name}\`, not ${parts.length}`,
        'Write one `:::action` and one `:::outcome` inside the example.',
      )
    return atLeastOne([
      ...parts.flatMap((block) => partFromMdast(block, reading)),
      ...blocksFromMdast(more, 'flow', reading),
    ])
  }
  return {
    type: 'cityExample',
    attrs: {
      city: attribute(node, 'city'),
      state: attribute(node, 'state'),
      population: numberAttribute(node, 'population', reading),
      year: numberAttribute(node, 'year', reading),
      contact: attribute(node, 'contact'),
      source: attribute(node, 'source'),
      id: idAttribute(node, reading),
    },
    content: [
      { type: 'exampleAction', content: part('action', strays) },
      { type: 'exampleOutcome', content: part('outcome', []) },
    ],
  }
}

function partFromMdast(node: ContainerDirective, reading: Reading): NodeJson[] {
  unclosedDirective(node, reading)
  expectAttributes(node, [], reading)
  expectNoLabel(node, reading)
  return blocksFromMdast(partsOf(node).blocks, 'flow', reading)
}

function isPart(block: MdastBlock, name: string): block is ContainerDirective {
  return block.type === 'containerDirective' && block.name === name
}
