// The thread of log-appender.ts.
import { DatabaseSync } from 'node:sqlite'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Append, decodeAppends } from './append-request.ts'
import {
  type AppendFailure,
  type AppendOutcome,
  type AppendThreadData,
  shared,
} from './log-appender.ts'
import { SharedQueue } from './shared-queue.ts'

if (!parentPort) throw new Error('This runs as a thread of log-appender.ts')
const port = parentPort
const data: AppendThreadData = workerData
const requests = new SharedQueue(data.requests)
const state = new Int32Array(data.shared)

/** Bytes of updates after which a transaction takes no further request. */
const TRANSACTION_BYTES = 8 << 20

const database = new DatabaseSync(data.path, { timeout: 10_000 })
// A log entry's guide needs no other proof than that its head was moved.
database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;')
requireDurable()
const begin = database.prepare('begin immediate')
const commit = database.prepare('commit')
const moveHead = database.prepare('update guide set head_seq = ? where id = ? and head_seq = ?')
const insert = database.prepare(
  'insert into update_log (guide_id, seq, "update", account_id, city_id, at) values (?, ?, ?, ?, ?, ?)',
)

/** This very connection commits what people are told is saved: it must not return before the disk has it. */
function requireDurable(): void {
  const synchronous = database.prepare('PRAGMA synchronous').get()?.synchronous
  const journal = database.prepare('PRAGMA journal_mode').get()?.journal_mode
  // 2 is FULL: the write-ahead log is synced at each commit.
  if (synchronous !== 2 || journal !== 'wal')
    throw new Error(
      `The database does not wait for the disk (journal ${journal}, synchronous ${synchronous})`,
    )
}

function takeRequest(): Uint8Array | null {
  const request = requests.take()
  if (request?.length !== 0) return request
  const message: { message: Uint8Array } | undefined = receiveMessageOnPort(port)
  if (!message) throw new Error('A request was announced and did not come')
  return message.message
}

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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

let done = 0
for (;;) {
  requests.wait()
  const batch: Append[][] = []
  let size = 0
  while (size < TRANSACTION_BYTES) {
    const request = takeRequest()
    if (!request) break
    batch.push(decodeAppends(request))
    size += request.length
  }
  const outcomes = write(batch.flat())
  let at = 0
  for (const [index, { length }] of batch.entries()) {
    const ours = outcomes.slice(at, at + length)
    at += length
    if (ours.every((outcome) => outcome === true)) continue
    const failure: AppendFailure = { request: done + index, outcomes: ours }
    Atomics.add(state, shared.failures, 1)
    port.postMessage(failure)
  }
  done += batch.length
  Atomics.store(state, shared.done, done)
  if (Atomics.exchange(state, shared.wanted, 0) === 1) port.postMessage(null)
}
