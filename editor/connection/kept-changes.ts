import * as Y from 'yjs'

/** Consecutive letters, nodes or entries of one writer: from `from` on, without `to`. */
export interface IdRange {
  client: number
  from: number
  to: number
}

/** What was written on this device, and is not on the server as far as the device was told. */
export interface KeptChanges {
  added: IdRange[]
  deleted: IdRange[]
  /** Words that were taken out, which the document itself does not keep. */
  removed: { place: string; words: string }[]
}

/** Where in the guide something stands, as one change is told from another. */
export interface Place {
  /** `chapter:<id>/<block>` for a block of a chapter's text, `<map>/<key>` for an entry of a map. */
  key: string
  root: string
  /** What stands directly under the root: a block, or a map's entry. */
  top: Y.Item
}

/** @returns null for what is in nothing any more. */
export function placeOf(item: Y.Item): Place | null {
  let top = item
  while (true) {
    const { parent } = top
    if (!(parent instanceof Y.AbstractType)) return null
    if (parent._item === null) {
      const root = Y.findRootTypeKey(parent)
      const entry = top.parentSub ?? `${top.id.client}-${top.id.clock}`
      return { key: `${root}/${entry}`, root, top }
    }
    top = parent._item
  }
}

/**
 * What a transaction wrote; to be called in `afterTransaction`, when deleted words can still be read.
 *
 * @param known what is kept already: words that came and went before they reached the server are
 * not missed by anybody.
 */
export function changesOf(transaction: Y.Transaction, known: IdRange[]): KeptChanges {
  const added: IdRange[] = []
  for (const [client, to] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (to > from) added.push({ client, from, to })
  }
  const deleted: IdRange[] = []
  const removed: KeptChanges['removed'] = []
  const isNew = (id: Y.ID) => isWithin(added, id) || isWithin(known, id)
  for (const [client, items] of transaction.deleteSet.clients)
    for (const { clock, len } of items) deleted.push({ client, from: clock, to: clock + len })
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return
    if (isNew(struct.id)) return
    const place = placeOf(struct)
    if (place) removed.push({ place: place.key, words: struct.content.str })
  })
  return { added, deleted, removed }
}

/** Puts later changes to earlier ones; letters typed one after another become one range. */
export function addChanges(to: KeptChanges, { added, deleted, removed }: KeptChanges): void {
  for (const range of added) addRange(to.added, range)
  for (const range of deleted) addRange(to.deleted, range)
  to.removed.push(...removed)
}

function addRange(ranges: IdRange[], { client, from, to }: IdRange): void {
  const touching = ranges.findLast(
    (range) => range.client === client && range.from <= to && from <= range.to,
  )
  if (!touching) ranges.push({ client, from, to })
  else {
    touching.from = Math.min(touching.from, from)
    touching.to = Math.max(touching.to, to)
  }
}

export const noChanges = (): KeptChanges => ({ added: [], deleted: [], removed: [] })

export const isWithin = (ranges: IdRange[], { client, clock }: Y.ID): boolean =>
  ranges.some((range) => range.client === client && range.from <= clock && clock < range.to)

/** The nodes and stretches of letters of a range that the document has. */
export function itemsIn(doc: Y.Doc, { client, from, to }: IdRange): Y.Item[] {
  const structs = doc.store.clients.get(client) ?? []
  const end = Math.min(to, Y.getState(doc.store, client))
  const items: Y.Item[] = []
  for (let clock = from; clock < end; ) {
    const struct = structs[Y.findIndexSS(structs, clock)]
    if (!struct) break
    if (struct instanceof Y.Item) items.push(struct)
    clock = struct.id.clock + struct.length
  }
  return items
}
