import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoreWithBackup } from '../backup/index.ts'
import { exportSite } from '../site/export-site.ts'
import { siteSources } from '../site/site-sources.ts'
import { UsageError } from './usage-error.ts'

/**
 * `charrette export-site --out DIR`: exit code 0 when the whole public site is there.
 *
 * @param publicUrl the address that the site will have, for the feed and the site map.
 * @throws {UsageError} for bad usage; {OutputRefused} where the folder holds something else.
 */
export async function exportSiteCommand(
  args: string[],
  publicUrl: string | undefined,
  io: { stdout(text: string): void; env: NodeJS.ProcessEnv },
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      data: { type: 'string', default: 'data' },
      json: { type: 'boolean', default: false },
    },
  })
  if (!values.out)
    throw new UsageError('“charrette export-site” needs --out, a folder to write to.')
  const dataFolder = resolve(values.data)
  const databaseUrl = io.env.DATABASE_URL
  if (!databaseUrl && !existsSync(join(dataFolder, 'charrette.db')))
    throw new Error(
      `There is no Charrette database in ${dataFolder}. Name its data folder with --data.`,
    )
  const store = await openStoreWithBackup({ dataFolder, databaseUrl })
  try {
    const sources = siteSources(store, dataFolder, {
      baseUrl: publicUrl ?? 'http://127.0.0.1:4000',
      formsAt: publicUrl ?? null,
    })
    const made = await exportSite(sources, values.out)
    io.stdout(
      values.json
        ? `${JSON.stringify({ out: values.out, ...made })}\n`
        : `${made.files} files, ${(made.bytes / 1_000_000).toFixed(1)} MB, in ${values.out}\n`,
    )
    if (!publicUrl && !values.json)
      io.stdout(
        'Set PUBLIC_URL to the address that the site will have: its feed and its site map name it, and readers’ answers go there.\n',
      )
  } finally {
    await store.close()
  }
  return 0
}
