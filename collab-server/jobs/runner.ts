import { randomUUID } from 'node:crypto'
import type { Store } from '../store/open-store.ts'
import type { JobRow } from '../store/tables.ts'
import { LONGEST_BACKOFF, leaseNext } from './job-rows.ts'

/** A job as its handler sees it. */
export interface RunningJob {
  id: string
  payload: unknown
  attempts: number
  /** Aborted when the server stops; the job is taken up again at the next start. */
  signal: AbortSignal
  /** Says how far it is: progress from 0 to 1 and words for people. */
  report(progress: number, message: string): Promise<void>
}

/** To try again would not help: the job has failed for good. */
export class GivenUp extends Error {}

/** One handler a kind. It may be called again after a crash: what it does must bear repeating. */
export type Handlers = Record<string, (job: RunningJob) => Promise<void>>

export interface Jobs {
  /** Looks for a job now; call it after a transaction that enqueued one. */
  wake(): void
  /** Ends what runs and gives it back. */
  stop(): Promise<void>
}

/** How one attempt at a job ended. */
export interface JobEnd {
  id: string
  kind: string
  /** Which attempt it was, from 1. */
  attempt: number
  /** `again`: it will be tried once more. `stopped`: the server stops; it is done at the next start. */
  outcome: 'done' | 'again' | 'failed' | 'stopped'
  milliseconds: number
  /** Why it was not done. */
  error?: unknown
}

export interface JobsOptions {
  store: Store
  handlers: Handlers
  /** Told of every job that changed. */
  onChange?: (id: string) => void
  /** Told of every attempt that ended. */
  onEnd?: (end: JobEnd) => void
  /** No other process works on this database: what is said to run was left by a dead one. */
  alone?: boolean
  leaseMs?: number
  pollMs?: number
  /** Milliseconds before the next attempt, by the number of attempts made; at most `LONGEST_BACKOFF`. */
  backoff?: (attempts: number) => number
  /** Milliseconds since 1970. */
  clock?: () => number
}

/**
 * Runs the jobs of these kinds one at a time: the publisher wants the whole machine. Kinds that
 * must not wait for each other have a runner each.
 */
export function startJobs({
  store: { db },
  handlers,
  onChange = () => {},
  onEnd = () => {},
  alone = false,
  leaseMs = 30_000,
  pollMs = 5_000,
  backoff = (attempts) => Math.min(60_000, 1000 * 2 ** attempts),
  clock = Date.now,
}: JobsOptions): Jobs {
  const holder = randomUUID()
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let again = false
  let reclaimed = false

  async function runAll(): Promise<void> {
    if (alone && !reclaimed) {
      await db
        .updateTable('job')
        .set({ state: 'waiting', leased_by: null, leased_until: null })
        .where('state', '=', 'running')
        .where('kind', 'in', Object.keys(handlers))
        .execute()
      reclaimed = true
    }
    do {
      again = false
      for (;;) {
        if (stopping.signal.aborted) return
        const job = await leaseNext(db, Object.keys(handlers), holder, leaseMs, clock)
        if (!job) break
        await runOne(job)
      }
    } while (again)
  }

  async function runOne(job: JobRow): Promise<void> {
    const mine = () =>
      db.updateTable('job').where('id', '=', job.id).where('leased_by', '=', holder)
    const extend = () => ({ leased_until: new Date(clock() + leaseMs).toISOString() })
    const heartbeat = setInterval(() => {
      mine()
        .set(extend())
        .execute()
        .catch(() => {})
    }, leaseMs / 3)
    onChange(job.id)
    const began = performance.now()
    const ended = (outcome: JobEnd['outcome'], error?: unknown) =>
      onEnd({
        id: job.id,
        kind: job.kind,
        attempt: job.attempts,
        outcome,
        milliseconds: performance.now() - began,
        error,
      })
    try {
      if (job.attempts > job.max_attempts)
        throw new Error('The server ended in the middle of it, too often')
      // Who stops while a job is being leased has aborted already: a handler that waits for the
      // event would never hear of it.
      stopping.signal.throwIfAborted()
      await handlers[job.kind]?.({
        id: job.id,
        payload: JSON.parse(job.payload),
        attempts: job.attempts,
        signal: stopping.signal,
        report: async (progress, message) => {
          await mine()
            .set({ progress, message, ...extend() })
            .execute()
          onChange(job.id)
        },
      })
      await mine()
        .set({
          state: 'done',
          progress: 1,
          message: 'Done',
          leased_until: null,
          finished_at: new Date().toISOString(),
        })
        .execute()
      ended('done')
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      const last = error instanceof GivenUp || job.attempts >= job.max_attempts
      ended(stopping.signal.aborted ? 'stopped' : last ? 'failed' : 'again', error)
      if (stopping.signal.aborted)
        await mine()
          .set({
            state: 'waiting',
            attempts: job.attempts - 1,
            leased_until: null,
            run_at: new Date().toISOString(),
          })
          .execute()
      else if (last)
        await mine()
          .set({
            state: 'failed',
            message,
            leased_until: null,
            finished_at: new Date().toISOString(),
          })
          .execute()
      else
        await mine()
          .set({
            state: 'waiting',
            message: `${message} (will be tried again)`,
            leased_until: null,
            run_at: new Date(
              clock() + Math.min(LONGEST_BACKOFF, backoff(job.attempts)),
            ).toISOString(),
          })
          .execute()
    } finally {
      clearInterval(heartbeat)
      onChange(job.id)
    }
  }

  function wake(): void {
    if (stopping.signal.aborted) return
    again = true
    clearTimeout(timer)
    running ??= runAll()
      // The database is away for a while: the next poll tries again.
      .catch(() => {})
      .finally(() => {
        running = null
        if (stopping.signal.aborted) return
        timer = setTimeout(wake, pollMs)
        timer.unref()
      })
  }

  wake()
  return {
    wake,
    stop: async () => {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
