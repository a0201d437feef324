import { sql, type Transaction } from 'kysely'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { DamagedGuide, isMalformedDatabase } from './damaged-guide.ts'
import { exactDoc } from './exact-doc.ts'
import { checksum, readSegments } from './log-segments.ts'
import { RestingDoc } from './resting-doc.ts'

/** Who an update came from: verified, never what a client claims. */
export interface Author {
  accountId: string
  cityId: string
}

export interface LogEntry {
  update: Uint8Array
  author: Author
}

/** An entry as it lies in the log. */
export interface StoredUpdate {
  seq: number
  update: Uint8Array
  accountId: string
  cityId: string
  /** ISO 8601, UTC. */
  at: string
}

/** What is on disk of one guide. */
export interface LoadedGuide {
  doc: RestingDoc
  /** Sequence number of the last update in it; 0 for none. */
  seq: number
  /** How many of them came after the snapshot. */
  tail: number
  /** The snapshot was damaged and the log was read instead. */
  withoutSnapshot: boolean
}

/**
 * Reads a guide: its snapshot and the log after it; where the snapshot is damaged, the whole log,
 * which is the truth.
 *
 * @throws {DamagedGuide} where anything of it cannot be read: a guide is never served in part.
 */
export async function loadGuide(store: Store, guideId: string): Promise<LoadedGuide> {
  try {
    return await readWhole(store, guideId)
  } catch (error) {
    if (isMalformedDatabase(error)) throw new DamagedGuide(guideId, 'its database is malformed')
    throw error
  }
}

async function readWhole(store: Store, guideId: string): Promise<LoadedGuide> {
  // The snapshot first: what another process appends in between is then beyond it.
  const snapshot = await store.db
    .selectFrom('snapshot')
    .select(['through_seq', 'state', 'crc32'])
    .where('guide_id', '=', guideId)
    .executeTakeFirst()
  const { head_seq: head } = await store.db
    .selectFrom('guide')
    .select('head_seq')
    .where('id', '=', guideId)
    .executeTakeFirstOrThrow()
  if (snapshot && snapshot.through_seq > head)
    throw new DamagedGuide(
      guideId,
      `its log ends at ${head} instead of at least ${snapshot.through_seq}`,
    )
  if (snapshot) {
    const state = bytes(snapshot.state)
    if (snapshot.crc32 === null || snapshot.crc32 === checksum(state)) {
      const entries = await readLog(store, guideId, snapshot.through_seq, head)
      // What was written from a sound document, and has its checksum, need not be taken apart.
      const sound = entries.length === 0 && snapshot.crc32 !== null
      const doc = sound ? state : replay(guideId, entries, state)
      if (doc)
        return {
          doc: new RestingDoc(doc),
          seq: entries.at(-1)?.seq ?? snapshot.through_seq,
          tail: entries.length,
          withoutSnapshot: false,
        }
    }
  }
  const entries = await readLog(store, guideId, 0, head)
  const doc = replay(guideId, entries, null)
  if (!doc) throw new DamagedGuide(guideId, 'its log builds on updates that it does not have')
  const seq = entries.at(-1)?.seq ?? 0
  return {
    doc: new RestingDoc(doc),
    seq,
    tail: entries.length,
    withoutSnapshot: snapshot !== undefined,
  }
}

/** Null where the state cannot be applied, or the entries do not go on from it. */
function replay(guideId: string, entries: StoredUpdate[], state: Uint8Array | null): Y.Doc | null {
  const doc = exactDoc()
  const whole = doc.transact(() => {
    try {
      if (state) Y.applyUpdate(doc, state)
    } catch {
      return false
    }
    for (const { seq, update } of entries) applyStored(doc, guideId, seq, update)
    return true
  })
  return whole && !doc.store.pendingStructs && !doc.store.pendingDs ? doc : null
}

/** @throws {DamagedGuide} where the update cannot be applied. */
export function applyStored(doc: Y.Doc, guideId: string, seq: number, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    throw new DamagedGuide(guideId, `update ${seq} of its log cannot be read`)
  }
}

/**
 * The log after `after`, in order and without a gap, to its end.
 *
 * @param atLeast a sequence number that the log is known to have.
 * @throws {DamagedGuide} where something of it is missing.
 */
