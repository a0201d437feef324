import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Manifest, manifestSchema } from './manifest.ts'

/** How a file of an edition differs from its manifest. */
export interface Difference {
  path: string
  kind: 'changed' | 'missing' | 'unlisted'
  message: string
}

/** A folder is no edition: it has no manifest, or none that can be read. */
export class NoEdition extends Error {
  readonly code = 'no-edition'
}

/**
 * Compares the files of an edition with its `manifest.json`: size and SHA-256 of each, and that there
 * are no others.
 *
 * @returns the differences in the order of their paths; none where the edition is as it was published.
 * @throws {NoEdition}
 */
export async function verifyEdition(
  folder: string,
): Promise<{ manifest: Manifest; differences: Difference[] }> {
  const manifest = await readManifest(folder)
  const listed = new Set(manifest.files.map(({ path }) => path))
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, sep).length))
    .map((path) => path.split(sep).join('/'))
  const differences = there
    .filter((path) => path !== 'manifest.json' && !listed.has(path))
    .map(
      (path): Difference => ({ path, kind: 'unlisted', message: 'the manifest does not list it' }),
    )
  for (const file of manifest.files) {
    const found = await lstat(join(folder, file.path)).catch(() => null)
    if (!found?.isFile())
      differences.push({ path: file.path, kind: 'missing', message: 'there is no such file' })
    else if (found.size !== file.bytes)
      differences.push({
        path: file.path,
        kind: 'changed',
        message: `it has ${found.size} bytes, the manifest says ${file.bytes}`,
      })
    else if ((await sha256OfFile(join(folder, file.path))) !== file.sha256)
      differences.push({
        path: file.path,
        kind: 'changed',
        message: 'its SHA-256 is another than the manifest says',
      })
  }
  return { manifest, differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

async function readManifest(folder: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8')
  } catch {
    throw new NoEdition(`${folder} is no edition: it has no manifest.json that can be read.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = null
  }
  const parsed = manifestSchema.safeParse(value)
  if (!parsed.success || parsed.data.files.some(({ path }) => leavesFolder(path)))
    throw new NoEdition(`${folder} is no edition: its manifest.json is not one of Charrette's.`)
  return parsed.data
}

/** A manifest of somebody else's making must not have files read from anywhere. */
const leavesFolder = (path: string): boolean =>
  path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')

/** Read piece by piece: an edition's PDF may be larger than what memory is for. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
