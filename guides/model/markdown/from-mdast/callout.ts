import type { NodeJson } from '../../guide.ts'
import type { CalloutKind } from '../../nodes/callout.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { expectAttributes } from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { partsOf } from './directive.ts'
import { plainLabel } from './label.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

export function calloutFromMdast(
  node: ContainerDirective,
  kind: CalloutKind,
  reading: Reading,
): NodeJson {
  expectAttributes(node, [], reading)
  const { label, blocks } = partsOf(node)
  return {
    type: 'callout',
    attrs: { kind, title: label ? plainLabel(label, reading) : '' },
    content: atLeastOne(blocksFromMdast(blocks, 'flow', reading)),
  }
}
