import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore, type Store, type StorePlace } from '../store/open-store.ts'
import { BackupRefused } from './manifest.ts'
import { writeBackup } from './write-backup.ts'

/** How many backups of earlier upgrades are kept. */
const KEPT = 3
const folderName = 'backups'
const ending = '-before-upgrade.charrette'

/**
 * Opens the database as `openStore` does; where that will change one that an older version has left,
 * a backup is made first, in `backups/` of the data folder: the way back.
 *
 * @param say takes one line for the operator; default: standard error.
 * @throws {BackupRefused} where the backup cannot be written; then nothing has been changed.
 */
export async function openStoreWithBackup(
  place: StorePlace,
  say: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<Store> {
  return openStore(place, async () => {
    const folder = join(place.dataFolder, folderName)
    const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}${ending}`)
    try {
      await mkdir(folder, { recursive: true })
      await writeBackup(place, file)
    } catch (error) {
      throw new BackupRefused(
        `The database is of an older version, and no backup could be made before the upgrade: ${error instanceof Error ? error.message : String(error)}. Nothing was changed. Make room for ${file}, or install the older version.`,
      )
    }
    say(`Upgrading the database. The way back is ${file} (“charrette restore”).`)
    await removeOldest(folder)
  })
}

async function removeOldest(folder: string): Promise<void> {
  const backups = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort()
  for (const name of backups.slice(0, -KEPT)) await rm(join(folder, name))
}
