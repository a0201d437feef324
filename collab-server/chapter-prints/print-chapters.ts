import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { printInWorker } from '@charrette/publisher/publish-in-worker'
import { z } from 'zod'
import { appearanceOf } from '../consortium/index.ts'
import type { Files } from '../files/index.ts'
import type { RunningJob } from '../jobs/index.ts'
import { piecesFolder } from '../publishing/pieces-folder.ts'
import { readRelease } from '../publishing/read-release.ts'
import type { Store } from '../store/open-store.ts'

/** So many PDFs of chosen chapters are kept; the newest. */
const KEPT = 200

const payloadSchema = z.object({ key: z.string().regex(/^[0-9a-f]{64}$/) })

/** Where the PDF of a key lies; it may be deleted at any time, and is printed again when asked for. */
export const printFile = (dataFolder: string, key: string): string =>
  join(dataFolder, 'prints', `${key}.pdf`)

/** The job that prints chosen chapters. A file that is there already is taken as it is. */
export function printChapters({
  store: { db },
  files,
  dataFolder,
}: {
  store: Store
  files: Files
  dataFolder: string
}): (job: RunningJob) => Promise<void> {
  return async ({ payload, signal, report }) => {
    const { key } = payloadSchema.parse(payload)
    const row = await db
      .selectFrom('chapter_print')
      .select(['release_id', 'chapters'])
      .where('key', '=', key)
      .executeTakeFirst()
    const file = printFile(dataFolder, key)
    if (!row || existsSync(file)) return
    const { guide, release } = await readRelease(db, row.release_id)
    await mkdir(join(dataFolder, 'prints'), { recursive: true })
    let reported: Promise<void> = Promise.resolve()
    await printInWorker(
      { guide, release, readPicture: (sha256) => files.get(sha256) },
      z.array(z.string()).parse(JSON.parse(row.chapters)),
      file,
      {
        signal,
        kept: piecesFolder(dataFolder),
        appearance: await appearanceOf(db, files, row.release_id),
        onProgress: ({ progress, message }) => {
          // In order, and never the reason why printing fails.
          reported = reported.then(() => report(progress, message)).catch(() => {})
        },
      },
    )
    await reported
    await forgetOldest()
  }

  async function forgetOldest(): Promise<void> {
    const old = await db
      .selectFrom('chapter_print')
      .select('key')
      .orderBy('requested_at', 'desc')
      .offset(KEPT)
      .limit(KEPT)
      .execute()
    for (const { key } of old) {
      await rm(printFile(dataFolder, key), { force: true })
      await db.deleteFrom('chapter_print').where('key', '=', key).execute()
    }
  }
}
