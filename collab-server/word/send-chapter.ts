import { randomUUID } from 'node:crypto'
import { zipContainer } from '@charrette/publisher/zip-container'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import type { Files } from '../files/index.ts'
import type { Store } from '../store/open-store.ts'

/** The property of a Word file that says which sending it is; Word and LibreOffice keep it. */
export const SENDING = 'Charrette sending'

const PROPERTIES = 'docProps/custom.xml'

/**
 * Notes that a chapter is sent out, and keeps the file: what comes back is compared with it.
 *
 * @param seq the last update of the guide's log that is in its text.
 * @returns the file, which names the sending.
 */
export async function sendChapter(
  { store: { db }, files }: { store: Store; files: Files },
  {
    guideId,
    chapterId,
    seq,
    bytes,
    accountId,
    now = new Date(),
  }: {
    guideId: string
    chapterId: string
    seq: number
    bytes: Uint8Array
    accountId: string
    now?: Date
  },
): Promise<Uint8Array> {
  const id = randomUUID()
  const sha256 = await files.put(bytes)
  await db
    .insertInto('sent_chapter')
    .values({
      id,
      guide_id: guideId,
      chapter_id: chapterId,
      account_id: accountId,
      at: now.toISOString(),
      sha256,
      log_seq: seq,
    })
    .execute()
  return withProperty(bytes, id)
}

function withProperty(bytes: Uint8Array, id: string): Uint8Array {
  const parts = unzipSync(bytes)
  const properties = strFromU8(parts[PROPERTIES] ?? new Uint8Array())
  // Our own writer numbers them from 2.
  const number = (properties.match(/<property /g)?.length ?? 0) + 2
  const property = `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${number}" name="${SENDING}"><vt:lpwstr>${id}</vt:lpwstr></property>`
  const written = properties.replace('</Properties>', `${property}</Properties>`)
  if (written === properties) throw new Error('The Word document has no place for its properties')
  return zipContainer(
    Object.entries({ ...parts, [PROPERTIES]: strToU8(written) }).map(([path, part]) => ({
      path,
      bytes: part,
    })),
  )
}
