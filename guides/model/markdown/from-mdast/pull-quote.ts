import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { attribute, expectAttributes } from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { expectNoLabel, partsOf } from './directive.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

export function pullQuoteFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  expectAttributes(node, ['attribution'], reading)
  expectNoLabel(node, reading)
  return {
    type: 'pullQuote',
    attrs: { attribution: attribute(node, 'attribution') },
    content: atLeastOne(blocksFromMdast(partsOf(node).blocks, 'paragraph', reading)),
  }
}
