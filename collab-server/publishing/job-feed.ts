import { EventEmitter, once } from 'node:events'
import type { Kysely } from 'kysely'
import type { Job } from '../api/contract.ts'
import type { Tables } from '../store/tables.ts'

/** Tells those who wait that a job has changed. */
export interface JobFeed {
  changed(jobId: string): void
  /** The job now, and again after each change, until it is done or failed. */
  follow(jobId: string, signal: AbortSignal): AsyncGenerator<Job>
}

export function createJobFeed(db: Kysely<Tables>): JobFeed {
  const changes = new EventEmitter()
  changes.setMaxListeners(0)
  return {
    changed: (jobId) => changes.emit(jobId),
    follow: async function* (jobId, signal) {
      for (;;) {
        // Listening before reading: a change in between is not missed. The timeout is for changes
        // by another process.
        const next = once(changes, jobId, {
          signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
        }).catch(() => {})
        const job = await readJob(db, jobId)
        if (!job) return
        yield job
        if (job.state === 'done' || job.state === 'failed' || signal.aborted) return
        await next
        if (signal.aborted) return
      }
    },
  }
}

export async function readJob(db: Kysely<Tables>, id: string): Promise<Job | null> {
  const row = await db
    .selectFrom('job')
    .select(['id', 'state', 'progress', 'message', 'attempts'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
