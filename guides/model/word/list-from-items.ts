import { changeOf, paragraph } from './blocks-from-flow.ts'
import type { ListPlace, TextItem } from './flow-from-word.ts'
import type { Piece, Reading } from './reading.ts'

interface OpenList {
  level: number
  place: ListPlace
  node: Piece
}

/** Neighbouring items of lists as lists within each other. */
export function listFromItems(items: readonly TextItem[], reading: Reading): Piece[] {
  const lists: Piece[] = []
  const open: OpenList[] = []
  for (const item of items) {
    const { list } = item
    if (!list) {
      lastItem(open)?.content?.push(paragraph(item))
      continue
    }
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > list.level) open.pop()
    const top = open.at(-1)
    if (!top || top.level < list.level || !isSame(top.place, list)) {
      if (top && top.level >= list.level) open.pop()
      const node = newList(list, reading)
      const parent = lastItem(open)
      if (parent) parent.content?.push(node)
      else lists.push(node)
      open.push({ level: list.level, place: list, node })
    }
    count(list, reading)
    open.at(-1)?.node.content?.push(newItem(item, list))
  }
  return lists
}

const lastItem = (open: readonly OpenList[]): Piece | undefined => open.at(-1)?.node.content?.at(-1)

const isSame = (a: ListPlace, b: ListPlace): boolean =>
  (a.checked === null) === (b.checked === null) && a.ordered === b.ordered && a.numId === b.numId

function newList(place: ListPlace, { numbering }: Reading): Piece {
  if (place.checked !== null) return { type: 'taskList', content: [] }
  if (!place.ordered) return { type: 'bulletList', content: [] }
  // A list that text interrupts counts on.
  const counted = numbering.counted.get(keyOf(place)) ?? 0
  const start = numbering.startOf(place.numId, place.level) + (place.level === 0 ? counted : 0)
  return { type: 'orderedList', attrs: { start }, content: [] }
}

function count(place: ListPlace, { numbering }: Reading): void {
  if (place.ordered && place.numId)
    numbering.counted.set(keyOf(place), (numbering.counted.get(keyOf(place)) ?? 0) + 1)
}

const keyOf = ({ numId, level }: ListPlace): string => `${numId}/${level}`

function newItem(item: TextItem, { checked }: ListPlace): Piece {
  const content = [{ type: 'paragraph', content: item.pieces }]
  return checked === null
    ? { type: 'listItem', content, ...changeOf(item) }
    : { type: 'taskItem', attrs: { checked }, content, ...changeOf(item) }
}
