import type { Table, TableCell } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective, MdastBlock } from '../syntax-tree.ts'
import {
  attribute,
  expectAttributes,
  hasAttribute,
  idAttribute,
  numberAttribute,
} from './attributes.ts'
import { blocksFromMdast } from './blocks.ts'
import { expectNoLabel, partsOf, unclosedDirective } from './directive.ts'
import { inlineFromMdast } from './inline.ts'
import { atLeastOne } from './place.ts'
import type { Reading } from './reading.ts'

/** A table of plain GFM, without the directive: its caption is empty. */
export function plainTableFromMdast(node: Table, reading: Reading): NodeJson {
  return figureOf(null, [], rowsOfTable(node, { headerColumn: false, widths: [] }, reading))
}

/** `:::table[Caption]` around a GFM table or around rows of cells. */
export function tableFigureFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  expectAttributes(node, ['id', 'header-column', 'column-widths'], reading)
  const { label, blocks } = partsOf(node)
  const caption = label ? inlineFromMdast(label.children, reading) : []
  const rows = blocks.flatMap((block) => {
    if (block.type === 'table')
      return rowsOfTable(
        block,
        { headerColumn: hasAttribute(node, 'header-column'), widths: columnWidths(node, reading) },
        reading,
      )
    if (isNamed(block, 'row')) return [rowFromMdast(block, reading)]
    if (block.type !== 'footnoteDefinition' && block.type !== 'definition')
      reading.report(
        block,
        'error',
        'table-content',
        'A table holds one table of Markdown, or rows of cells',
        'Move the text out of the table; leave an empty line before and after it.',
      )
    return []
  })
  if (rows.length === 0)
    reading.report(
      node,
      'error',
      'table-content',
      'This table is empty',
      'Write a table of Markdown between the two lines of colons.',
    )
  return figureOf(idAttribute(node, reading), caption, rows)
}

function figureOf(id: string | null, caption: NodeJson[], rows: NodeJson[]): NodeJson {
  const atLeastOneRow =
    rows.length > 0 ? rows : [{ type: 'tableRow', content: [cellOf('tableCell', {}, [])] }]
  return {
    type: 'tableFigure',
    attrs: { id },
    content: [
      { type: 'tableCaption', content: caption },
      { type: 'table', content: atLeastOneRow },
    ],
  }
}

function rowsOfTable(
  node: Table,
  { headerColumn, widths }: { headerColumn: boolean; widths: (number | null)[] },
  reading: Reading,
): NodeJson[] {
  if (node.align?.some((align) => align !== null))
    reading.report(
      node,
      'warning',
      'table-alignment',
      'A guide’s tables have no alignment of columns of their own',
      'Take the colons out of the line of hyphens.',
    )
  const columns = Math.max(...node.children.map(({ children }) => children.length))
  return node.children.map((row, rowIndex) => ({
    type: 'tableRow',
    // GFM lets rows end early; the cells that are missing are empty.
    content: Array.from({ length: columns }, (_, column) => {
      const header = rowIndex === 0 || (headerColumn && column === 0)
      const width = widths[column]
      return cellOf(
        header ? 'tableHeader' : 'tableCell',
        width ? { colwidth: [width] } : {},
        textOfCell(row.children[column], reading),
      )
    }),
  }))
}

function textOfCell(cell: TableCell | undefined, reading: Reading): NodeJson[] {
  return [{ type: 'paragraph', content: inlineFromMdast(cell?.children ?? [], reading) }]
}

function rowFromMdast(node: ContainerDirective, reading: Reading): NodeJson {
  unclosedDirective(node, reading)
  expectAttributes(node, [], reading)
  expectNoLabel(node, reading)
  const content = partsOf(node).blocks.flatMap((block) => {
    if (isNamed(block, 'header')) return [cellFromMdast(block, 'tableHeader', reading)]
    if (isNamed(block, 'cell')) return [cellFromMdast(block, 'tableCell', reading)]
    reading.report(
      block,
      'error',
      'table-content',
      'A row holds cells',
      'Put the text into `:::cell` or `:::header`.',
    )
    return []
  })
  return { type: 'tableRow', content }
}

function cellFromMdast(
  node: ContainerDirective,
  type: 'tableCell' | 'tableHeader',
  reading: Reading,
): NodeJson {
  unclosedDirective(node, reading)
  expectAttributes(node, ['colspan', 'rowspan', 'column-widths'], reading)
  expectNoLabel(node, reading)
  const widths = columnWidths(node, reading)
  const attrs = {
    colspan: spanAttribute(node, 'colspan', reading),
    rowspan: spanAttribute(node, 'rowspan', reading),
    colwidth: widths.length > 0 ? widths : null,
  }
  return cellOf(type, attrs, blocksFromMdast(partsOf(node).blocks, 'prose', reading))
}

const cellOf = (type: string, attrs: Record<string, unknown>, content: NodeJson[]): NodeJson => ({
  type,
  attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
  content: atLeastOne(content),
})

function spanAttribute(node: ContainerDirective, name: string, reading: Reading): number {
  const span = numberAttribute(node, name, reading) ?? 1
  if (Number.isInteger(span) && span >= 1 && span <= 1000) return span
  reading.report(
    node,
    'error',
    'attribute-number',
    `\`${name}\` is a whole number from 1 on, not ${span}`,
    'Count the columns or rows that the cell covers.',
  )
  return 1
}

/** `column-widths="120 auto 200"`, in pixels. */
function columnWidths(node: ContainerDirective, reading: Reading): (number | null)[] {
  const words = attribute(node, 'column-widths').split(/\s+/).filter(Boolean)
  if (words.every((word) => word === 'auto' || /^[1-9]\d{0,8}$/.test(word)))
    return words.map((word) => (word === 'auto' ? null : Number(word)))
  reading.report(
    node,
    'error',
    'attribute-number',
    'Column widths are whole numbers of pixels, or `auto`',
    'Write for example `column-widths="120 auto 200"`, or leave it out.',
  )
  return []
}

function isNamed(block: MdastBlock, name: string): block is ContainerDirective {
  return block.type === 'containerDirective' && block.name === name
}
