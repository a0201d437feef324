import { createHash } from 'node:crypto'
import { readArchive } from './archive.ts'
import { type BackupManifest, BackupRefused, backupManifestSchema } from './manifest.ts'

/**
 * Reads a backup to its end and compares every entry with what the manifest says of it.
 *
 * @throws {BackupRefused} where it is cut off, changed, or written by a newer Charrette.
 */
export async function verifyBackup(file: string): Promise<BackupManifest> {
  const seen = new Map<string, { bytes: number; sha256: string }>()
  let manifest: BackupManifest | null = null
  for await (const { path, content } of readArchive(file)) {
    if (path === 'manifest.json') {
      manifest = readManifest(file, await wholeText(content))
      continue
    }
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of content) {
      hash.update(chunk)
      bytes += chunk.length
    }
    seen.set(path, { bytes, sha256: hash.digest('hex') })
  }
  if (!manifest)
    throw new BackupRefused(`${file} has no manifest: it was cut off, or it is no backup.`)
  for (const { path, bytes, sha256 } of manifest.entries) {
    const found = seen.get(path)
    if (!found) throw new BackupRefused(`${file} lacks ${path}, which its manifest names.`)
    if (found.bytes !== bytes || found.sha256 !== sha256)
      throw new BackupRefused(`${path} in ${file} is not what was backed up.`)
    seen.delete(path)
  }
  const [stranger] = seen.keys()
  if (stranger !== undefined)
    throw new BackupRefused(`${file} holds ${stranger}, which its manifest does not name.`)
  return manifest
}

/** All of an entry as text. */
export async function wholeText(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function readManifest(file: string, text: string): BackupManifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new BackupRefused(`The manifest of ${file} cannot be read: it is no JSON.`)
  }
  const manifest = backupManifestSchema.safeParse(json)
  if (!manifest.success)
    throw new BackupRefused(
      `${file} is no backup that this version of Charrette can read. If a newer version wrote it, restore it with that one.`,
    )
  return manifest.data
}
