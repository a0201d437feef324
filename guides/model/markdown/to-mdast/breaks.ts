import type { ThematicBreak } from 'mdast'
import type { LeafDirective } from '../syntax-tree.ts'
import { leafDirective } from './directive.ts'

export const horizontalRuleToMdast = (): ThematicBreak => ({ type: 'thematicBreak' })

export const pageBreakToMdast = (): LeafDirective => leafDirective('page-break')
