import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Manifest, manifestSchema } from '@charrette/publisher/manifest'
import { publishInWorker } from '@charrette/publisher/publish-in-worker'
import { z } from 'zod'
import { appearanceOf } from '../consortium/index.ts'
import type { Files } from '../files/index.ts'
import { enqueue, type RunningJob } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import { piecesFolder } from './pieces-folder.ts'
import { readRelease } from './read-release.ts'

const payloadSchema = z.object({ releaseId: z.string() })

/**
 * The job that publishes a release. It may be ended at any moment and begun again: the edition's
 * folder appears whole by a rename, a folder that is there is taken as it is, and readers see it
 * only when its files are in the database, which is one transaction.
 */
export function publishEdition({
  store: { db },
  files,
  dataFolder,
}: {
  store: Store
  files: Files
  dataFolder: string
}): (job: RunningJob) => Promise<void> {
  return async ({ payload, signal, report }) => {
    const { releaseId } = payloadSchema.parse(payload)
    const { slug, guide, release, publishedAt } = await readRelease(db, releaseId)
    if (publishedAt !== null) return

    const folder = join(dataFolder, 'editions', slug, release.number)
    await mkdir(dirname(folder), { recursive: true })
    let reported: Promise<void> = Promise.resolve()
    const manifest = existsSync(join(folder, 'manifest.json'))
      ? await readManifest(folder)
      : await publishInWorker(
          { guide, release, readPicture: (sha256) => files.get(sha256) },
          folder,
          {
            signal,
            kept: piecesFolder(dataFolder),
            appearance: await appearanceOf(db, files, releaseId),
            onProgress: ({ progress, message }) => {
              // In order, and never the reason why publishing fails.
              reported = reported.then(() => report(progress, message)).catch(() => {})
            },
          },
        )
    await reported
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom('edition_file').where('release_id', '=', releaseId).execute()
      for (const file of downloads(manifest))
        await trx
          .insertInto('edition_file')
          .values({ release_id: releaseId, ...file })
          .execute()
      // Read here and not before: an editor may have set another time while it was printed.
      const { publish_at: wanted } = await trx
        .selectFrom('release')
        .select('publish_at')
        .where('id', '=', releaseId)
        .executeTakeFirstOrThrow()
      const now = new Date().toISOString()
      const moment = wanted !== null && wanted > now ? wanted : now
      await trx
        .updateTable('release')
        .set({ published_at: moment })
        .where('id', '=', releaseId)
        .execute()
      await enqueue(trx, {
        kind: 'announce',
        payload: { releaseId },
        maxAttempts: 20,
        runAt: new Date(moment),
      })
    })
  }
}

/** One line a format: the web edition as a whole, the others as their file. */
function downloads({ files }: Manifest) {
  const web = files.filter(({ format }) => format === 'web')
  const landing = web.find(({ path }) => path === 'index.html')
  return [
    ...(landing
      ? [
          {
            format: 'web' as const,
            path: '',
            bytes: web.reduce((sum, { bytes }) => sum + bytes, 0),
            sha256: landing.sha256,
          },
        ]
      : []),
    ...files.filter(({ format }) => format !== 'web'),
  ]
}

async function readManifest(folder: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
}
