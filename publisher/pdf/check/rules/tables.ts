import { PdfNumber, PdfString } from '@libpdf/core'
import { type CheckedPdf, placeOf } from '../checked-pdf.ts'
import { nameOf } from '../pdf-file.ts'
import { attributeOf, childElements, type StructureElement } from '../structure-tree.ts'
import type { Report } from '../violation.ts'

interface Cell {
  element: StructureElement
  columns: number
  rows: number
}

/** Checkpoint 15: header cells have a scope or are named by the cells, and all rows are as wide. */
export function tables(pdf: CheckedPdf, report: Report): void {
  for (const element of pdf.tree?.elements ?? [])
    if (element.type === 'Table') table(pdf, element, report)
}

function table(pdf: CheckedPdf, element: StructureElement, report: Report): void {
  const { file, tree } = pdf
  if (!tree) return
  const groups = groupsOf(element).map((rows) =>
    rows.map((row) => cellsOf(row).map((cell) => cellOf(pdf, cell))),
  )
  const cells = groups.flat(2)
  const headers = cells.filter((cell) => cell.element.type === 'TH')
  const ids = new Set(headers.map((cell) => idOf(pdf, cell.element)).filter(Boolean))
  let isByIds = false
  for (const cell of cells) {
    for (const value of file.members(attributeOf(file, tree, cell.element, 'Table', 'Headers'))) {
      isByIds = true
      if (!ids.has(bytesOf(value)))
        report(
          'charrette-table-headers',
          `The cell names a header “${bytesOf(value)}”, which its table does not have.`,
          'Name the ID of a TH of the table.',
          placeOf(cell.element, tree),
        )
    }
  }
  for (const { element: header } of headers) {
    const scope = nameOf(attributeOf(file, tree, header, 'Table', 'Scope'))
    const hasScope = scope === 'Row' || scope === 'Column' || scope === 'Both'
    if (!hasScope && !(isByIds && ids.has(idOf(pdf, header))))
      report(
        'matterhorn-15-003',
        'The header cell does not say whether it heads a row or a column.',
        'Write Scope into its table attributes, or give it an ID that the cells name in Headers.',
        placeOf(header, tree),
      )
  }
  if (cells.length > 0 && headers.length === 0)
    report(
      'charrette-table-has-headers',
      'The table has no header cells.',
      'Tag the cells that head rows and columns as TH.',
      placeOf(element, tree),
    )
  const widths = groups.flatMap(widthsOf)
  const widest = Math.max(...widths)
  if (widths.some((width) => width !== widest))
    report(
      'charrette-table-regular',
      `The table's rows have ${[...new Set(widths)].sort((a, b) => a - b).join(' or ')} columns.`,
      'Give every row as many cells, counting those that span.',
      placeOf(element, tree),
    )
}

/** Rows by what they are grouped in: a cell spans no further than its group. */
function groupsOf(table: StructureElement): StructureElement[][] {
  const rows = (element: StructureElement) =>
    childElements(element).filter(({ type }) => type === 'TR')
  const grouped = childElements(table)
    .filter(({ type }) => ['THead', 'TBody', 'TFoot'].includes(type))
    .map(rows)
  return [rows(table), ...grouped].filter((group) => group.length > 0)
}

const cellsOf = (row: StructureElement): StructureElement[] =>
  childElements(row).filter(({ type }) => type === 'TH' || type === 'TD')

function cellOf({ file, tree }: CheckedPdf, element: StructureElement): Cell {
  const span = (key: string): number => {
    const value = tree ? attributeOf(file, tree, element, 'Table', key) : undefined
    return value instanceof PdfNumber ? Math.min(1000, Math.max(1, Math.trunc(value.value))) : 1
  }
  return { element, columns: span('ColSpan'), rows: span('RowSpan') }
}

/** How many columns each row fills, with the cells that reach into it from above. */
function widthsOf(rows: readonly (readonly Cell[])[]): number[] {
  const filled = rows.map(() => 0)
  for (const [index, row] of rows.entries())
    for (const { columns, rows: height } of row)
      for (let at = index; at < Math.min(index + height, rows.length); at++)
        filled[at] = (filled[at] ?? 0) + columns
  return filled
}

const idOf = ({ file }: CheckedPdf, { dict }: StructureElement): string =>
  bytesOf(file.at(dict, 'ID'))

const bytesOf = (value: unknown): string =>
  value instanceof PdfString ? Buffer.from(value.bytes).toString('latin1') : ''
