import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Files by their content: what was put in once is there under its SHA-256 for ever. */
export interface Files {
  /** @returns the SHA-256 of the bytes, hexadecimal, once they are on disk. */
  put(bytes: Uint8Array): Promise<string>
  /** @throws where there is no such file. */
  get(sha256: string): Promise<Uint8Array>
  has(sha256: string): boolean
}

/** Opens the `files/` folder of a data folder. */
export function openFiles(dataFolder: string): Files {
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`${sha256} is not a SHA-256`)
    return join(dataFolder, 'files', sha256.slice(0, 2), sha256)
  }
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (existsSync(path)) return sha256
      await mkdir(dirname(path), { recursive: true })
      // Whole or not at all: written and synced beside its place, then renamed into it.
      const staging = `${path}.${randomUUID()}`
      const file = await open(staging, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(staging, path)
      return sha256
    },
    get: async (sha256) => new Uint8Array(await readFile(pathOf(sha256))),
    has: (sha256) => existsSync(pathOf(sha256)),
  }
}
