import { idOfNode, type NodeJson, typedText } from '@charrette/guides'
import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { captionLabel } from '../caption.ts'
import type { Handler, State } from '../state.ts'
import { type PlacedCell, placedCells } from '../table-grid.ts'

/**
 * A table with its caption. Every header says what it heads (`scope`); where cells are merged or
 * headers stand elsewhere than at the edges, every cell names its headers as well (WCAG H43).
 */
export const tableFigure: Handler = (node, state) => {
  const [captionNode, tableNode] = node.content ?? []
  const id = idOfNode(node) ?? state.freshId('table')
  const text = state.inline(captionNode?.content)
  const caption = [...captionLabel(idOfNode(node), text.length > 0, state), ...text]
  const grid = placedCells(tableNode?.content ?? [])
  const numeric = numericColumns([...grid.head, ...grid.bodies.flat()].flat())
  const cell = (placed: PlacedCell): ElementContent =>
    cellToHast(placed, { id, irregular: grid.irregular, numeric }, state)
  const row = (cells: PlacedCell[]): ElementContent => h('tr', cells.map(cell))
  return h('div.table', { id }, [
    h('table', [
      ...(caption.length > 0 ? [h('caption', { id: `${id}_caption` }, caption)] : []),
      ...(grid.head.length > 0 ? [h('thead', grid.head.map(row))] : []),
      ...grid.bodies.map((rows) => h('tbody', rows.map(row))),
    ]),
  ])
}

function cellToHast(
  placed: PlacedCell,
  table: { id: string; irregular: boolean; numeric: ReadonlySet<number> },
  state: State,
): ElementContent {
  const { node, role, colspan, rowspan, row, column } = placed
  const cellId = (cell: { row: number; column: number }) =>
    `${table.id}_r${cell.row + 1}c${cell.column + 1}`
  const headers = table.irregular ? placed.headers.map(cellId) : []
  return h(
    role ? 'th' : 'td',
    {
      id: role && table.irregular ? cellId({ row, column }) : null,
      scope: role,
      colSpan: colspan > 1 ? colspan : null,
      rowSpan: rowspan > 1 ? rowspan : null,
      headers: headers.length > 0 ? headers : null,
      className: colspan === 1 && table.numeric.has(column) ? ['number'] : null,
    },
    cellContent(node, state),
  )
}

/** One paragraph alone stands in the cell without its `p`. */
function cellContent(node: NodeJson, state: State): ElementContent[] {
  const [only, ...others] = node.content ?? []
  return only?.type === 'paragraph' && others.length === 0
    ? state.inline(only.content)
    : state.blocksWithoutNotes(node.content)
}

/** Columns of figures, head included, are set flush right, so that their digits stand below each other. */
function numericColumns(cells: PlacedCell[]): Set<number> {
  const columns = new Map<number, PlacedCell[]>()
  for (const cell of cells)
    if (cell.role === null && cell.colspan === 1)
      columns.set(cell.column, [...(columns.get(cell.column) ?? []), cell])
  return new Set(
    [...columns]
      .filter(([, column]) =>
        column.every(({ node }) => numberOrNothing.test(typedText(node).trim())),
      )
      .filter(([, column]) => column.some(({ node }) => /\d/.test(typedText(node).trim())))
      .map(([column]) => column),
  )
}

/** "1,234", "$12.50", "45%", "–3", "n/a" or nothing; "2019–21" and "9 of 10" are words. */
const numberOrNothing =
  /^(?:[-–−+~<>]?\s*[$€£]?\s*\d[\d,.\s]*(?:%|¢|[KMB]|million|billion|[kMG]bps)?|n\/a|[-–—]?)$/iu
