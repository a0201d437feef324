import { Worker } from 'node:worker_threads'
import { type Append, encodeAppends } from './append-request.ts'
import { atTurnsEnd } from './at-turns-end.ts'
import { asError, LogWriter } from './log-writer.ts'
import { SharedQueue } from './shared-queue.ts'

/** Of each append: whether the log was at `seq`, or why it could not be written. */
export type AppendOutcome = boolean | Error

/** What the thread says where an append of a request was not made: the outcome of each of them. */
export interface AppendFailure {
  /** Which request it was, counted from 0. */
  request: number
  outcomes: AppendOutcome[]
}

/** What the thread is started with. */
export interface AppendThreadData {
  /** Of the database. */
  path: string
  /** Of the queue of requests: `encodeAppends`, or nothing for one that comes as a message. */
  requests: SharedArrayBuffer
  /** Of the numbers that both sides see. */
  shared: SharedArrayBuffer
}

/** Where the thread and its owner tell each other what costs no message. */
export const shared = {
  /** Requests that the thread is done with, as a number that may overflow. */
  done: 0,
  /** Failures that it has told of and that have not been heard. */
  failures: 1,
  /** 1 where somebody wants to be told at once that the thread is done. */
  wanted: 2,
  length: 3,
} as const

/** What waits for the disk with nobody waiting for it is seen to be there after so many milliseconds. */
const LOOK = 1_000
/** Bytes above which a request is a message. */
const LARGE = 65_536
/** Entries, and bytes of them, above which a write is not for the thread that has the sockets. */
const SHORT = { entries: 16, bytes: 16_384 }
/** Milliseconds of a write after which the disk is taken to be slow. */
const SLOW = 2
/** For so many milliseconds at first, and at most, while it goes on being so. */
const REST = { first: 50, longest: 60_000 }
/** Pages of the write-ahead log after which the thread is to move them into the database. */
const PAGES = 1_000
/** What a short append changes: its guide's row, the log and the log's index. */
const PAGES_AN_APPEND = 3

interface Waiting {
  append: Append
  resolve: (appended: boolean) => void
  reject: (error: unknown) => void
}

interface Thread {
  worker: Worker
  requests: SharedQueue
  shared: Int32Array
  /** Requests that were sent and have no outcome yet. */
  sent: Waiting[][]
  /** Number of the first of them. */
  first: number
  /** Requests before this number are wanted at once. */
  wantedBefore: number
}

/**
 * Appends to the update logs of a SQLite database.
 *
 * To hand something to another thread and back costs more than to write it. So what is short is
 * written here, where everything else waits for the disk meanwhile: a fifth of a millisecond. What
 * is more than that, and what comes where the disk is slow, or somebody else is writing, goes to a
 * thread with a connection of its own. What is sent while one transaction is on its way from there
 * to the disk goes with the next: one sync for all of it.
 *
 * This thread is woken by what failed there, and by what somebody waits for (`hurry`). What went
 * well it otherwise sees when it next has to do with the log.
 */
export class LogAppender {
  readonly #path: string
  #thread: Thread | null = null
  #here: LogWriter | null = null
  /** When something may be written here again, as `performance.now()` has it. */
  #hereAgain = 0
  /** For how long not, the next time that the disk is slow. */
  #rest: number = REST.first
  /** What has been written here since the thread last wrote. */
  #pages = 0
  #gathered: Waiting[] = []
  /** Whether what is gathered is wanted at once when it is done. */
  #hurried = false
  /** Whether what is gathered will be sent at the end of this turn of the event loop. */
  #sending = false
  #look: NodeJS.Timeout | null = null
  #closed = false

