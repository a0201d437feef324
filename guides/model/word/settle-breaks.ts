import type { Item, MarkedItem, TextItem } from './flow-from-word.ts'
import { trimmed } from './inline-from-word.ts'
import type { Piece } from './reading.ts'

// Word tracks the mark at a paragraph's end by itself: added, it parts two paragraphs that were one;
// taken out, it joins two. A guide knows added and deleted blocks, so paragraphs that such marks tie
// together are read again: those of which everything was added or taken out are whole blocks, and
// where more than one other is left, the old ones stand beside the new.

/** Paragraphs with their tracked marks settled into added and deleted blocks, and no blanks at their ends. */
export function settleBreaks(items: readonly (Item | MarkedItem)[]): Item[] {
  return settledItems(items).map((item) =>
    item.kind === 'text' ? { ...item, pieces: trimmed(item.pieces) } : item,
  )
}

function settledItems(items: readonly (Item | MarkedItem)[]): Item[] {
  const settled: Item[] = []
  let group: (TextItem | MarkedItem)[] = []
  for (const item of items) {
    if (item.kind !== 'text') {
      settled.push(...settleGroup(group), item)
      group = []
      continue
    }
    group.push(item)
    if ('mark' in item) continue
    settled.push(...settleGroup(group))
    group = []
  }
  return [...settled, ...settleGroup(group)]
}

function settleGroup(group: readonly (TextItem | MarkedItem)[]): TextItem[] {
  if (!group.some((item) => 'mark' in item)) return [...group]
  const whole = group.map(wholeChange)
  const partial = group.filter((_, index) => whole[index] === null && !isEmpty(group[index]))
  if (partial.length <= 1)
    return group.flatMap((item, index): TextItem[] => {
      const change = whole[index]
      if (!change) return isEmpty(item) && !item.list ? [] : [plainItem(item)]
      return [{ ...plainItem(item), ...change, pieces: item.pieces.map(untracked) }]
    })
  const id = group.flatMap((item) => ('mark' in item ? [item.mark.id] : []))[0] ?? ''
  const olds = side(group, 'inserted').map((item) => ({ ...item, deleted: id }))
  const news = side(group, 'deleted').map((item) => ({ ...item, inserted: id }))
  return [...olds, ...news]
}

const isEmpty = (item: TextItem | undefined): boolean => (item?.pieces.length ?? 0) === 0

/** The change that all of a paragraph's words are in, or null. */
function wholeChange(
  item: TextItem | MarkedItem,
): { inserted: string } | { deleted: string } | null {
  const { pieces } = item
  const [first] = pieces
  if (!first) {
    if (!('mark' in item) || !item.list) return null
    return item.mark.change === 'inserted' ? { inserted: item.mark.id } : { deleted: item.mark.id }
  }
  if (first.inserted && pieces.every(({ inserted }) => inserted))
    return { inserted: first.inserted }
  if (first.deleted && pieces.every(({ deleted }) => deleted)) return { deleted: first.deleted }
  return null
}

const plainItem = ({ kind, role, list, pieces }: TextItem): TextItem => ({
  kind,
  role,
  list,
  pieces,
})

/**
 * The paragraphs as they were before, or as they are after: without the words and the marks of one
 * kind of change.
 */
function side(
  group: readonly (TextItem | MarkedItem)[],
  without: 'inserted' | 'deleted',
): TextItem[] {
  const result: TextItem[] = []
  let open: TextItem | null = null as TextItem | null
  for (const item of group) {
    const pieces = item.pieces.filter((piece) => !piece[without]).map(untracked)
    open = open ? { ...open, pieces: [...open.pieces, ...pieces] } : { ...plainItem(item), pieces }
    if ('mark' in item && item.mark.change === without) continue
    result.push(open)
    open = null
  }
  if (open) result.push(open)
  return result.filter((item) => !isEmpty(item))
}

function untracked({ inserted: _, deleted: __, ...piece }: Piece): Piece {
  return piece
}
