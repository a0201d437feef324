import { Paragraph, type ParagraphChild, Table, TableCell, TableRow } from 'docx'
import type { Element, ElementContent } from 'hast'
import { has, isElement, textOf } from '../print/adapt-for-print.ts'
import { inlineToDocx } from './inline-to-docx.ts'
import type { BlockPlace, DocxState } from './state.ts'

/** Converts the blocks of a cell. */
export type BlocksToDocx = (
  nodes: readonly ElementContent[],
  state: DocxState,
  place: BlockPlace,
) => (Paragraph | Table)[]

/** Width of the text in twentieths of a point: a letter's page less an inch on either side. */
export const textWidth = 9360

/** A table: its head repeats on every page, and no row is broken over two. */
export function tableToDocx(table: Element, state: DocxState, blocks: BlocksToDocx): Table {
  const rows = table.children
    .filter(isElement)
    .filter(({ tagName }) => tagName === 'thead' || tagName === 'tbody')
    .flatMap((part) =>
      part.children.filter(isElement).map((row) => ({ row, inHead: part.tagName === 'thead' })),
    )
  const widths = columnWidths(rows.map(({ row }) => row))
  const hasRowHeads = rows
    .filter(({ inHead }) => !inHead)
    .every(({ row }) => row.children.find(isElement)?.properties.scope === 'row')
  return new Table({
    style: 'GuideTable',
    width: { size: textWidth, type: 'dxa' },
    columnWidths: widths,
    tableLook: {
      firstRow: rows[0]?.inHead ?? false,
      firstColumn: hasRowHeads,
      lastRow: false,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
    rows: rows.map(
      ({ row, inHead }) =>
        new TableRow({
          tableHeader: inHead,
          cantSplit: true,
          children: row.children.filter(isElement).map((cell) => cellToDocx(cell, state, blocks)),
        }),
    ),
  })
}

function cellToDocx(cell: Element, state: DocxState, blocks: BlocksToDocx): TableCell {
  const style =
    cell.tagName === 'th' ? 'TableHeading' : has(cell, 'number') ? 'TableNumber' : 'TableText'
  const alignment = has(cell, 'number') ? ({ alignment: 'right' } as const) : {}
  const holdsBlocks = cell.children.some((node) => isElement(node) && isBlock(node))
  const children = holdsBlocks
    ? blocks(cell.children, state, { text: style, list: style, level: -1, indent: 0 })
    : [
        new Paragraph({
          style,
          ...alignment,
          children: inlineToDocx(cell.children, state) as ParagraphChild[],
        }),
      ]
  const colspan = Number(cell.properties.colSpan ?? 1)
  const rowspan = Number(cell.properties.rowSpan ?? 1)
  return new TableCell({
    children,
    ...(colspan > 1 ? { columnSpan: colspan } : {}),
    ...(rowspan > 1 ? { rowSpan: rowspan } : {}),
  })
}

const isBlock = ({ tagName }: Element): boolean =>
  /^(?:p|ul|ol|dl|div|table|pre|blockquote|figure|hr|h[1-6]|section|aside)$/.test(tagName)

/** Columns by how much they hold, none narrower than its longest word or than a ninth of the rest. */
function columnWidths(rows: readonly Element[]): number[] {
  const weights: number[] = []
  const taken: number[] = []
  for (const row of rows) {
    let column = 0
    for (const cell of row.children.filter(isElement)) {
      while ((taken[column] ?? 0) > 0) column += 1
      const colspan = Number(cell.properties.colSpan ?? 1)
      const rowspan = Number(cell.properties.rowSpan ?? 1)
      const text = textOf(cell)
      const longest = Math.max(0, ...text.split(/\s+/).map((word) => word.length))
      const weight = Math.max(4, longest, Math.min(60, Math.sqrt(text.length) * 3)) / colspan
      for (let at = column; at < column + colspan; at++) {
        weights[at] = Math.max(weights[at] ?? 0, weight)
        taken[at] = rowspan
      }
      column += colspan
    }
    for (let at = 0; at < taken.length; at++) taken[at] = Math.max(0, (taken[at] ?? 0) - 1)
  }
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1
  return weights.map((weight) => Math.round((weight / sum) * textWidth))
}
