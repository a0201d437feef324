import { promisify } from 'node:util'
import { crc32, deflateRaw, inflateRaw } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Store } from '../store/open-store.ts'
import { DamagedGuide } from './damaged-guide.ts'
import { bytes, type StoredUpdate } from './guide-log.ts'

// The log's rows each repeat their guide, account, city and moment: five times what an update
// weighs. A segment holds the same entries packed, every one of them with its own author and
// moment, so that nothing of the history is lost by it:
//
//   deflate( varUint(1) • varUint(n) • n × (string(account) • string(city))
//            • varUint(m) • m × (varUint(author) • varInt(milliseconds since the last) • bytes(update)) )

const FORMAT = 1
const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

export interface CompactionLimits {
  /** Entries of one segment. */
  entries: number
  /** Bytes of the updates of one segment, but for the last update. */
  bytes: number
  /** The newest entries, which stay rows: other processes read on in them. */
  keep: number
}

export const defaultCompaction: CompactionLimits = { entries: 1000, bytes: 8 << 20, keep: 1000 }

/**
 * Moves the older rows of a guide's log into segments, each in one transaction: a process that ends
 * in the middle leaves the rows or the segment, never both or neither.
 *
 * @returns how many entries were moved.
 */
export async function compactLog(
  { db }: Store,
  guideId: string,
  limits: CompactionLimits = defaultCompaction,
): Promise<number> {
  let moved = 0
  for (;;) {
    const { head_seq: head } = await db
      .selectFrom('guide')
      .select('head_seq')
      .where('id', '=', guideId)
      .executeTakeFirstOrThrow()
    const last = await db
      .selectFrom('log_segment')
      .select('last_seq')
      .where('guide_id', '=', guideId)
      .orderBy('first_seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const after = last?.last_seq ?? 0
    if (head - after < limits.entries + limits.keep) return moved
    const rows = await db
      .selectFrom('update_log')
      .select(['seq', 'update', 'account_id', 'city_id', 'at'])
      .where('guide_id', '=', guideId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limits.entries)
      .execute()
    const entries: StoredUpdate[] = []
    let size = 0
    for (const row of rows) {
      // Another process was quicker: the rows are its segment's by now.
      if (row.seq !== after + entries.length + 1) return moved
      entries.push({
        seq: row.seq,
        update: bytes(row.update),
        accountId: row.account_id,
        cityId: row.city_id,
        at: row.at,
      })
      size += row.update.length
      if (size >= limits.bytes) break
    }
    if (entries.length === 0) return moved
    const packed = await packEntries(entries)
    if (!same(await unpackEntries(packed, after + 1), entries))
      throw new Error(`The log of guide ${guideId} after ${after} does not come back as it went in`)
    const through = after + entries.length
    const done = await db
      .transaction()
      .execute(async (trx) => {
        await trx
          .insertInto('log_segment')
          .values({
            guide_id: guideId,
            first_seq: after + 1,
            last_seq: through,
            entries: packed,
            crc32: checksum(packed),
          })
          .execute()
        const { numDeletedRows } = await trx
          .deleteFrom('update_log')
          .where('guide_id', '=', guideId)
          .where('seq', '>', after)
          .where('seq', '<=', through)
          .executeTakeFirst()
        if (numDeletedRows !== BigInt(entries.length)) throw new OtherWasQuicker()
        return true
      })
      .catch((error: unknown) => {
        if (error instanceof OtherWasQuicker || isTaken(error)) return false
        throw error
      })
    if (!done) return moved
    moved += entries.length
  }
}

/** The entries of the segments that hold something after `after` and before `before`, in order. */
export async function readSegments(
  { db }: Store,
  guideId: string,
  after: number,
  before: number,
): Promise<StoredUpdate[]> {
  const segments = await db
    .selectFrom('log_segment')
    .select(['first_seq', 'last_seq', 'entries', 'crc32'])
    .where('guide_id', '=', guideId)
    .where('last_seq', '>', after)
    .where('first_seq', '<', before)
    .orderBy('first_seq')
    .execute()
  const all: StoredUpdate[] = []
  for (const segment of segments) {
    const packed = bytes(segment.entries)
    const where = `${segment.first_seq} to ${segment.last_seq}`
    if (checksum(packed) !== segment.crc32)
      throw new DamagedGuide(guideId, `its log from ${where} is not what was written`)
    const entries = await unpackEntries(packed, segment.first_seq).catch(() => {
      throw new DamagedGuide(guideId, `its log from ${where} cannot be unpacked`)
    })
    for (const entry of entries) if (entry.seq > after && entry.seq < before) all.push(entry)
  }
  return all
}

/** The CRC-32 of bytes, signed: it fits an integer column. */
export function checksum(data: Uint8Array): number {
  return crc32(data) | 0
}

async function packEntries(entries: StoredUpdate[]): Promise<Uint8Array> {
  const authors = new Map<string, number>()
  const authorsEncoder = encoding.createEncoder()
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  let moment = 0
  for (const { accountId, cityId, at, update } of entries) {
    const key = JSON.stringify([accountId, cityId])
    let index = authors.get(key)
    if (index === undefined) {
      index = authors.size
      authors.set(key, index)
      encoding.writeVarString(authorsEncoder, accountId)
      encoding.writeVarString(authorsEncoder, cityId)
    }
    const time = Date.parse(at)
    encoding.writeVarUint(encoder, index)
    encoding.writeVarInt(encoder, time - moment)
    encoding.writeVarUint8Array(encoder, update)
    moment = time
  }
  const whole = encoding.createEncoder()
  encoding.writeVarUint(whole, FORMAT)
  encoding.writeVarUint(whole, authors.size)
  encoding.writeUint8Array(whole, encoding.toUint8Array(authorsEncoder))
  encoding.writeUint8Array(whole, encoding.toUint8Array(encoder))
  return new Uint8Array(await deflate(encoding.toUint8Array(whole)))
}

async function unpackEntries(packed: Uint8Array, firstSeq: number): Promise<StoredUpdate[]> {
  const decoder = decoding.createDecoder(new Uint8Array(await inflate(packed)))
  const format = decoding.readVarUint(decoder)
  if (format !== FORMAT) throw new Error(`A segment of format ${format}`)
  const authors = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    accountId: decoding.readVarString(decoder),
    cityId: decoding.readVarString(decoder),
  }))
  const count = decoding.readVarUint(decoder)
  const entries: StoredUpdate[] = []
  let moment = 0
  for (let i = 0; i < count; i++) {
    const author = authors[decoding.readVarUint(decoder)]
    moment += decoding.readVarInt(decoder)
    const update = decoding.readVarUint8Array(decoder)
    if (!author) throw new Error('An entry of nobody')
    entries.push({ seq: firstSeq + i, ...author, at: new Date(moment).toISOString(), update })
  }
  return entries
}

class OtherWasQuicker extends Error {}

/** The key is taken: SQLite and Postgres say so in their own ways. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    (('code' in error && error.code === '23505') || /UNIQUE constraint/.test(error.message))
  )
}

function same(a: StoredUpdate[], b: StoredUpdate[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index]
      return (
        other !== undefined &&
        one.seq === other.seq &&
        one.accountId === other.accountId &&
        one.cityId === other.cityId &&
        one.at === other.at &&
        Buffer.compare(one.update, other.update) === 0
      )
    })
  )
}