  /** @param path of a database that has been migrated. */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * Resolves some time after the entries are on disk; false where the log is not at `seq`. Whoever
   * waits for it calls `hurry`.
   *
   * @throws where the database could not be written; then nothing was appended.
   */
  append(append: Append): Promise<boolean> {
    if (this.#closed) return Promise.reject(new Error('The database was closed'))
    return new Promise((resolve, reject) => {
      // Whatever other guides bring in this turn of the event loop goes with it.
      this.#gathered.push({ append, resolve, reject })
      this.#sendSoon()
    })
  }

  /** Asks to be told at once when all that was given to `append` so far is on disk. */
  hurry(): void {
    if (this.#gathered.length > 0) this.#hurried = true
    else if (this.#thread) this.#wantAll(this.#thread)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#here?.close()
    this.#here = null
    await this.#thread?.worker.terminate()
  }

  #sendSoon(): void {
    if (this.#sending) return
    this.#sending = true
    atTurnsEnd(() => {
      this.#sending = false
      if (this.#gathered.length > 0 && !this.#writeHere()) this.#send()
    })
  }

  /** @returns false where it is for the thread, and nothing was written. */
  #writeHere(): boolean {
    if (this.#thread) this.#settleDone(this.#thread)
    const waiting = this.#gathered
    const began = performance.now()
    const busy = this.#closed || this.#thread?.sent.length || began < this.#hereAgain
    if (busy || this.#pages > PAGES || !isShort(waiting)) return false
    let appended: boolean[]
    try {
      // To begin takes the thread longer than anybody should have to wait for it then.
      this.#thread ??= this.#start()
      this.#here ??= new LogWriter(this.#path, { patience: 0, checkpoints: false })
      appended = this.#here.write(waiting.map(({ append }) => append))
    } catch {
      // Somebody else writes, or it cannot be written: the thread waits, and tells which of them.
      return false
    }
    this.#gathered = []
    this.#hurried = false
    this.#pages += waiting.length * PAGES_AN_APPEND
    this.#restAfter(performance.now() - began)
    for (const [index, { resolve }] of waiting.entries()) resolve(appended[index] === true)
    return true
  }

  /** @param took milliseconds that a write here has taken. */
  #restAfter(took: number): void {
    if (took < SLOW) {
      this.#rest = REST.first
      return
    }
    this.#hereAgain = performance.now() + this.#rest
    this.#rest = Math.min(this.#rest * 2, REST.longest)
  }

  #send(): void {
    this.#thread ??= this.#start()
    this.#pages = 0
    const thread = this.#thread
    const request = encodeAppends(this.#gathered.map(({ append }) => append))
    const large = request.length > LARGE
    const queued = large ? new Uint8Array() : request
    if (!thread.requests.hasRoom(queued.length)) {
      // Once what is sent is done, this goes with what came meanwhile.
      this.#wantAll(thread)
      return
    }
    if (large) thread.worker.postMessage(request)
    thread.requests.push(queued)
    thread.sent.push(this.#gathered)
    this.#gathered = []
    if (this.#hurried) this.#wantAll(thread)
    else this.#settleDone(thread)
    this.#hurried = false
  }

  #wantAll(thread: Thread): void {
    thread.wantedBefore = thread.first + thread.sent.length
    this.#settleDone(thread)
  }

  #start(): Thread {
    const requests = new SharedQueue()
    const words = new SharedArrayBuffer(shared.length * Int32Array.BYTES_PER_ELEMENT)
    const workerData: AppendThreadData = {
      path: this.#path,
      requests: requests.memory,
      shared: words,
    }
    const worker = new Worker(new URL('./log-appender-thread.ts', import.meta.url), { workerData })
    const thread: Thread = {
      worker,
      requests,
      shared: new Int32Array(words),
      sent: [],
      first: 0,
      wantedBefore: 0,
    }
    worker.on('message', (failure: AppendFailure | null) => {
      if (failure) {
        this.#settle(thread, failure.request)
        this.#settle(thread, failure.request + 1, failure.outcomes)
        Atomics.sub(thread.shared, shared.failures, 1)
      }
      this.#settleDone(thread)
    })
    worker.on('error', (error) => this.#ended(thread, error))
    worker.on('exit', () =>
      this.#ended(thread, new Error('The thread that writes the log has ended')),
    )
    // A process stays for what is being written (`#look`) and not for an idle thread.
    worker.unref()
    return thread
  }

  /** The next append starts another thread. */
  #ended(thread: Thread, error: unknown): void {
    if (this.#thread === thread) this.#thread = null
    const reason = asError(error)
    this.#settleDone(thread)
    const lost = thread.sent.splice(0).flat()
    // What waits for room in its queue had better not wait for another one.
    if (lost.length > 0 || this.#closed) lost.push(...this.#gathered.splice(0))
    for (const { reject } of lost) reject(reason)
  }

  /** Settles what the thread is done with. */
  #settleDone(thread: Thread): void {
    for (;;) {
      const done = Atomics.load(thread.shared, shared.done)
      // Told of before it counted as done: until it is heard, not all that is done went well.
      if (Atomics.load(thread.shared, shared.failures) === 0)
        this.#settle(thread, thread.first + ((done - thread.first) | 0))
      if (thread.first >= thread.wantedBefore || thread.sent.length === 0) break
      if (Atomics.exchange(thread.shared, shared.wanted, 1) === 1) break
      // It may have been done just before it was told: look once more.
    }
    if (this.#gathered.length > 0 && thread.sent.length === 0) this.#sendSoon()
    if (thread.sent.length > 0)
      this.#look ??= setTimeout(() => {
        this.#look = null
        this.#settleDone(thread)
      }, LOOK)
  }

  /** Settles the requests before a number. */
  #settle(thread: Thread, before: number, outcomes: AppendOutcome[] = []): void {
    for (; thread.first < before; thread.first++)
      for (const [index, { resolve, reject }] of (thread.sent.shift() ?? []).entries()) {
        const outcome = outcomes[index] ?? true
        if (outcome instanceof Error) reject(outcome)
        else resolve(outcome)
      }
  }
}

function isShort(waiting: Waiting[]): boolean {
  let entries = 0
  let bytes = 0
  for (const { append } of waiting) {
    entries += append.entries.length
    for (const { update } of append.entries) bytes += update.length
  }
  return entries <= SHORT.entries && bytes <= SHORT.bytes
}
