import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArchiveEntry } from './archive.ts'

/** What of a data folder is worth keeping beside its database; the rest can be made again. */
const KEPT = ['files', 'editions', 'secret']

/** Whether a path of an archive is one that a backup may put into a data folder. */
export function belongsInDataFolder(path: string): boolean {
  const parts = path.split('/')
  return (
    KEPT.includes(parts[0] ?? '') &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'))
  )
}

/** The files of a data folder, without what somebody is in the middle of writing. */
export async function* dataFolderFiles(dataFolder: string): AsyncGenerator<ArchiveEntry> {
  for (const name of KEPT) yield* filesBelow(dataFolder, name)
}

async function* filesBelow(root: string, path: string): AsyncGenerator<ArchiveEntry> {
  const found = await stat(join(root, path)).catch(() => null)
  if (found?.isFile()) {
    yield { path, bytes: found.size, content: createReadStream(join(root, path)) }
    return
  }
  if (!found?.isDirectory()) return
  for (const name of (await readdir(join(root, path))).sort())
    if (!isStaging(path, name)) yield* filesBelow(root, `${path}/${name}`)
}

/** Both take their own name by a rename when they are whole (files/index.ts, appear-whole.ts). */
function isStaging(path: string, name: string): boolean {
  return path.startsWith('files/')
    ? !/^[0-9a-f]{64}$/.test(name)
    : name.startsWith('.') && name.includes('publishing-')
}
