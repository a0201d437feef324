import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeAccountTables } from '../accounts/index.ts'
import {
  type BackupManifest,
  BackupRefused,
  restoreBackup,
  verifyBackup,
  writeBackup,
} from '../backup/index.ts'
import type { StorePlace } from '../store/open-store.ts'

/** What a command writes to and reads from. */
export interface BackupIo {
  stdout(text: string): void
  stderr(text: string): void
  env: NodeJS.ProcessEnv
}

/** `charrette backup FILE`: exit code 0 when it is written, 1 where it cannot be, 2 for bad usage. */
export async function backupCommand(args: string[], io: BackupIo): Promise<number> {
  return run('backup', args, io, async (file, place) => {
    if (!place.databaseUrl && !existsSync(join(place.dataFolder, 'charrette.db')))
      throw new BackupRefused(
        `There is no Charrette database in ${place.dataFolder}. Name its data folder with --data.`,
      )
    const manifest = await writeBackup(place, file)
    const { size } = await stat(file)
    return { manifest, words: `${file}: ${contentsOf(manifest)}, ${megabytes(size)}.` }
  })
}

/** `charrette restore FILE`: exit code 0 when all of it is there, 1 where nothing was changed. */
export async function restoreCommand(args: string[], io: BackupIo): Promise<number> {
  return run('restore', args, io, async (file, place) => {
    const manifest = await restoreBackup(file, place, makeAccountTables)
    return {
      manifest,
      words: `Restored ${contentsOf(manifest)} to ${place.dataFolder}, as of ${manifest.madeAt}.`,
    }
  })
}

/** `charrette verify FILE` on a backup: exit code 0 where every byte is what was backed up. */
export async function verifyBackupCommand(args: string[], io: BackupIo): Promise<number> {
  return run('verify', args, io, async (file) => {
    const manifest = await verifyBackup(file)
    return {
      manifest,
      words: `${file}: a whole backup of ${manifest.madeAt}, ${contentsOf(manifest)}.`,
    }
  })
}

async function run(
  name: string,
  args: string[],
  io: BackupIo,
  command: (
    file: string,
    place: StorePlace,
  ) => Promise<{ manifest: BackupManifest; words: string }>,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string', default: 'data' }, json: { type: 'boolean' } },
  })
  const [file] = positionals
  if (!file || positionals.length > 1) {
    io.stderr(`charrette: “charrette ${name}” takes one file.\n`)
    return 2
  }
  try {
    const { manifest, words } = await command(file, {
      dataFolder: resolve(values.data),
      databaseUrl: io.env.DATABASE_URL,
    })
    const { madeAt, dialect, migrations, tables, entries } = manifest
    io.stdout(
      values.json
        ? `${JSON.stringify({ file, madeAt, dialect, migrations, tables, entries: entries.length })}\n`
        : `${words}\n`,
    )
    return 0
  } catch (error) {
    io.stderr(`charrette: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

function contentsOf({ tables, entries }: BackupManifest): string {
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
  const files = entries.filter(({ path }) => !path.startsWith('database/')).length
  return `${rows} rows and ${files} files`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
