import { idOfNode, type NodeJson } from '@charrette/guides'
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
  const cell = (placed: PlacedCell): ElementContent => cellToHast(placed, id, grid.irregular, state)
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
  tableId: string,
  irregular: boolean,
  state: State,
): ElementContent {
  const { node, role, colspan, rowspan, row, column } = placed
  const cellId = (cell: { row: number; column: number }) =>
    `${tableId}_r${cell.row + 1}c${cell.column + 1}`
  const headers = irregular ? placed.headers.map(cellId) : []
  return h(
    role ? 'th' : 'td',
    {
      id: role && irregular ? cellId({ row, column }) : null,
      scope: role,
      colSpan: colspan > 1 ? colspan : null,
      rowSpan: rowspan > 1 ? rowspan : null,
      headers: headers.length > 0 ? headers : null,
      className: isNumeric(node) ? ['number'] : null,
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

/** "1,234", "$12.50", "45%", "–3": columns of these are set flush right in tabular figures. */
function isNumeric(node: NodeJson): boolean {
  const [only, ...others] = node.content ?? []
  if (only?.type !== 'paragraph' || others.length > 0 || node.type === 'tableHeader') return false
  const text = (only.content ?? [])
    .map(({ text }) => text ?? '')
    .join('')
    .trim()
  return /^[-–−+~<>]?\s*[$€£]?\s*\d[\d,.\s]*\s*(?:%|¢|[KMB]|million|billion|Mbps|Gbps)?$/u.test(
    text,
  )
}
