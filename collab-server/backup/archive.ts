import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { BackupRefused } from './manifest.ts'

/** What an archive holds under one path. */
export interface ArchiveEntry {
  path: string
  bytes: number
  content: Uint8Array | AsyncIterable<Uint8Array>
}

export interface WrittenEntry {
  path: string
  bytes: number
  sha256: string
}

/**
 * Writes an archive whole or not at all: beside its place, synced, then renamed into it.
 *
 * @param entries are taken one after the other; `written` is told of each when it is in.
 * @throws {BackupRefused} where an entry is not as long as it said; whatever the disk throws.
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<ArchiveEntry>,
  written: (entry: WrittenEntry) => void,
): Promise<void> {
  const staging = `${file}.${process.pid}.partial`
  const archive = pack()
  const fill = async () => {
    for await (const entry of entries) written(await addEntry(archive, entry))
    archive.finalize()
  }
  try {
    await Promise.all([
      pipeline(archive, createGzip(), createWriteStream(staging, { flags: 'wx', mode: 0o600 })),
      fill().catch((error: unknown) => {
        archive.destroy(error instanceof Error ? error : new Error(String(error)))
        throw error
      }),
    ])
    const handle = await open(staging, 'r+')
    await handle.sync()
    await handle.close()
    await rename(staging, file)
  } catch (error) {
    await rm(staging, { force: true })
    throw error
  }
}

async function addEntry(
  archive: ReturnType<typeof pack>,
  { path, bytes, content }: ArchiveEntry,
): Promise<WrittenEntry> {
  const hash = createHash('sha256')
  let seen = 0
  const chunks = content instanceof Uint8Array ? [content] : content
  async function* counted() {
    for await (const chunk of chunks) {
      hash.update(chunk)
      seen += chunk.length
      yield chunk
    }
    if (seen !== bytes)
      throw new BackupRefused(`${path} changed while it was read. Make the backup again.`)
  }
  // Moments and owners are left out: they say nothing that the manifest does not.
  const sink = archive.entry({ name: path, size: bytes, mode: 0o600, mtime: new Date(0) })
  await pipeline(Readable.from(counted()), sink)
  return { path, bytes, sha256: hash.digest('hex') }
}

/** An entry as it is read: its content is to be read to its end before the next one comes. */
export interface ReadEntry {
  path: string
  content: AsyncIterable<Uint8Array>
}

/**
 * Reads an archive's entries in their order.
 *
 * @throws {BackupRefused} where the file is no archive or is cut off.
 */
export async function* readArchive(file: string): AsyncGenerator<ReadEntry> {
  const entries = extract()
  const reading = pipeline(createReadStream(file), createGunzip(), entries)
  // What ends it is thrown by the loop below; here it only must not stay unheard.
  reading.catch(() => {})
  try {
    for await (const entry of entries) {
      yield { path: entry.header.name, content: whole(file, entry as AsyncIterable<Uint8Array>) }
      entry.resume()
    }
    await reading
  } catch (error) {
    throw refusalOf(file, error)
  }
}

/** An entry that breaks off breaks in the reader's own loop, not in that over the entries. */
async function* whole(
  file: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (error) {
    throw refusalOf(file, error)
  }
}

function refusalOf(file: string, error: unknown): BackupRefused {
  if (error instanceof BackupRefused) return error
  return isMissing(error)
    ? new BackupRefused(`There is no file ${file}.`)
    : new BackupRefused(`${file} is not a whole backup: ${describe(error)}`)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
