import { existsSync } from 'node:fs'
import { openStoreAsItIs, type Store, type StorePlace } from '../store/open-store.ts'
import { type ArchiveEntry, writeArchive } from './archive.ts'
import { dataFolderFiles } from './data-folder-files.ts'
import { BACKUP_FORMAT, type BackupManifest, BackupRefused } from './manifest.ts'
import { migrationsRun, rowsAsLines, tablesInOrder } from './rows.ts'

/**
 * Writes everything that Charrette knows into one file, while it goes on running: the database as
 * of one moment, then the files. README.md describes the format.
 *
 * @param file must not be there yet.
 * @throws {BackupRefused} where there is nothing to back up, or the file is there already.
 */
export async function writeBackup(place: StorePlace, file: string): Promise<BackupManifest> {
  if (existsSync(file))
    throw new BackupRefused(`${file} is there already. Name a new file; a backup replaces none.`)
  const store = openStoreAsItIs(place)
  const manifest: BackupManifest = {
    format: BACKUP_FORMAT,
    madeAt: new Date().toISOString(),
    dialect: store.dialect,
    migrations: [],
    tables: {},
    entries: [],
  }
  async function* entries(): AsyncGenerator<ArchiveEntry> {
    yield* snapshot(store, manifest)
    yield* dataFolderFiles(place.dataFolder)
    const content = Buffer.from(JSON.stringify(manifest))
    yield { path: 'manifest.json', bytes: content.length, content }
  }
  try {
    await writeArchive(file, entries(), (entry) => {
      if (entry.path !== 'manifest.json') manifest.entries.push(entry)
    })
  } finally {
    await store.close()
  }
  return manifest
}

/** All rows of all tables, as of one moment, and in the manifest how many they are. */
async function* snapshot(store: Store, manifest: BackupManifest): AsyncGenerator<ArchiveEntry> {
  // A generator cannot run inside a callback: the transaction is begun and ended by hand. SQLite's
  // readers keep the state of their first read; Postgres is to be asked for that.
  const begin = store.db.startTransaction()
  const trx = await (store.dialect === 'postgres'
    ? begin.setIsolationLevel('repeatable read').setAccessMode('read only')
    : begin
  ).execute()
  try {
    const inside: Store = { ...store, db: trx }
    manifest.migrations = await migrationsRun(inside).catch(() => {
      throw new BackupRefused('There is no Charrette database here to back up.')
    })
    for (const table of await tablesInOrder(inside)) {
      manifest.tables[table] = 0
      let number = 0
      for await (const { lines, rows } of rowsAsLines(trx, table)) {
        manifest.tables[table] += rows
        number++
        const path = `database/${table}/${String(number).padStart(6, '0')}.jsonl`
        yield { path, bytes: lines.length, content: lines }
      }
    }
  } finally {
    await trx.rollback().execute()
  }
}
