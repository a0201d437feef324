import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { expectAttributes } from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { expectNoLabel, partsOf } from './directive.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

export function keyTakeawaysFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  expectAttributes(node, [], reading)
  expectNoLabel(node, reading)
  return {
    type: 'keyTakeaways',
    content: atLeastOne(blocksFromMdast(partsOf(node).blocks, 'prose', reading)),
  }
}
