import { type Picture, pictureAt, textAttribute, walkGuide } from '@charrette/guides'
import { sha256 } from './edition-file.ts'
import type { ReleaseBundle } from './release-bundle.ts'

/** A release's bundle has not the bytes that its guide names: nothing can be published of it. */
export class PictureMissing extends Error {
  readonly code = 'picture-missing'
}

/**
 * The pictures that the guide's figures show, each once, with their bytes.
 *
 * @throws {PictureMissing} where the bytes of one are not there, or are others than its hash says.
 */
export async function picturesOf({
  guide,
  readPicture,
}: ReleaseBundle): Promise<{ picture: Picture; bytes: Uint8Array }[]> {
  const shown = new Map<string, { picture: Picture; path: string }>()
  for (const { node } of walkGuide(guide)) {
    if (node.type !== 'figure') continue
    const path = textAttribute(node, 'src')
    const picture = pictureAt(guide, path)
    if (!picture) throw new PictureMissing(`The guide has no picture “${path}”.`)
    shown.set(picture.sha256, { picture, path })
  }
  return Promise.all(
    [...shown.values()].map(async ({ picture, path }) => {
      const bytes = await readPicture(picture.sha256).catch((cause: unknown) => {
        throw new PictureMissing(`The picture “${path}” cannot be read.`, { cause })
      })
      if (sha256(bytes) !== picture.sha256)
        throw new PictureMissing(`The picture “${path}” is not the one that was released.`)
      return { picture, bytes }
    }),
  )
}
