import { blocksFromFlow } from './blocks-from-flow.ts'
import { flowFromWord } from './flow-from-word.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'
import type { WordBlock, WordCell, WordRow, WordTable } from './word-document.ts'

/** A table with what guides cannot have in a cell behind it; a box where it has one cell only. */
export function tableFromWord(table: WordTable, reading: Reading): Piece[] {
  const rows = table.children.filter(({ type }) => type === 'tableRow')
  const cells = rows.flatMap(({ children }) => children)
  const [only] = cells
  if (!only) return []
  if (cells.length === 1) return box(only, reading)
  const outside: Piece[] = []
  const made = rows.map((row) => rowFromWord(row, reading, outside))
  const even = evened(made)
  if (even.changed) reading.lost('word-uneven-table', wordsOf(made[0]?.content ?? []))
  return [
    {
      type: 'tableFigure',
      content: [
        { type: 'tableCaption', content: [] },
        { type: 'table', content: even.rows },
      ],
    },
    ...outside,
  ]
}

function box(cell: WordCell, reading: Reading): Piece[] {
  const blocks = inBlocks(cell.children, reading)
  reading.lost('word-one-cell-table', wordsOf(blocks))
  const content = blocks.flatMap((block): Piece[] =>
    isFlow(block)
      ? [block]
      : block.type === 'heading'
        ? [boldLine(block, reading)]
        : (block.content ?? []),
  )
  return [
    {
      type: 'callout',
      content: content.length > 0 ? content.filter(isFlow) : [{ type: 'paragraph' }],
    },
  ]
}

const isFlow = ({ type }: Piece): boolean =>
  [
    'paragraph',
    'bulletList',
    'orderedList',
    'taskList',
    'blockquote',
    'codeBlock',
    'figure',
    'tableFigure',
  ].includes(type)

const inBlocks = (children: readonly WordBlock[], reading: Reading): Piece[] =>
  blocksFromFlow(flowFromWord(children, reading), reading)

function rowFromWord(row: WordRow, reading: Reading, outside: Piece[]): Piece {
  const change = rowChange(row, reading)
  const content = row.children
    .filter(({ type }) => type === 'tableCell')
    .map((cell): Piece => {
      const isHead = row.isHeader || isHeadCell(cell)
      return {
        type: isHead ? 'tableHeader' : 'tableCell',
        attrs: { colspan: Math.max(1, cell.colSpan || 1), rowspan: Math.max(1, cell.rowSpan || 1) },
        content: cellContent(cell, isHead, reading, outside),
      }
    })
  return { type: 'tableRow', content, ...change }
}

/** Our own editions set the head of a row in a style of its own. */
const isHeadCell = ({ children }: WordCell): boolean =>
  children.length > 0 &&
  children.every((block) => block.type === 'paragraph' && block.styleName === 'Table Heading')

/** Whether a tracked change added or took out the whole row: a bookmark in its first paragraph says so. */
function rowChange(row: WordRow, { markers }: Reading): Pick<Piece, 'inserted' | 'deleted'> {
  for (const cell of row.children)
    for (const block of cell.children ?? [])
      for (const child of block.type === 'paragraph' ? block.children : []) {
        const marker = child.type === 'bookmarkStart' ? markers.get(child.name) : undefined
        if (marker?.kind === 'row')
          return marker.change === 'inserted' ? { inserted: marker.id } : { deleted: marker.id }
      }
  return {}
}

function cellContent(cell: WordCell, isHead: boolean, reading: Reading, outside: Piece[]): Piece[] {
  const blocks = inBlocks(cell.children, reading).flatMap((block): Piece[] => {
    switch (block.type) {
      case 'figure':
        reading.lost('word-picture-in-cell', String(block.attrs?.alt ?? ''))
        outside.push(block)
        return []
      case 'tableFigure':
        reading.lost('word-table-in-table', wordsOf(block.content ?? []))
        return rowLines(block)
      case 'heading':
      case 'title':
      case 'subtitle':
        return [boldLine(block, reading)]
      case 'pageBreak':
        return []
      case 'callout':
      case 'keyTakeaways':
      case 'pullQuote':
      case 'definition':
        return block.content ?? []
      case 'cityExample':
        return (block.content ?? []).flatMap(({ content = [] }) => content)
      default:
        return [block]
    }
  })
  const content = isHead ? blocks.map(withoutBold) : blocks
  return content.length > 0 ? content : [{ type: 'paragraph' }]
}

function boldLine(block: Piece, reading: Reading): Piece {
  reading.lost('word-heading-in-cell', wordsOf(block.content ?? []))
  const content = (block.content ?? []).map((piece) =>
    piece.type === 'text'
      ? { ...piece, marks: [...(piece.marks ?? []), { type: 'strong' }] }
      : piece,
  )
  return { type: 'paragraph', content }
}

/** The rows of a table within a table, a line each. */
function rowLines(table: Piece): Piece[] {
  return (table.content?.[1]?.content ?? []).map(({ content: cells = [] }) => ({
    type: 'paragraph',
    content: cells.flatMap((cell, index): Piece[] => [
      ...(index > 0 ? [{ type: 'text', text: ' | ' }] : []),
      ...(cell.content ?? []).flatMap(({ content = [] }) =>
        content.filter(({ type }) => type === 'text' || type === 'footnote'),
      ),
    ]),
  }))
}

function withoutBold(block: Piece): Piece {
  if (block.type === 'text')
    return { ...block, marks: (block.marks ?? []).filter(({ type }) => type !== 'strong') }
  return block.content ? { ...block, content: block.content.map(withoutBold) } : block
}

/** Rows filled up with empty cells to one width; spans that reach past the last row are cut. */
function evened(rows: Piece[]): { rows: Piece[]; changed: boolean } {
  const taken: number[][] = rows.map(() => [])
  let changed = false
  const kept = rows.map((row, y): Piece & { content: Piece[] } => ({
    ...row,
    content: (row.content ?? []).map((cell) => {
      const colspan = Math.min(Number(cell.attrs?.colspan ?? 1), 100)
      const rowspan = Math.min(Number(cell.attrs?.rowspan ?? 1), rows.length - y)
      const line = taken[y] ?? []
      let x = 0
      while (line[x]) x++
      for (let dy = 0; dy < rowspan; dy++)
        for (let dx = 0; dx < colspan; dx++) {
          const below = taken[y + dy]
          if (below) below[x + dx] = 1
        }
      return { ...cell, attrs: { ...cell.attrs, colspan, rowspan } }
    }),
  }))
  const width = Math.max(...taken.map(({ length }) => length))
  for (const [y, row] of kept.entries()) {
    const line = taken[y] ?? []
    for (let x = 0; x < width; x++)
      if (!line[x]) {
        changed = true
        row.content.push({ type: 'tableCell', content: [{ type: 'paragraph' }] })
      }
  }
  return { rows: kept, changed }
}
