import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { attribute, expectAttributes, idAttribute } from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { expectNoLabel, partsOf } from './directive.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

export function definitionFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  expectAttributes(node, ['id', 'term'], reading)
  expectNoLabel(node, reading)
  return {
    type: 'definition',
    attrs: { term: attribute(node, 'term'), id: idAttribute(node, reading) },
    content: atLeastOne(blocksFromMdast(partsOf(node).blocks, 'paragraph', reading)),
  }
}
