import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { GuideFolder } from './guide-folder.ts'

/**
 * A guide's folder on disk. Files whose name begins with a dot are no part of a guide.
 *
 * @param directory the folder that holds `guide.yaml`.
 */
export function diskFolder(directory: string): GuideFolder {
  return {
    async list() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length))
        .map((path) => path.split(sep).join('/'))
        .filter((path) => !path.split('/').some((name) => name.startsWith('.')))
        .sort()
    },
    read: (path) => readFile(join(directory, path)),
  }
}

/** Writes files into a folder that may not be there yet. Other files in it stay. */
export async function writeToDisk(
  files: ReadonlyMap<string, Uint8Array>,
  directory: string,
): Promise<void> {
  for (const [path, bytes] of files) {
    const target = join(directory, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}
