import { Worker } from 'node:worker_threads'
import {
  type ImportedWord,
  refuseOtherKinds,
  type SplitOptions,
  WordRefusal,
} from '@charrette/guides/word'

// A Word file is read on a thread of its own, which can be ended: a hostile one may be made to take
// minutes or all memory, and everybody who writes would wait.

/** Milliseconds after which reading is given up; a real document takes seconds. */
const PATIENCE = 90_000
/** Megabytes. */
const MAX_MEMORY = 768
/** Files that may wait for their turn. */
const MOST_WAITING = 8

export type ThreadAnswer =
  | { imported: ImportedWord }
  | { refusal: { code: WordRefusal['code']; message: string } }
  | { failure: string }

export interface ReadRequest {
  bytes: Uint8Array
  options: SplitOptions
}

let waiting = 0
let last: Promise<unknown> = Promise.resolve()

/** Too many files are being read; the message says so. */
export class ReadersBusy extends Error {}

/**
 * Reads a Word file without keeping anybody else waiting; files wait for each other.
 *
 * @throws {WordRefusal} where it cannot be read or takes too long; {ReadersBusy}.
 */
export async function readInThread(request: ReadRequest): Promise<ImportedWord> {
  refuseOtherKinds(request.bytes)
  if (waiting >= MOST_WAITING)
    throw new ReadersBusy('Other documents are being brought in. Try again in a minute.')
  waiting++
  const turn = last.then(() => read(request))
  last = turn.catch(() => {})
  try {
    return await turn
  } finally {
    waiting--
  }
}

const tooMuch = (): WordRefusal =>
  new WordRefusal(
    'word-too-large',
    'This document takes too long or too much memory to read. Save it anew in Word, or bring it in in parts.',
  )

async function read(request: ReadRequest): Promise<ImportedWord> {
  const thread = new Worker(new URL('./read-thread.ts', import.meta.url), {
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<ThreadAnswer | null>((resolve) => {
      timer = setTimeout(() => resolve(null), PATIENCE)
      thread.on('message', (message: ThreadAnswer) => resolve(message))
      thread.on('error', () => resolve(null))
      thread.on('exit', () => resolve(null))
    })
    if (!answer) throw tooMuch()
    if ('refusal' in answer) throw new WordRefusal(answer.refusal.code, answer.refusal.message)
    if ('failure' in answer) throw new Error(answer.failure)
    return answer.imported
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
