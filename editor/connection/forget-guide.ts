import * as idb from 'lib0/indexeddb'

/**
 * Empties what y-indexeddb keeps of a guide. The database itself stays: deleting it would wait for
 * every other tab that has it open.
 */
export async function forgetGuide(name: string): Promise<void> {
  const db = await idb.openDB(name, () => {})
  const stores = [...db.objectStoreNames]
  if (stores.length > 0)
    await Promise.all(idb.transact(db, stores).map((store) => idb.rtop(store.clear())))
  db.close()
}
