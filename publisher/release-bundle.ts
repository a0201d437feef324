import type { Guide, Release } from '@charrette/guides'

/**
 * All that the publisher reads. In a folder: `release.json`, `guide.json` and the pictures' files in
 * `files/<sha256>`. It knows nothing of Yjs, HTTP or the database.
 */
export interface ReleaseBundle {
  release: Release
  guide: Guide
  /** The bytes of a picture by its SHA-256. */
  readPicture(sha256: string): Promise<Uint8Array>
}
