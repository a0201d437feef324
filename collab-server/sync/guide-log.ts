import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'

/** Who an update came from: verified, never what a client claims. */
export interface Author {
  accountId: string
  cityId: string
}

export interface LogEntry {
  update: Uint8Array
  author: Author
}

/** What is on disk of one guide. */
export interface LoadedGuide {
  doc: Y.Doc
  /** Sequence number of the last update in it; 0 for none. */
  seq: number
  /** How many of them came after the snapshot. */
  tail: number
}

/**
 * Reads a guide: its snapshot and the log after it.
 *
 * @throws where anything of it cannot be read: a guide is never served in part.
 */
export async function loadGuide({ db }: Store, guideId: string): Promise<LoadedGuide> {
  const snapshot = await db
    .selectFrom('snapshot')
    .select(['through_seq', 'state'])
    .where('guide_id', '=', guideId)
    .executeTakeFirst()
  const from = snapshot?.through_seq ?? 0
  const rows = await db
    .selectFrom('update_log')
    .select(['seq', 'update'])
    .where('guide_id', '=', guideId)
    .where('seq', '>', from)
    .orderBy('seq')
    .execute()
  const doc = new Y.Doc()
  doc.transact(() => {
    if (snapshot) Y.applyUpdate(doc, bytes(snapshot.state))
    for (const { update } of rows) Y.applyUpdate(doc, bytes(update))
  })
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new Error(`The update log of guide ${guideId} has a gap after ${from}`)
  const last = rows.at(-1)?.seq ?? from
  if (rows.length !== last - from)
    throw new Error(`The update log of guide ${guideId} lacks rows between ${from} and ${last}`)
  return { doc, seq: last, tail: rows.length }
}

/** Appends updates after `seq`, all or none, and returns when they are on disk. */
export async function appendUpdates(
  { db }: Store,
  guideId: string,
  seq: number,
  entries: LogEntry[],
): Promise<void> {
  const at = new Date().toISOString()
  const rows = entries.map(({ update, author }, index) => ({
    guide_id: guideId,
    seq: seq + index + 1,
    update,
    account_id: author.accountId,
    city_id: author.cityId,
    at,
  }))
  // SQLite takes up to 32,766 values in a statement.
  const chunks: (typeof rows)[] = []
  for (let start = 0; start < rows.length; start += 1000)
    chunks.push(rows.slice(start, start + 1000))
  const [only] = chunks
  if (chunks.length === 1 && only) {
    await db.insertInto('update_log').values(only).execute()
    return
  }
  await db.transaction().execute(async (trx) => {
    for (const chunk of chunks) await trx.insertInto('update_log').values(chunk).execute()
  })
}

/** Writes the state after `seq`, so that the next load need not read the log before it. */
export async function writeSnapshot(
  { db }: Store,
  guideId: string,
  seq: number,
  state: Uint8Array,
): Promise<void> {
  const row = { through_seq: seq, state, at: new Date().toISOString() }
  await db
    .insertInto('snapshot')
    .values({ guide_id: guideId, ...row })
    .onConflict((conflict) => conflict.column('guide_id').doUpdateSet(row))
    .execute()
}

function bytes(value: Uint8Array): Uint8Array {
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
