import { Worker } from 'node:worker_threads'

/** Entries to append to the log of one guide after `seq`, all or none. */
export interface Append {
  guideId: string
  seq: number
  entries: { update: Uint8Array; accountId: string; cityId: string; at: string }[]
}

/** What the thread is sent: the updates lie one behind the other in `bytes`, which it takes over. */
export interface AppendRequest {
  appends: (Omit<Append, 'entries'> & { entries: PackedEntry[] })[]
  bytes: Uint8Array
}
export interface PackedEntry {
  length: number
  accountId: string
  cityId: string
  at: string
}

/** Of each append: whether the log was at `seq`, or why it could not be written. */
export type AppendReply = (boolean | Error)[]

interface Waiting {
  append: Append
  resolve: (appended: boolean) => void
  reject: (error: unknown) => void
}

/**
 * Appends to the update logs of a SQLite database on a thread with a connection of its own, so
 * that nobody waits while the disk syncs. While one transaction is on its way to the disk, what
 * every guide brings gathers for the next: one sync for all of them.
 */
export class LogAppender {
  readonly #path: string
  #thread: Worker | null = null
  #waiting: Waiting[] = []
  #writing: Waiting[] | null = null
  #closed = false

  /** @param path of a database that has been migrated. */
  constructor(path: string) {
    this.#path = path
  }

  /**
   * Resolves when the entries are on disk; false where the log is not at `seq`.
   *
   * @throws where the database could not be written; then nothing was appended.
   */
  append(append: Append): Promise<boolean> {
    if (this.#closed) return Promise.reject(new Error('The database was closed'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, resolve, reject })
      if (!this.#writing) this.#write()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#thread?.terminate()
  }

  #write(): void {
    this.#writing = this.#waiting
    this.#waiting = []
    const request = pack(this.#writing.map(({ append }) => append))
    this.#thread ??= this.#start()
    // A process stays for what it is writing, and does not stay for an idle thread.
    this.#thread.ref()
    this.#thread.postMessage(request, [request.bytes.buffer as ArrayBuffer])
  }

  #start(): Worker {
    const thread = new Worker(new URL('./log-appender-thread.ts', import.meta.url), {
      workerData: this.#path,
    })
    thread.on('message', (reply: AppendReply) => this.#settle((index) => reply[index] ?? false))
    thread.on('error', (error) => this.#ended(error))
    thread.on('exit', () => this.#ended(new Error('The thread that writes the log has ended')))
    return thread
  }

  /** The next append starts another thread. */
  #ended(error: unknown): void {
    this.#thread = null
    const reason = error instanceof Error ? error : new Error(String(error))
    this.#settle(() => reason)
  }

  #settle(outcome: (index: number) => boolean | Error): void {
    const done = this.#writing ?? []
    this.#writing = null
    this.#thread?.unref()
    for (const [index, { resolve, reject }] of done.entries()) {
      const result = outcome(index)
      if (result instanceof Error) reject(result)
      else resolve(result)
    }
    if (this.#waiting.length > 0 && !this.#closed) this.#write()
  }
}

/** Small views of large buffers would be copied with the whole buffer: they are packed instead. */
function pack(appends: Append[]): AppendRequest {
  let size = 0
  for (const { entries } of appends) for (const { update } of entries) size += update.length
  const bytes = new Uint8Array(size)
  let at = 0
  return {
    appends: appends.map(({ guideId, seq, entries }) => ({
      guideId,
      seq,
      entries: entries.map(({ update, ...rest }) => {
        bytes.set(update, at)
        at += update.length
        return { ...rest, length: update.length }
      }),
    })),
    bytes,
  }
}
