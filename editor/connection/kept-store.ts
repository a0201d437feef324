import * as idb from 'lib0/indexeddb'
import type { KeptChanges } from './kept-changes.ts'

const STORE = 'kept'

/** Remembers on this device, over reloads, what is not on the server. */
export interface KeptStore {
  /** What earlier tabs left, by its key. */
  load(): Promise<{ key: number; changes: KeptChanges }[]>
  add(changes: KeptChanges): Promise<number>
  forget(keys: number[]): Promise<void>
  close(): void
}

export function openKeptStore(name: string): KeptStore {
  const opened = idb.openDB(name, (db) => idb.createStores(db, [[STORE, { autoIncrement: true }]]))
  const within = async <Value>(work: (store: IDBObjectStore) => Promise<Value>): Promise<Value> => {
    const [store] = idb.transact(await opened, [STORE])
    if (!store) throw new Error(`The database ${name} has no store ${STORE}`)
    return work(store)
  }
  return {
    load: () =>
      within(async (store) =>
        (await idb.getAllKeysValues(store)).map(({ k, v }) => ({ key: k, changes: v })),
      ),
    add: (changes) => within((store) => idb.rtop(store.add(changes))),
    forget: (keys) =>
      within(async (store) => {
        await Promise.all(keys.map((key) => idb.del(store, key)))
      }),
    close: () => void opened.then((db) => db.close()),
  }
}
