import type * as Y from 'yjs'

/** What Yjs types have in common: items in a row, and one such row for each key. */
type Rows = Pick<Y.AbstractType<unknown>, '_start' | '_map'>

/** Where an item stands: in a type, or a root by its name; null where Yjs drops what goes there. */
export type List = Rows | string | null

/** Items that are counted in a row of the document; more are not told apart. */
const MOST = 1_000_000

/**
 * Counts what an update puts into each row, for a bound on the work of putting it there: at worst
 * each new item is compared with every other one of its row.
 */
export class Crowd {
  readonly #doc: Y.Doc
  readonly #fresh = new Map<Rows | string, Map<string | null, number>>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** @param key of a map's entry or an attribute, each of which is a row of its own. */
  add(list: List, key: string | null): void {
    if (list === null) return
    const row = typeof list === 'string' ? (this.#doc.share.get(list) ?? list) : list
    const keys = this.#fresh.get(row) ?? new Map<string | null, number>()
    this.#fresh.set(row, keys.set(key, (keys.get(key) ?? 0) + 1))
  }

  /** The bound, in items passed. */
  steps(): number {
    let steps = 0
    for (const [row, keys] of this.#fresh)
      for (const [key, count] of keys) {
        // Few items are put in their places before their row could be counted.
        if (count < FEW) steps += count
        else steps += count * (count + standing(row, key))
      }
    return steps
  }
}

const FEW = 10

/** How many items stand in a row of the document, deleted ones included. */
function standing(row: Rows | string, key: string | null): number {
  if (typeof row === 'string') return 0
  let count = 0
  let item = key === null ? row._start : (row._map.get(key) ?? null)
  while (item && count < MOST) {
    count++
    item = key === null ? item.right : item.left
  }
  return count
}
