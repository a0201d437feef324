import { type Guide, writeGuideFolder } from '@charrette/guides'
import type { EditionFile } from './edition-file.ts'
import { picturesOf } from './pictures-of.ts'
import type { ReleaseBundle } from './release-bundle.ts'
import { zipContainer } from './zip-container.ts'

/**
 * The release as a folder of Markdown in a ZIP, as `charrette publish` and every city that adapts it
 * read it (guides/MARKDOWN.md), with the pictures that it shows. The same release gives the same bytes.
 *
 * @throws {PictureMissing}
 */
export async function markdownEdition(bundle: ReleaseBundle): Promise<Uint8Array> {
  const shown = await picturesOf(bundle)
  const bytes = new Map(shown.map((picture) => [picture.picture.sha256, picture.bytes]))
  const guide: Guide = {
    ...bundle.guide,
    pictures: Object.fromEntries(
      Object.entries(bundle.guide.pictures).filter(([, { sha256 }]) => bytes.has(sha256)),
    ),
  }
  const files = [...writeGuideFolder(guide, bytes)]
    .map(([path, content]): EditionFile => ({ path, bytes: content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return zipContainer(files)
}
