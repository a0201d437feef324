import { picturesMap } from '@charrette/guides'
import type * as Y from 'yjs'
import { api } from '../api/client.ts'

/** What a picture may be, as the server takes it. */
export const pictureTypes = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']

/**
 * Sends a picture to the server and enters it in the guide.
 *
 * @param path in the guide, where one is taken for it already.
 * @returns its path in the guide, for a figure's `src`.
 * @throws {RequestFailed} where the server does not take it; the message says why.
 */
export async function uploadPicture(
  doc: Y.Doc,
  guideSlug: string,
  file: File,
  path?: string,
): Promise<string> {
  const uploaded = await api.uploadPicture(guideSlug, file)
  const taken = path ?? freePath(file.name, (candidate) => picturesMap(doc).has(candidate))
  picturesMap(doc).set(taken, uploaded)
  return taken
}

/** A path for a file that no other picture of the guide has. */
export function freePath(fileName: string, taken: (path: string) => boolean): string {
  const dot = fileName.lastIndexOf('.')
  const stem = (dot > 0 ? fileName.slice(0, dot) : fileName)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  const ending = dot > 0 ? fileName.slice(dot).toLowerCase() : ''
  for (let count = 1; ; count++) {
    const path = `pictures/${stem || 'picture'}${count === 1 ? '' : `-${count}`}${ending}`
    if (!taken(path)) return path
  }
}
