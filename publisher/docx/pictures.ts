import { createCanvas, loadImage } from '@napi-rs/canvas'
import type { IImageOptions } from 'docx'
import { bitmapOf } from '../bitmap-of.ts'
import { pictureFileName } from '../hast/options.ts'
import { picturesOf } from '../pictures-of.ts'
import type { ReleaseBundle } from '../release-bundle.ts'

/** A picture as Word takes it. */
export type WordPicture = (
  | { type: 'png' | 'jpg'; data: Uint8Array }
  | { type: 'svg'; data: Uint8Array; fallback: { type: 'png'; data: Uint8Array } }
) & { width: number; height: number }

/** Width of the text in pixels of 1/96 inch, and the height that leaves room for a caption. */
const room = { width: 624, height: 720 }
/** Pixels for each pixel of the room: sharp on paper, and small enough to send by mail. */
const density = 2

/**
 * The pictures of a release by their file's name. Drawings stay drawings, with a bitmap for programs
 * that show none; WebP, which Word does not show, becomes PNG.
 *
 * @throws {PictureMissing}
 */
export async function wordPictures(bundle: ReleaseBundle): Promise<Map<string, WordPicture>> {
  const pictures = new Map<string, WordPicture>()
  for (const { picture, bytes } of await picturesOf(bundle)) {
    const scale = Math.min(1, room.width / picture.width, room.height / picture.height)
    const width = Math.max(1, Math.round(picture.width * scale))
    const height = Math.max(1, Math.round(picture.height * scale))
    const size = { width, height }
    const name = pictureFileName(picture)
    switch (picture.mediaType) {
      case 'image/svg+xml':
        pictures.set(name, {
          type: 'svg',
          data: bytes,
          fallback: { type: 'png', data: await bitmapOf(bytes, width * density) },
          ...size,
        })
        break
      case 'image/webp':
        pictures.set(name, { type: 'png', data: await pngOf(bytes), ...size })
        break
      case 'image/png':
        pictures.set(name, { type: 'png', data: bytes, ...size })
        break
      case 'image/jpeg':
        pictures.set(name, { type: 'jpg', data: bytes, ...size })
        break
    }
  }
  return pictures
}

/** What the picture is to docx, with the words for whoever does not see it. */
export function imageOptions(picture: WordPicture, alt: string, name: string): IImageOptions {
  const { width, height, ...media } = picture
  return {
    ...media,
    transformation: { width, height },
    altText: { name, description: alt, title: '' },
    decorative: alt === '',
  }
}

async function pngOf(webp: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(webp)
  const canvas = createCanvas(image.width, image.height)
  canvas.getContext('2d').drawImage(image, 0, 0)
  return new Uint8Array(await canvas.encode('png'))
}
