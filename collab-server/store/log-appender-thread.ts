// The thread of log-appender.ts.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { type Append, decodeAppends } from './append-request.ts'
import {
  type AppendFailure,
  type AppendOutcome,
  type AppendThreadData,
  shared,
} from './log-appender.ts'
import { asError, LogWriter, NotAppended } from './log-writer.ts'
import { SharedQueue } from './shared-queue.ts'

if (!parentPort) throw new Error('This runs as a thread of log-appender.ts')
const port = parentPort
const data: AppendThreadData = workerData
const requests = new SharedQueue(data.requests)
const state = new Int32Array(data.shared)
const writer = new LogWriter(data.path, { patience: 10_000, checkpoints: true })

/** Bytes of updates after which a transaction takes no further request. */
const TRANSACTION_BYTES = 8 << 20

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
    return writer.write(appends)
  } catch (error) {
    // What is wrong with one guide's entries does not keep the others' from the disk.
    if (error instanceof NotAppended && appends.length > 1)
      return appends.flatMap((one) => write([one]))
    const reason = error instanceof NotAppended ? error.reason : asError(error)
    return appends.map(() => reason)
  }
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
