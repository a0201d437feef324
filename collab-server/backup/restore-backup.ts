import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Kysely, sql } from 'kysely'
import { migrations } from '../store/migrations/index.ts'
import { migrateStore, openStoreAsItIs, type Store, type StorePlace } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { readArchive } from './archive.ts'
import { belongsInDataFolder } from './data-folder-files.ts'
import { type BackupManifest, BackupRefused } from './manifest.ts'
import { goOnCounting, insertLines, tablesInOrder } from './rows.ts'
import { verifyBackup, wholeText } from './verify-backup.ts'

/** Makes the tables that are not ours: better-auth brings its own, in its own way. */
export type MakeAccountTables = (store: Store) => Promise<void>

/**
 * Restores a backup into an empty data folder, and into an empty database where one is named. The
 * folder appears whole: until everything is in it, it lies beside its place.
 *
 * @throws {BackupRefused} where the backup is not whole, a newer Charrette wrote it, or there is
 *   something already where it should go. Then nothing has changed.
 */
export async function restoreBackup(
  file: string,
  place: StorePlace,
  makeAccountTables: MakeAccountTables,
): Promise<BackupManifest> {
  const target = resolve(place.dataFolder)
  await refuseOthersFolder(target)
  const manifest = await verifyBackup(file)
  const known = new Set(migrations.map(({ name }) => name))
  if (!manifest.migrations.every((name) => known.has(name)))
    throw new BackupRefused(
      `A newer version of Charrette made ${file}. Restore it with that version.`,
    )
  await mkdir(dirname(target), { recursive: true })
  const staging = await mkdtemp(join(dirname(target), `.${basename(target)}.restoring-`))
  try {
    const store = openStoreAsItIs({ dataFolder: staging, databaseUrl: place.databaseUrl })
    try {
      await refuseOthersRows(store)
      await migrateStore(store, manifest.migrations)
      await makeAccountTables(store)
      await store.db.transaction().execute((trx) => fill(file, staging, store, trx, manifest))
      await migrateStore(store)
    } finally {
      await store.close()
    }
    // An empty folder may stand there; a full one was refused above.
    await rmdir(target).catch(() => {})
    await rename(staging, target)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    throw error
  }
  return manifest
}

async function fill(
  file: string,
  staging: string,
  store: Store,
  trx: Kysely<Tables>,
  manifest: BackupManifest,
): Promise<void> {
  if (store.dialect === 'sqlite') await sql`pragma defer_foreign_keys = on`.execute(trx)
  const tables = await tablesInOrder({ ...store, db: trx })
  // A migration may have put rows in that the backup brings again.
  for (const table of [...tables].reverse())
    if (await hasRows(trx, table)) await sql`delete from ${sql.table(table)}`.execute(trx)
  for await (const { path, content } of readArchive(file)) {
    const [top, table = ''] = path.split('/')
    if (top === 'database') {
      if (!tables.includes(table))
        throw new BackupRefused(`The backup has a table ${table}, which this version has not.`)
      await insertLines(store, trx, table, await wholeText(content))
    } else if (belongsInDataFolder(path)) {
      const to = join(staging, path)
      await mkdir(dirname(to), { recursive: true })
      await pipeline(content, createWriteStream(to, { flags: 'wx', mode: modeOf(path) }))
    } else if (path !== 'manifest.json')
      throw new BackupRefused(`The backup has a file ${path}, which belongs in no data folder.`)
  }
  await goOnCounting(store, trx)
  for (const [table, rows] of Object.entries(manifest.tables)) {
    const { rows: counted } = await sql<{ count: number | string }>`
      select count(*) as count from ${sql.table(table)}`.execute(trx)
    if (Number(counted[0]?.count) !== rows)
      throw new Error(`${table} has ${counted[0]?.count} rows after the restore, not ${rows}`)
  }
}

function modeOf(path: string): number {
  return path === 'secret' ? 0o600 : 0o644
}

async function refuseOthersFolder(target: string): Promise<void> {
  const entries = await readdir(target).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new BackupRefused(
      `${target} cannot be used as a data folder. Name an empty or a new one.`,
    )
  })
  if (entries.length > 0)
    throw new BackupRefused(
      `${target} is not empty. A backup is restored into an empty or a new folder; name one with --data.`,
    )
}

async function refuseOthersRows(store: Store): Promise<void> {
  for (const table of await tablesInOrder(store))
    if (await hasRows(store.db, table))
      throw new BackupRefused(
        `The database that DATABASE_URL names is not empty (${table} has rows). Name an empty one.`,
      )
}

async function hasRows(db: Kysely<Tables>, table: string): Promise<boolean> {
  return (await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)).rows.length > 0
}
