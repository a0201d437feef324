// The thread of log-appender.ts.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import {
  type AppendFailure,
  type AppendOutcome,
  type AppendRequest,
  shared,
} from './log-appender.ts'

if (!parentPort) throw new Error('This runs as a thread of log-appender.ts')
const port = parentPort
const { path, words }: { path: string; words: SharedArrayBuffer } = workerData
const state = new Int32Array(words)

/** Bytes of updates after which a transaction takes no further request. */
const TRANSACTION_BYTES = 8 << 20

const database = new DatabaseSync(path, { timeout: 10_000 })
// A log entry's guide needs no other proof than that its head was moved.
database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;')
const begin = database.prepare('begin immediate')
const commit = database.prepare('commit')
const moveHead = database.prepare('update guide set head_seq = ? where id = ? and head_seq = ?')
const insert = database.prepare(
  'insert into update_log (guide_id, seq, "update", account_id, city_id, at) values (?, ?, ?, ?, ?, ?)',
)

interface Entry {
  update: Uint8Array
  accountId: string
  cityId: string
}
interface Append {
  guideId: string
  seq: number
  at: string
  entries: Entry[]
}

let requests = 0

port.on('message', (first: AppendRequest) => {
  const batch = [first]
  for (let size = first.bytes.length; size < TRANSACTION_BYTES; ) {
    const next: { message: AppendRequest } | undefined = receiveMessageOnPort(port)
    if (!next) break
    batch.push(next.message)
    size += next.message.bytes.length
  }
  const appends = batch.map(unpack)
  const outcomes = write(appends.flat())
  let at = 0
  for (const [index, { length }] of appends.entries()) {
    const ours = outcomes.slice(at, at + length)
    at += length
    if (ours.every((outcome) => outcome === true)) continue
    const failure: AppendFailure = { request: requests + index, outcomes: ours }
    Atomics.add(state, shared.failures, 1)
    port.postMessage(failure)
  }
  requests += batch.length
  Atomics.store(state, shared.done, requests)
  if (Atomics.exchange(state, shared.wanted, 0) === 1) port.postMessage(null)
})

/** Makes all of them in one transaction; where that cannot be, each that can be in its own. */
function write(appends: Append[]): AppendOutcome[] {
  try {
    return inTransaction(() => appends.map(append))
  } catch (error) {
    // What is wrong with one guide's entries does not keep the others' from the disk.
    if (error instanceof NotAppended && appends.length > 1)
      return appends.flatMap((one) => write([one]))
    const reason = error instanceof NotAppended ? error.reason : asError(error)
    return appends.map(() => reason)
  }
}

function inTransaction<Result>(work: () => Result): Result {
  try {
    begin.run()
    const result = work()
    commit.run()
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

/** @throws {NotAppended} */
function append({ guideId, seq, at, entries }: Append): boolean {
  try {
    if (moveHead.run(seq + entries.length, guideId, seq).changes !== 1) return false
    for (const [index, { update, accountId, cityId }] of entries.entries())
      insert.run(guideId, seq + index + 1, update, accountId, cityId, at)
    return true
  } catch (error) {
    throw new NotAppended(asError(error))
  }
}

class NotAppended extends Error {
  readonly reason: Error
  constructor(reason: Error) {
    super(reason.message)
    this.reason = reason
  }
}

function unpack(request: AppendRequest): Append[] {
  let from = 0
  let entry = 0
  return request.guideIds.map((guideId, index) => {
    const entries: Entry[] = []
    for (let left = request.counts[index] ?? 0; left > 0; left--, entry++) {
      const to = from + (request.lengths[entry] ?? 0)
      entries.push({
        update: request.bytes.subarray(from, to),
        accountId: request.accountIds[entry] ?? '',
        cityId: request.cityIds[entry] ?? '',
      })
      from = to
    }
    return { guideId, seq: request.seqs[index] ?? 0, at: request.ats[index] ?? '', entries }
  })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
