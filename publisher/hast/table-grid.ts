import type { NodeJson } from '@charrette/guides'

/** A cell and where it stands in the grid, rows and columns counted from 0. */
export interface PlacedCell {
  node: NodeJson
  row: number
  column: number
  rowspan: number
  colspan: number
  /** What a header cell heads; null for a cell of data. */
  role: 'col' | 'row' | 'colgroup' | 'rowgroup' | null
  /** The header cells of this cell, in reading order. */
  headers: PlacedCell[]
}

export interface TableGrid {
  /** The rows at the top that hold headers alone. */
  head: PlacedCell[][]
  /** Rows below; a row that is one header across the table begins a new group. */
  bodies: PlacedCell[][][]
  /** Whether `scope` alone does not say what belongs to what: cells are merged or headers scattered. */
  irregular: boolean
}

/** Lays a table's cells out by the rules of HTML ("Forming a table") and finds what heads what. */
export function placedCells(rows: readonly NodeJson[]): TableGrid {
  const taken = new Set<string>()
  const laid = rows.map((row, rowIndex) => {
    let column = 0
    return (row.content ?? []).map((node): PlacedCell => {
      while (taken.has(`${rowIndex},${column}`)) column += 1
      const colspan = spanOf(node, 'colspan')
      const rowspan = Math.min(spanOf(node, 'rowspan'), rows.length - rowIndex)
      for (let r = 0; r < rowspan; r++)
        for (let c = 0; c < colspan; c++) taken.add(`${rowIndex + r},${column + c}`)
      const placed = { node, row: rowIndex, column, rowspan, colspan, role: null, headers: [] }
      column += colspan
      return placed
    })
  })
  const width = Math.max(0, ...laid.flat().map(({ column, colspan }) => column + colspan))
  const headRows = rowsOfHead(laid, width)
  const cells = laid.flat()
  for (const cell of cells) if (isHeader(cell)) cell.role = roleOf(cell, { headRows, width, laid })
  for (const cell of cells) cell.headers = headersOf(cell, cells)

  const bodies: PlacedCell[][][] = []
  for (const row of laid.slice(headRows)) {
    const last = bodies.at(-1)
    if (!last || row[0]?.role === 'rowgroup') bodies.push([row])
    else last.push(row)
  }
  const merged = cells.some(({ colspan, rowspan }) => colspan > 1 || rowspan > 1)
  const scattered = cells.some(
    (cell) => cell.role !== null && cell.row >= headRows && cell.column > 0,
  )
  return { head: laid.slice(0, headRows), bodies, irregular: merged || scattered || headRows > 1 }
}

const isHeader = ({ node }: PlacedCell): boolean => node.type === 'tableHeader'

function spanOf(node: NodeJson, name: 'colspan' | 'rowspan'): number {
  const span = Number(node.attrs?.[name] ?? 1)
  return Number.isInteger(span) && span > 0 ? Math.min(span, 1000) : 1
}

/** Rows of headers alone at the top; a table that is all headers keeps its last row as its body. */
function rowsOfHead(laid: PlacedCell[][], width: number): number {
  let count = 0
  while (count < laid.length - 1 && laid[count]?.every(isHeader)) count += 1
  // A head must not reach into the body: HTML cuts a span at the end of its row group.
  while (
    count > 0 &&
    laid
      .slice(0, count)
      .flat()
      .some((c) => c.row + c.rowspan > count)
  )
    count -= 1
  // One header across the whole table below the first row names a group of rows, not the columns.
  while (count > 1 && spansAll(laid[count - 1], width)) count -= 1
  return count
}

const spansAll = (row: PlacedCell[] | undefined, width: number): boolean =>
  row?.length === 1 && row[0]?.colspan === width && width > 1

function roleOf(
  cell: PlacedCell,
  { headRows, width, laid }: { headRows: number; width: number; laid: PlacedCell[][] },
): PlacedCell['role'] {
  if (cell.row < headRows) return cell.colspan > 1 ? 'colgroup' : 'col'
  const row = laid[cell.row]
  if (spansAll(row, width)) return 'rowgroup'
  if (row?.every(isHeader)) return cell.colspan > 1 ? 'colgroup' : 'col'
  return cell.rowspan > 1 ? 'rowgroup' : 'row'
}

/** Column headers above, row headers to the left and the heading of the row's group, in reading order. */
function headersOf(cell: PlacedCell, cells: PlacedCell[]): PlacedCell[] {
  const group = cells.findLast(
    (other) => other.role === 'rowgroup' && other.colspan > 1 && other.row <= cell.row,
  )
  return cells.filter((other) => {
    if (other === cell || other.role === null) return false
    if (other === group) return true
    const above = other.row + other.rowspan <= cell.row
    const left = other.column + other.colspan <= cell.column
    const sharesColumn =
      other.column < cell.column + cell.colspan && cell.column < other.column + other.colspan
    const sharesRow = other.row < cell.row + cell.rowspan && cell.row < other.row + other.rowspan
    if (other.role === 'col' || other.role === 'colgroup') return above && sharesColumn
    return other.colspan === 1 || other.row === cell.row ? left && sharesRow : false
  })
}
