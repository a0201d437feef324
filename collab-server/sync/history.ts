import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import { DamagedGuide } from './damaged-guide.ts'
import { applyStored, readLog } from './guide-log.ts'

/** A stretch of a guide's history that one person wrote. */
export interface HistoryEntry {
  firstSeq: number
  lastSeq: number
  accountId: string
  cityId: string
  /** When its first and its last update were stored, ISO 8601, UTC. */
  from: string
  to: string
}

/** Part of what one Yjs client wrote: the characters from `clock` on, `length` of them. */
export interface AuthoredRange {
  clock: number
  length: number
  seq: number
  accountId: string
  cityId: string
  at: string
}

/**
 * Who wrote in a guide, and when: neighbouring updates of one person as one entry, unless they
 * paused for longer than `pause` milliseconds.
 *
 * @param after the sequence number to begin after.
 */
export async function listHistory(
  store: Store,
  guideId: string,
  { after = 0, pause = 5 * 60_000 }: { after?: number; pause?: number } = {},
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for (const { seq, accountId, cityId, at } of await readLog(store, guideId, after)) {
    const last = entries.at(-1)
    if (
      last &&
      last.accountId === accountId &&
      last.cityId === cityId &&
      Date.parse(at) - Date.parse(last.to) <= pause
    ) {
      last.lastSeq = seq
      last.to = at
    } else entries.push({ firstSeq: seq, lastSeq: seq, accountId, cityId, from: at, to: at })
  }
  return entries
}

/**
 * A guide as it stood after an update of its log.
 *
 * @throws {RangeError} where the log has no such update.
 * @throws {DamagedGuide} where it cannot be read.
 */
export async function readGuideAt(store: Store, guideId: string, seq: number): Promise<Y.Doc> {
  const entries = (await readLog(store, guideId, 0)).filter((entry) => entry.seq <= seq)
  if (seq < 0 || entries.length !== seq)
    throw new RangeError(`The guide ${guideId} has no update ${seq}`)
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const { seq: at, update } of entries) applyStored(doc, guideId, at, update)
  })
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new DamagedGuide(guideId, 'its log builds on updates that it does not have')
  return doc
}

/**
 * Who wrote each part of a guide: for every Yjs client the ranges that it wrote, by clock. With it,
 * any character of the document (`item.id`) has its author, and so has any that was deleted.
 */
export async function readAuthorship(
  store: Store,
  guideId: string,
): Promise<Map<number, AuthoredRange[]>> {
  const authorship = new Map<number, AuthoredRange[]>()
  for (const { seq, update, accountId, cityId, at } of await readLog(store, guideId, 0)) {
    const { from, to } = Y.parseUpdateMeta(update)
    for (const [client, first] of from) {
      const ranges = authorship.get(client) ?? []
      authorship.set(client, ranges)
      const end = to.get(client) ?? first
      // What was sent again belongs to who sent it first.
      const known = ranges.at(-1)
      const clock = Math.max(first, known ? known.clock + known.length : first)
      if (end <= clock) continue
      if (known?.accountId === accountId && known.cityId === cityId && known.at === at)
        known.length = end - known.clock
      else ranges.push({ clock, length: end - clock, seq, accountId, cityId, at })
    }
  }
  return authorship
}
