import { sql } from 'kysely'
import type { Store } from '../store/open-store.ts'
import type { Read } from './what-was-read.ts'

const FLUSH_EVERY = 30_000

/** Counts what is read of editions; see docs/decisions/0112-statistics.md. */
export interface ReadCounter {
  /** One more. Costs an addition in memory. */
  count(slug: string, number: string, what: Read, now?: Date): void
  /** Writes down what was counted. Never throws: what could not be written is kept for the next time. */
  flush(): Promise<void>
  /** Writes down the rest and counts no more. */
  stop(): Promise<void>
}

/** @param onFailure told where counts could not be written yet. */
export function openReadCounter(
  { db }: Store,
  {
    onFailure = () => {},
    every = FLUSH_EVERY,
  }: { onFailure?: (error: unknown) => void; every?: number } = {},
): ReadCounter {
  let counted = new Map<string, number>()
  let flushing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (counted.size === 0) return
    const batch = counted
    counted = new Map()
    try {
      // In one order everywhere: two processes that write at once do not wait for each other in a ring.
      const rows = [...batch].sort(([a], [b]) => (a < b ? -1 : 1))
      await db.transaction().execute(async (trx) => {
        for (const [key, times] of rows) {
          const [slug = '', number = '', day = '', what = ''] = key.split(' ')
          await trx
            .insertInto('edition_reads')
            .values({ slug, number, day, what, times })
            .onConflict((conflict) =>
              conflict
                .columns(['slug', 'number', 'day', 'what'])
                .doUpdateSet({ times: sql`edition_reads.times + ${times}` }),
            )
            .execute()
        }
      })
    } catch (error) {
      for (const [key, times] of batch) counted.set(key, (counted.get(key) ?? 0) + times)
      onFailure(error)
    }
  }

  const flush = (): Promise<void> => {
    flushing = flushing.then(write)
    return flushing
  }
  const timer = setInterval(() => void flush(), every)
  timer.unref()

  return {
    count: (slug, number, what, now = new Date()) => {
      const key = `${slug} ${number} ${now.toISOString().slice(0, 10)} ${what}`
      counted.set(key, (counted.get(key) ?? 0) + 1)
    },
    flush,
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
