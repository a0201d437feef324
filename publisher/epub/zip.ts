import { type Zippable, zipSync } from 'fflate'
import type { EditionFile } from '../edition-file.ts'

/**
 * The container of an EPUB (OCF 3.3): `mimetype` first and stored, no dates of its own. ZIP keeps
 * local time, so the moment is made from local parts: the same bytes in every time zone.
 */
export function epubContainer(files: EditionFile[]): Uint8Array {
  const mtime = new Date(1980, 0, 1)
  const entries: Zippable = {
    mimetype: [new TextEncoder().encode('application/epub+zip'), { level: 0, mtime }],
  }
  for (const { path, bytes } of files) {
    // Fonts and bitmaps are compressed already.
    const level = /\.(woff2|png|jpg|webp)$/.test(path) ? 0 : 9
    entries[path] = [bytes, { level, mtime }]
  }
  return zipSync(entries)
}
