import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Guide, Release } from '@charrette/guides'
import { type Manifest, manifestSchema, publishInWorker } from '@charrette/publisher'
import { z } from 'zod'
import type { Files } from '../files/index.ts'
import type { RunningJob } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'

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
    const row = await db
      .selectFrom('release')
      .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
      .innerJoin('guide', 'guide.id', 'release.guide_id')
      .innerJoin('consortium', 'consortium.id', 'guide.consortium_id')
      .select([
        'guide.slug',
        'release.number',
        'release.content_hash',
        'release.released_at',
        'release.approvals',
        'release.changelog',
        'release.published_at',
        'candidate.content',
        'consortium.name as consortium',
      ])
      .where('release.id', '=', releaseId)
      .executeTakeFirstOrThrow()
    if (row.published_at !== null) return

    const guide = JSON.parse(row.content) as Guide
    const release: Release = {
      number: row.number,
      contentHash: row.content_hash,
      releasedAt: row.released_at,
      consortium: row.consortium,
      approvals: JSON.parse(row.approvals) as Release['approvals'],
      changelog: row.changelog,
    }
    const folder = join(dataFolder, 'editions', row.slug, row.number)
    await mkdir(dirname(folder), { recursive: true })
    let reported: Promise<void> = Promise.resolve()
    const manifest = existsSync(join(folder, 'manifest.json'))
      ? await readManifest(folder)
      : await publishInWorker(
          { guide, release, readPicture: (sha256) => files.get(sha256) },
          folder,
          {
            signal,
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
      await trx
        .updateTable('release')
        .set({ published_at: new Date().toISOString() })
        .where('id', '=', releaseId)
        .execute()
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
