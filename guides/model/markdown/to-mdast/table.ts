import type { Table, TableCell } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective } from '../syntax-tree.ts'
import { type Block, blocksToMdast } from './blocks.ts'
import { attr, containerDirective } from './directive.ts'
import { inlineToMdast } from './inline.ts'
import type { Writing } from './writing.ts'

/** A table with its caption: a GFM table where GFM can say it, else written cell by cell. */
export function tableFigureToMdast(node: NodeJson, writing: Writing): ContainerDirective {
  const [caption, table] = node.content ?? []
  const label = inlineToMdast(caption?.content ?? [], writing, { oneLine: true, inLabel: true })
  const rows = (table?.content ?? []).map((row) => row.content ?? [])
  const plain = plainForm(rows)
  const id = attr(node, 'id')
  return plain
    ? containerDirective(
        'table',
        { id, 'header-column': plain.headerColumn, 'column-widths': plain.widths },
        [gfmTable(rows, writing)],
        label,
      )
    : containerDirective(
        'table',
        { id },
        rows.map((row) => rowToMdast(row, writing)),
        label,
      )
}

type Rows = NodeJson[][]

/** What the directive has to say so that a GFM table means these rows; null where it cannot. */
function plainForm(rows: Rows): { headerColumn: boolean; widths: string | null } | null {
  const [head = [], ...body] = rows
  const columns = head.length
  if (columns === 0 || rows.some((row) => row.length !== columns)) return null
  if (!rows.flat().every(isPlainCell) || !head.every(isHeader)) return null
  const headerColumn = body.length > 0 && body.every(([first]) => first && isHeader(first))
  if (!body.every((row) => row.every((cell, i) => isHeader(cell) === (headerColumn && i === 0))))
    return null
  const widths = head.map((cell) => widthOf(cell))
  if (!body.every((row) => row.every((cell, i) => widthOf(cell) === widths[i]))) return null
  return { headerColumn, widths: widths.every((w) => w === 'auto') ? null : widths.join(' ') }
}

const isHeader = (cell: NodeJson): boolean => cell.type === 'tableHeader'

function isPlainCell({ attrs = {}, content = [] }: NodeJson): boolean {
  return (
    (attrs.colspan ?? 1) === 1 &&
    (attrs.rowspan ?? 1) === 1 &&
    content.length === 1 &&
    content[0]?.type === 'paragraph'
  )
}

function widthOf({ attrs }: NodeJson): string {
  return Array.isArray(attrs?.colwidth) ? attrs.colwidth.join(' ') : 'auto'
}

function gfmTable(rows: Rows, writing: Writing): Table {
  return {
    type: 'table',
    children: rows.map((row) => ({
      type: 'tableRow',
      children: row.map(
        (cell): TableCell => ({
          type: 'tableCell',
          children: inlineToMdast(cell.content?.[0]?.content ?? [], writing, {
            oneLine: true,
            inLabel: false,
            inCell: true,
          }),
        }),
      ),
    })),
  }
}

function rowToMdast(cells: NodeJson[], writing: Writing): Block {
  return containerDirective(
    'row',
    {},
    cells.map((cell) => {
      const { colspan = 1, rowspan = 1, colwidth } = cell.attrs ?? {}
      return containerDirective(
        isHeader(cell) ? 'header' : 'cell',
        {
          colspan: colspan === 1 ? null : Number(colspan),
          rowspan: rowspan === 1 ? null : Number(rowspan),
          'column-widths': Array.isArray(colwidth) ? colwidth.join(' ') : null,
        },
        blocksToMdast(cell, writing),
      )
    }),
  )
}
