import type { NodeJson } from '../../guide.ts'
import type { LeafDirective } from '../syntax-tree.ts'
import { expectAttributes } from './attributes.ts'
import type { Reading } from './reading.ts'

export const thematicBreakFromMdast = (): NodeJson => ({ type: 'horizontalRule' })

export function pageBreakFromMdast(node: LeafDirective, reading: Reading): NodeJson {
  expectAttributes(node, [], reading)
  return { type: 'pageBreak' }
}
