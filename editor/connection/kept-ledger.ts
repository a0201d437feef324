import * as Y from 'yjs'
import { describeKept, type KeptChange } from './describe-kept.ts'
import {
  addChanges,
  changesOf,
  type IdRange,
  itemsIn,
  type KeptChanges,
  noChanges,
} from './kept-changes.ts'
import { type KeptStore, openKeptStore } from './kept-store.ts'

/** How long the writing goes on before what is kept is counted and remembered, in milliseconds. */
const PAUSE = 250

/** What was written here and has not reached the server, as far as this device was told. */
export interface KeptLedger {
  /** How many places of the guide that are. */
  count(): number
  list(): KeptChange[]
  onChange(listener: () => void): () => void
  /** The server has all that was written until now. */
  settle(): void
  /** Forgets everything, for ever. */
  erase(): Promise<void>
  close(): void
}

/** Whose a change is: written here, in another tab (which remembers it), or not this account's. */
export type Source = 'here' | 'tab' | 'not ours'

/**
 * Keeps account of what the server has not confirmed, and remembers it over reloads. The text itself
 * is kept by y-indexeddb, letter by letter; what is remembered here a moment later is only which of
 * it is unconfirmed.
 *
 * @param name of the database.
 */
export function keepLedger(
  name: string,
  doc: Y.Doc,
  sourceOf: (origin: unknown) => Source,
  store: KeptStore = openKeptStore(name),
): KeptLedger {
  let changes = noChanges()
  let unremembered = noChanges()
  let remembered: number[] = []
  // What was loaded is settled by a receipt only where the text itself is here, and so was sent.
  let loaded: { key: number; changes: KeptChanges }[] = []
  let count = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  const listeners = new Set<() => void>()

  const recount = () => {
    const now = isNothing(changes) ? 0 : describeKept(doc, changes).length
    if (now === count) return
    count = now
    for (const listener of listeners) listener()
  }
  const onPause = () => {
    timer = null
    recount()
    if (isNothing(unremembered)) return
    const written = unremembered
    unremembered = noChanges()
    void store.add(written).then((key) => {
      // The receipt may have come while it was written down.
      if (isNothing(changes)) void store.forget([key])
      else remembered.push(key)
    })
  }
  const later = () => {
    timer ??= setTimeout(onPause, PAUSE)
  }
  const onTransaction = (transaction: Y.Transaction) => {
    const source = sourceOf(transaction.origin)
    if (source === 'not ours') {
      // The text of what was loaded may come after the word that it is kept.
      if (loaded.length > 0) later()
      return
    }
    const made = changesOf(transaction, changes.added)
    if (isNothing(made)) return
    addChanges(changes, made)
    if (source === 'here') addChanges(unremembered, made)
    later()
  }
  doc.on('afterTransaction', onTransaction)

  void store.load().then((entries) => {
    loaded = entries
    for (const entry of entries) addChanges(changes, structuredClone(entry.changes))
    later()
  })
  const isHere = ({ added, deleted }: KeptChanges) =>
    added.every(({ client, to }) => Y.getState(doc.store, client) >= to) &&
    deleted.every((range) => isTakenOut(doc, range))

  return {
    count: () => count,
    list: () => describeKept(doc, changes),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    settle: () => {
      const settled = loaded.filter((entry) => isHere(entry.changes))
      loaded = loaded.filter((entry) => !settled.includes(entry))
      changes = noChanges()
      unremembered = noChanges()
      for (const entry of loaded) addChanges(changes, structuredClone(entry.changes))
      const keys = [...remembered, ...settled.map(({ key }) => key)]
      remembered = []
      if (keys.length > 0) void store.forget(keys)
      if (count > 0) recount()
    },
    erase: async () => {
      changes = noChanges()
      unremembered = noChanges()
      const entries = await store.load()
      await store.forget(entries.map(({ key }) => key))
    },
    close: () => {
      if (timer) {
        clearTimeout(timer)
        onPause()
      }
      doc.off('afterTransaction', onTransaction)
      store.close()
    },
  }
}

function isTakenOut(doc: Y.Doc, range: IdRange): boolean {
  return (
    Y.getState(doc.store, range.client) >= range.to &&
    itemsIn(doc, range).every(({ deleted }) => deleted)
  )
}

const isNothing = ({ added, deleted }: KeptChanges): boolean =>
  added.length === 0 && deleted.length === 0
