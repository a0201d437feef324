import { inlineFromWord, plainFormat, trimmed, withoutTabs } from './inline-from-word.ts'
import type { Marker } from './mark-changes.ts'
import { type Role, roleOf } from './paragraph-role.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'
import { settleBreaks } from './settle-breaks.ts'
import { tableFromWord } from './table-from-word.ts'
import type { WordBlock, WordParagraph } from './word-document.ts'

/** An item of a list. */
export interface ListPlace {
  level: number
  ordered: boolean
  numId: string
  /** Whether it is ticked off; null where it is no task. */
  checked: boolean | null
}

/** A paragraph before it is known what stands around it, or a block that is whole already. */
export type Item =
  | {
      kind: 'text'
      role: Role
      list: ListPlace | null
      pieces: Piece[]
      inserted?: string
      deleted?: string
    }
  | { kind: 'block'; node: Piece }

export type TextItem = Extract<Item, { kind: 'text' }>

/** The blocks of a document, a cell or a box, one after the other. */
export function flowFromWord(blocks: readonly WordBlock[], reading: Reading): Item[] {
  const paragraphs = blocks.flatMap((block): (Item | MarkedItem)[] => {
    if (block.type === 'paragraph') return paragraphFromWord(block, reading)
    if (block.type === 'table')
      return tableFromWord(block, reading).map((node) => ({ kind: 'block', node }))
    // Words right in a cell, as programs other than Word write them.
    const pieces = inlineFromWord([block], reading, plainFormat)
    return pieces.length > 0 ? [text({ kind: 'paragraph' }, null, pieces)] : []
  })
  return settleBreaks(paragraphs)
}

/** A paragraph whose own mark was added or taken out: tracked, its words and the next one's are one. */
export interface MarkedItem extends TextItem {
  mark: { change: 'inserted' | 'deleted'; id: string }
}

const text = (role: Role, list: ListPlace | null, pieces: Piece[]): TextItem => ({
  kind: 'text',
  role,
  list,
  pieces,
})

function paragraphFromWord(paragraph: WordParagraph, reading: Reading): (Item | MarkedItem)[] {
  const role = outlined(roleOf(paragraph), paragraph, reading)
  const pieces = inlineFromWord(paragraph.children, reading, {
    ...plainFormat,
    plain: role.kind === 'heading' || role.kind === 'title' || role.kind === 'term',
  })
  const found = markersIn(pieces)
  const all = withoutTabs(tabsLost(pieces, reading))
  const words = settleSigns(all.filter(isWords))
  const list = listPlace(paragraph, words, found)
  const content = words.filter(({ type }) => type !== 'checkbox')
  const first = all.findIndex((piece) => isWords(piece) && piece.type !== 'checkbox')
  const objects = all.map((piece, index) => ({ piece, before: index < first || first < 0 }))
  const block = ({ piece }: { piece: Piece }): Item => ({ kind: 'block', node: piece })
  const isBlock = ({ piece }: { piece: Piece }): boolean =>
    piece.type === 'figure' || piece.type === 'pageBreak'
  if (role.kind === 'heading' && role.level === 1 && wordsOf(content).trim())
    reading.chapterTitle = wordsOf(content).trim()
  const mark = found.find((one) => one.kind === 'paragraph-mark')
  const item = text(role, list, content)
  const itemOrMarked: Item | MarkedItem =
    mark?.kind === 'paragraph-mark' ? { ...item, mark: { change: mark.change, id: mark.id } } : item
  const isThere = trimmed(content).length > 0 || list !== null || mark !== undefined
  if (isThere && isBoldLine(item)) reading.lost('word-bold-heading', wordsOf(content))
  return [
    ...objects.filter((one) => isBlock(one) && one.before).map(block),
    ...(isThere ? [itemOrMarked] : []),
    ...objects.filter((one) => isBlock(one) && !one.before).map(block),
  ]
}

/** A paragraph of a style that nobody knows is a heading where its outline level says so. */
function outlined(role: Role, { children }: WordParagraph, { markers }: Reading): Role {
  if (role.kind !== 'paragraph') return role
  for (const child of children) {
    const marker = child.type === 'bookmarkStart' ? markers.get(child.name) : undefined
    if (marker?.kind === 'outline') return { kind: 'heading', level: marker.level }
  }
  return role
}

const isWords = ({ type }: Piece): boolean => !['marker', 'figure', 'pageBreak'].includes(type)

const markersIn = (pieces: readonly Piece[]): Marker[] =>
  pieces.flatMap(({ type, attrs }) => (type === 'marker' ? [attrs?.marker as Marker] : []))

/** Says so where tabs made columns; one at the beginning is an indent. */
function tabsLost(pieces: readonly Piece[], reading: Reading): readonly Piece[] {
  const first = pieces.findIndex(({ type, text = '' }) => type === 'text' && text.trim())
  const columns = pieces.filter(({ type }, index) => type === 'tab' && index > first && first >= 0)
  if (columns.length > 1) reading.lost('word-tabs', wordsOf(pieces))
  return pieces
}

/** Hands a comment without words of its own to the words before its sign. */
function settleSigns(pieces: readonly Piece[]): Piece[] {
  const settled: Piece[] = []
  for (const piece of pieces) {
    if (piece.type !== 'comment-sign') settled.push(piece)
    else {
      const before = settled.findLast(({ type }) => type === 'text')
      if (before) before.comments = [...(before.comments ?? []), String(piece.attrs?.id)]
    }
  }
  return settled
}

const boxes: Record<string, boolean> = { '☐': false, '☑': true, '☒': true }

function listPlace(
  { numbering }: WordParagraph,
  words: Piece[],
  markers: readonly Marker[],
): ListPlace | null {
  const [first] = words
  const level = Math.min(Number(numbering?.level ?? 0) || 0, 8)
  const drawn = first?.type === 'text' ? boxes[(first.text ?? '').trimStart().charAt(0)] : undefined
  const checked = first?.type === 'checkbox' ? first.attrs?.checked === true : drawn
  if (drawn !== undefined && first) first.text = (first.text ?? '').trimStart().slice(1)
  if (drawn !== undefined && first?.text === '') words.shift()
  if (checked !== undefined) return { level, ordered: false, numId: '', checked }
  if (!numbering) return null
  const numId = markers.find((one) => one.kind === 'list')?.numId ?? ''
  return { level, ordered: numbering.isOrdered, numId, checked: null }
}

function isBoldLine({ role, list, pieces }: TextItem): boolean {
  if (role.kind !== 'paragraph' || list || pieces.length === 0) return false
  const words = wordsOf(pieces)
  return (
    words.length < 80 &&
    !/[.:;,!?]$/.test(words.trim()) &&
    pieces.every(
      ({ type, text, marks = [] }) =>
        type === 'text' && (!text?.trim() || marks.some((mark) => mark.type === 'strong')),
    )
  )
}
