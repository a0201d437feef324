import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './make-folder.ts'

/** Bytes that a folder may hold: some fifty guides, printed. */
const mostBytes = 256 * 1024 ** 2

const hashLength = 32

/**
 * A folder of what was made before, each under the hash of all that it was made of. Any number of
 * processes may share it; whatever is in it may be deleted at any time.
 */
export class KeptFiles {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /**
   * @param folder made where it is not there.
   * @throws {OutputUnwritable} where it cannot be made.
   */
  static async open(folder: string): Promise<KeptFiles> {
    await makeFolder(folder)
    return new KeptFiles(folder)
  }

  /** What was kept under the key, or null; a file that was harmed is as one that is not there. */
  async read(key: string): Promise<Uint8Array | null> {
    const path = join(this.#folder, key)
    const file = await readFile(path).catch(() => null)
    if (!file) return null
    const bytes = file.subarray(hashLength)
    if (!file.subarray(0, hashLength).equals(hashOf(bytes))) {
      await rm(path, { force: true })
      return null
    }
    // What is used is not the oldest.
    const now = new Date()
    await utimes(path, now, now).catch(() => {})
    return bytes
  }

  /** Keeps it, whole or not at all. A full disk is no reason to fail: the next print takes longer. */
  async keep(key: string, bytes: Uint8Array): Promise<void> {
    const half = join(this.#folder, `${randomUUID()}.half`)
    try {
      await writeFile(half, [hashOf(bytes), bytes])
      await rename(half, join(this.#folder, key))
    } catch {
      await rm(half, { force: true }).catch(() => {})
    }
  }

  /** Deletes what was not used for longest, until the rest has room. */
  async forgetOldest(most = mostBytes): Promise<void> {
    const files = await Promise.all(
      (await readdir(this.#folder)).map(async (name) => {
        const path = join(this.#folder, name)
        const found = await stat(path).catch(() => null)
        return found?.isFile() ? [{ path, bytes: found.size, usedAt: found.mtimeMs }] : []
      }),
    )
    let held = 0
    for (const { path, bytes } of files.flat().sort((a, b) => b.usedAt - a.usedAt)) {
      held += bytes
      if (held > most) await rm(path, { force: true })
    }
  }
}

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