export async function readLog(
  store: Store,
  guideId: string,
  after: number,
  atLeast = after,
): Promise<StoredUpdate[]> {
  // Rows first: what another process packs in between is then seen twice rather than not at all.
  const rows = await store.db
    .selectFrom('update_log')
    .select(['seq', 'update', 'account_id', 'city_id', 'at'])
    .where('guide_id', '=', guideId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  const firstRow = rows[0]?.seq ?? Number.MAX_SAFE_INTEGER
  const entries =
    firstRow > after + 1 && (rows.length > 0 || atLeast > after)
      ? await readSegments(store, guideId, after, firstRow)
      : []
  for (const { seq, update, account_id, city_id, at } of rows)
    entries.push({ seq, update: bytes(update), accountId: account_id, cityId: city_id, at })
  let expected = after
  for (const { seq } of entries) {
    if (seq !== ++expected)
      throw new DamagedGuide(guideId, `its log lacks update ${expected} (${seq} comes next)`)
  }
  if (expected < atLeast)
    throw new DamagedGuide(guideId, `its log ends at ${expected} instead of ${atLeast}`)
  return entries
}

/**
 * Appends one update to a guide's log in one transaction with rows that belong to it.
 *
 * @returns false, with nothing written, where the log is not at `seq`.
 */
export async function appendWithRows(
  { db }: Store,
  {
    guideId,
    seq,
    update,
    author,
  }: { guideId: string; seq: number; update: Uint8Array; author: Author },
  together: (trx: Transaction<Tables>) => Promise<void>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('guide')
      .set({ head_seq: seq + 1 })
      .where('id', '=', guideId)
      .where('head_seq', '=', seq)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await trx
      .insertInto('update_log')
      .values({
        guide_id: guideId,
        seq: seq + 1,
        update: Buffer.from(update),
        account_id: author.accountId,
        city_id: author.cityId,
        at: new Date().toISOString(),
      })
      .execute()
    await together(trx)
    return true
  })
}

/**
 * Appends updates after `seq`, all or none, and returns when they are on disk; on SQLite a little
 * later, unless the store's log appender is asked to hurry.
 *
 * The guide's `head_seq` is moved on from `seq` in the same transaction: whoever has not read what
 * others appended cannot append.
 *
 * @returns false where the log has gone on beyond `seq`: read on, then append again.
 */
export async function appendUpdates(
  { db, dialect, logAppender }: Store,
  guideId: string,
  seq: number,
  entries: LogEntry[],
): Promise<boolean> {
  const at = new Date().toISOString()
  const last = seq + entries.length
  if (dialect === 'postgres') {
    // One statement is one round trip and one transaction.
    const { numAffectedRows } = await sql`
      with head as (
        update guide set head_seq = ${last} where id = ${guideId} and head_seq = ${seq}
        returning id
      )
      insert into update_log (guide_id, seq, "update", account_id, city_id, at)
      select head.id, entry.seq, entry.bytes, entry.account_id, entry.city_id, ${at}
      from head, unnest(
        ${entries.map((_, index) => seq + index + 1)}::int[],
        ${entries.map(({ update }) => Buffer.from(update.buffer, update.byteOffset, update.byteLength))}::bytea[],
        ${entries.map(({ author }) => author.accountId)}::text[],
        ${entries.map(({ author }) => author.cityId)}::text[]
      ) as entry(seq, bytes, account_id, city_id)`.execute(db)
    return numAffectedRows === BigInt(entries.length)
  }
  if (logAppender)
    return logAppender.append({
      guideId,
      seq,
      at,
      entries: entries.map(({ update, author: { accountId, cityId } }) => ({
        update,
        accountId,
        cityId,
      })),
    })
  const rows = entries.map(({ update, author }, index) => ({
    guide_id: guideId,
    seq: seq + index + 1,
    update,
    account_id: author.accountId,
    city_id: author.cityId,
    at,
  }))
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('guide')
      .set({ head_seq: last })
      .where('id', '=', guideId)
      .where('head_seq', '=', seq)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return false
    // SQLite takes up to 32,766 values in a statement.
    for (let start = 0; start < rows.length; start += 1000)
      await trx
        .insertInto('update_log')
        .values(rows.slice(start, start + 1000))
        .execute()
    return true
  })
}

/** Writes the state after `seq`, so that the next load need not read the log before it. */
export async function writeSnapshot(
  { db }: Store,
  guideId: string,
  seq: number,
  state: Uint8Array,
): Promise<void> {
  const row = {
    through_seq: seq,
    state,
    crc32: checksum(state),
    at: new Date().toISOString(),
  }
  await db
    .insertInto('snapshot')
    .values({ guide_id: guideId, ...row })
    .onConflict((conflict) =>
      conflict
        .column('guide_id')
        .doUpdateSet(row)
        // Another process may be further; one that read the log instead of it mends it.
        .where('snapshot.through_seq', '<=', seq),
    )
    .execute()
}

/** Postgres gives a Buffer, which Yjs would slice as one. */
export function bytes(value: Uint8Array): Uint8Array {
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
