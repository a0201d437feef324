import { walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

/** A table's first row or first column says what the cells are (WCAG 2.2, 1.3.1). */
export const tableHeader: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => {
    if (visit.node.type !== 'table') return []
    const rows = (visit.node.content ?? []).map(({ content = [] }) => content)
    const firstRow = rows[0] ?? []
    const firstColumn = rows.flatMap(([first]) => (first ? [first] : []))
    const heads = [firstRow, firstColumn].some(
      (cells) => cells.length > 0 && cells.every(({ type }) => type === 'tableHeader'),
    )
    if (heads) return []
    return at(visit, {
      ruleId: 'table-header',
      severity: 'error',
      message: 'This table has no header cells',
      mend: 'Make its first row or its first column header cells.',
    })
  })
