import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { JobRow, Tables } from '../store/tables.ts'

export interface EnqueuedJob {
  kind: string
  /** Anything that JSON can say. */
  payload: unknown
  /** How often it is tried before it is called failed. */
  maxAttempts?: number
  /** Not before then; at once where it is left out. */
  runAt?: Date
}

/**
 * Adds a job in the transaction of the thing that causes it: both are there after a crash, or
 * neither is. The runner finds it by itself; `wake()` makes that happen at once.
 *
 * @returns the job's id.
 */
export async function enqueue(
  trx: Transaction<Tables>,
  { kind, payload, maxAttempts = 3, runAt }: EnqueuedJob,
): Promise<string> {
  const id = randomUUID()
  const now = new Date().toISOString()
  await trx
    .insertInto('job')
    .values({
      id,
      kind,
      payload: JSON.stringify(payload),
      state: 'waiting',
      progress: 0,
      message: 'Waiting',
      attempts: 0,
      max_attempts: maxAttempts,
      run_at: runAt?.toISOString() ?? now,
      leased_until: null,
      leased_by: null,
      created_at: now,
      finished_at: null,
    })
    .execute()
  return id
}

/**
 * Gives a failed job its attempts back.
 *
 * @returns false where the job is not a failed one.
 */
export async function retryJob(db: Kysely<Tables>, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('job')
    .set({
      state: 'waiting',
      progress: 0,
      message: 'Waiting',
      attempts: 0,
      run_at: new Date().toISOString(),
      finished_at: null,
    })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** No attempt waits longer than this for the next one. */
export const LONGEST_BACKOFF = 10 * 60_000

/**
 * Takes the oldest job that is due, or one whose holder's lease ran out, for `leaseMs`.
 * The update names the row as it was read, so that of two takers one gets it.
 *
 * A clock that was set back leaves moments behind that lie too far ahead: what was to be done at
 * once is due all the same, and no wait for another attempt and no lease is longer than it can be.
 *
 * @param clock milliseconds since 1970.
 */
export async function leaseNext(
  db: Kysely<Tables>,
  kinds: string[],
  holder: string,
  leaseMs: number,
  clock: () => number = Date.now,
): Promise<JobRow | null> {
  if (kinds.length === 0) return null
  const after = (milliseconds: number) => new Date(clock() + milliseconds).toISOString()
  for (;;) {
    const now = after(0)
    const job = await db
      .selectFrom('job')
      .selectAll()
      .where('kind', 'in', kinds)
      .where((is) =>
        is.or([
          is.and([
            is('state', '=', 'waiting'),
            is.or([
              is('run_at', '<=', now),
              is('run_at', '=', is.ref('created_at')),
              is.and([is('attempts', '>', 0), is('run_at', '>', after(2 * LONGEST_BACKOFF))]),
            ]),
          ]),
          is.and([
            is('state', '=', 'running'),
            is.or([is('leased_until', '<=', now), is('leased_until', '>', after(2 * leaseMs))]),
          ]),
        ]),
      )
      .orderBy('run_at')
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst()
    if (!job) return null
    const lease = {
      state: 'running' as const,
      attempts: job.attempts + 1,
      leased_by: holder,
      leased_until: after(leaseMs),
    }
    const { numUpdatedRows } = await db
      .updateTable('job')
      .set(lease)
      .where('id', '=', job.id)
      .where('state', '=', job.state)
      .where('attempts', '=', job.attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) return { ...job, ...lease }
  }
}
