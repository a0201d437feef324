import { type Zippable, zipSync } from 'fflate'
import type { EditionFile } from './edition-file.ts'

/**
 * Files as a ZIP with no dates of its own. ZIP keeps local time, so the moment is made from local
 * parts: the same bytes in every time zone.
 *
 * @param files in the order they are to have; what is in a compressed format already is stored.
 */
export function zipContainer(files: readonly EditionFile[]): Uint8Array {
  const mtime = new Date(1980, 0, 1)
  const entries: Zippable = {}
  for (const { path, bytes } of files) {
    const stored = path === 'mimetype' || /\.(?:woff2|png|jpg|webp)$/.test(path)
    entries[path] = [bytes, { level: stored ? 0 : 9, mtime }]
  }
  return zipSync(entries)
}
