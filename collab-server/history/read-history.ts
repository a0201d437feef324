import { setImmediate as nextTurn } from 'node:timers/promises'
import type * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import { DamagedGuide } from '../sync/damaged-guide.ts'
import { exactDoc } from '../sync/exact-doc.ts'
import { applyStored, readLog } from '../sync/guide-log.ts'
import { GuideReplay, type Restorations } from './guide-replay.ts'

/** Milliseconds of work before others in the process get their turn: people are typing. */
const SLICE = 8
/** Replays that are kept, to go on from: each holds its guide once more. */
const KEPT = 4

const kept = new WeakMap<Store, Map<string, Promise<GuideReplay>>>()

/**
 * A guide's log, gone through to its end. The first time reads all of it, the next time what came
 * since.
 *
 * @throws {DamagedGuide} where it cannot be read.
 */
export function readHistory(store: Store, guideId: string): Promise<GuideReplay> {
  const replays = kept.get(store) ?? new Map<string, Promise<GuideReplay>>()
  kept.set(store, replays)
  const before = replays.get(guideId)
  // One after the other: two that go on with one replay at once would go on twice.
  const reading = (before ?? begin(store, guideId)).then((replay) => goOn(store, replay))
  replays.delete(guideId)
  replays.set(guideId, reading)
  reading.catch(() => replays.delete(guideId))
  const [oldest] = replays.keys()
  if (replays.size > KEPT && oldest !== undefined) replays.delete(oldest)
  return reading
}

/** Has a guide's history read anew: a restoration looks back at what was passed already. */
export function forgetHistory(store: Store, guideId: string): void {
  kept.get(store)?.delete(guideId)
}

async function begin(store: Store, guideId: string): Promise<GuideReplay> {
  const rows = await store.db
    .selectFrom('guide_restoration')
    .select(['client_id', 'source_seq'])
    .where('guide_id', '=', guideId)
    .execute()
  const restorations: Restorations = new Map(
    rows.map(({ client_id, source_seq: sourceSeq }) => [Number(client_id), { sourceSeq }]),
  )
  return new GuideReplay(guideId, restorations)
}

async function goOn(store: Store, replay: GuideReplay): Promise<GuideReplay> {
  const head = await headOf(store, replay.guideId)
  const entries = await readLog(store, replay.guideId, replay.seq, head)
  await inTurns(entries, (entry) => replay.apply(entry))
  return replay
}

/**
 * A guide as it stood after an update of its log: every update up to it, none after it.
 *
 * @throws {RangeError} where the log has no such update; {DamagedGuide} where it cannot be read.
 */
export async function readGuideAt(store: Store, guideId: string, seq: number): Promise<Y.Doc> {
  const head = await headOf(store, guideId)
  const entries = (await readLog(store, guideId, 0, head)).slice(0, Math.max(seq, 0))
  if (seq < 0 || entries.length !== seq)
    throw new RangeError(`The guide ${guideId} has no update ${seq}`)
  const doc = exactDoc()
  await inTurns(entries, ({ seq: at, update }) => applyStored(doc, guideId, at, update))
  if (doc.store.pendingStructs || doc.store.pendingDs)
    throw new DamagedGuide(guideId, 'its log builds on updates that it does not have')
  return doc
}

/** The last update that a guide's log has. */
export async function headOf({ db }: Store, guideId: string): Promise<number> {
  const { head_seq: head } = await db
    .selectFrom('guide')
    .select('head_seq')
    .where('id', '=', guideId)
    .executeTakeFirstOrThrow()
  return head
}

async function inTurns<Entry>(entries: readonly Entry[], work: (entry: Entry) => void) {
  let began = performance.now()
  for (const entry of entries) {
    work(entry)
    if (performance.now() - began < SLICE) continue
    await nextTurn()
    began = performance.now()
  }
}
