import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Guide, writeGuideFolder } from '@charrette/guides'
import { publishInWorker } from '@charrette/publisher/publish-in-worker'
import { zipContainer } from '@charrette/publisher/zip-container'
import type { Files } from '../files/index.ts'

/** A draft as its folder of Markdown, zipped: everything that it holds, but suggestions and comments. */
export async function exportMarkdown(guide: Guide, files: Files): Promise<Uint8Array> {
  const pictures = new Map<string, Uint8Array>()
  for (const { sha256 } of Object.values(guide.pictures))
    pictures.set(sha256, await files.get(sha256))
  const folder = writeGuideFolder(guide, pictures)
  return zipContainer([...folder].map(([path, bytes]) => ({ path, bytes })))
}

let last: Promise<unknown> = Promise.resolve()

/**
 * A draft, or one chapter of it, as a Word document with the styles of the editions. It is made in a
 * process of its own, one after the other.
 *
 * @throws {PublishFailed} where it cannot be made: a picture is missing, say.
 */
export function exportWord(guide: Guide, files: Files, consortium: string): Promise<Uint8Array> {
  const made = last.then(() => makeWord(guide, files, consortium))
  last = made.catch(() => {})
  return made
}

async function makeWord(guide: Guide, files: Files, consortium: string): Promise<Uint8Array> {
  const scratch = await mkdtemp(join(tmpdir(), 'charrette-export-'))
  try {
    const release = {
      number: 'draft',
      contentHash: '',
      releasedAt: new Date().toISOString(),
      consortium,
      approvals: [],
      changelog: '',
    }
    const folder = join(scratch, 'edition')
    const bundle = { guide, release, readPicture: (sha256: string) => files.get(sha256) }
    await publishInWorker(bundle, folder, { formats: ['docx'] })
    return new Uint8Array(await readFile(join(folder, `${guide.frontMatter.slug}-draft.docx`)))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
