import { createHash } from 'node:crypto'
import { enqueue, retryJob } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import type { ChapterPrintRow, JobRow } from '../store/tables.ts'

/**
 * Printing wants the whole machine for some seconds, and anybody may ask for it: so many wait at a
 * time, and so many are printed within an hour.
 */
const MOST = { waiting: 8, anHour: 60 }

/** The machine is printing for others; nothing was kept. */
export class TooManyPrints extends Error {
  readonly code = 'too-many-prints'
}

/**
 * Asks for some chapters of a release as a PDF. The same chapters of the same release are printed
 * once, whoever asks.
 *
 * @param chapters ids in the guide's order.
 * @param isThere whether the file of this name is there still.
 * @returns the print's key.
 * @throws {TooManyPrints}
 */
export async function requestPrint(
  { db }: Store,
  releaseId: string,
  chapters: readonly string[],
  isThere: (key: string) => boolean,
  now = new Date(),
): Promise<string> {
  const ids = JSON.stringify(chapters)
  const key = createHash('sha256').update(`${releaseId} ${ids}`).digest('hex')
  await db.transaction().execute(async (trx) => {
    const known = await trx
      .selectFrom('chapter_print')
      .innerJoin('job', 'job.id', 'chapter_print.job_id')
      .select(['job.id', 'job.state'])
      .where('key', '=', key)
      .executeTakeFirst()
    if (known && (known.state === 'done' ? isThere(key) : known.state !== 'failed')) return
    await requireRoom()
    if (known?.state === 'failed') {
      await retryJob(trx, known.id)
      return
    }
    const jobId = await enqueue(trx, { kind: 'print-chapters', payload: { key }, maxAttempts: 2 })
    const row = {
      release_id: releaseId,
      chapters: ids,
      job_id: jobId,
      requested_at: now.toISOString(),
    }
    await trx
      .insertInto('chapter_print')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()

    async function requireRoom(): Promise<void> {
      const hourAgo = new Date(now.getTime() - 3_600_000).toISOString()
      const jobs = await trx
        .selectFrom('job')
        .select('state')
        .where('kind', '=', 'print-chapters')
        .where('created_at', '>', hourAgo)
        .execute()
      const waiting = jobs.filter(({ state }) => state === 'waiting' || state === 'running')
      if (jobs.length >= MOST.anHour || waiting.length >= MOST.waiting)
        throw new TooManyPrints('Too many PDFs were asked for within the hour.')
    }
  })
  return key
}

/** A print that was asked for, and how far it is; null where nobody has asked. */
export async function readPrint(
  { db }: Store,
  key: string,
): Promise<(ChapterPrintRow & Pick<JobRow, 'state'>) | null> {
  const row = await db
    .selectFrom('chapter_print')
    .innerJoin('job', 'job.id', 'chapter_print.job_id')
    .selectAll('chapter_print')
    .select('job.state')
    .where('key', '=', key)
    .executeTakeFirst()
  return row ?? null
}
