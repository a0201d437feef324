import { mediaTypeOf, mostPixels, type Picture, readPicture } from '@charrette/guides'
import sharp from 'sharp'
import { cleanDrawing } from './clean-drawing.ts'
import { PictureUnfit } from './picture-unfit.ts'

// One picture at a time of each request, and a few megabytes of them kept: this process is the one
// that people type in.
sharp.concurrency(1)
sharp.cache({ memory: 16, files: 0 })

/**
 * A picture as guides keep it: its pixels alone, decoded and encoded anew, or a drawing of known
 * elements alone. Where it was taken, by whom and with what (EXIF, XMP, IPTC) is left behind; how
 * the camera was held is carried out. The same bytes in give the same bytes out.
 *
 * @throws {PictureUnfit} where the bytes cannot be decoded to the end, or are too many pixels.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const kind = mediaTypeOf(bytes)
  if (kind === null) throw new PictureUnfit('This file is no SVG, PNG, JPEG or WebP picture.')
  if (kind === 'image/svg+xml') return cleanDrawing(bytes, cleanPixels)
  return cleanPixels(bytes, kind)
}

/** The cleaned picture with what guides know of it; see {@link cleanPicture}. */
export async function readCleanPicture(
  bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; picture: Picture }> {
  const clean = await cleanPicture(bytes)
  const picture = await readPicture(clean)
  if (!picture) throw new PictureUnfit('This picture has no size. Save it anew with one.')
  return { bytes: clean, picture }
}

async function cleanPixels(
  bytes: Uint8Array,
  kind: Exclude<Picture['mediaType'], 'image/svg+xml'>,
): Promise<Uint8Array> {
  const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
  try {
    switch (kind) {
      case 'image/png':
        return await image.png({ compressionLevel: 9 }).toBuffer()
      case 'image/jpeg':
        return await image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
      case 'image/webp':
        return await image.webp({ quality: 92, smartSubsample: true }).toBuffer()
    }
  } catch (cause) {
    throw new PictureUnfit(
      cause instanceof Error && cause.message.includes('pixel limit')
        ? `This picture has too many pixels; guides show at most ${mostPixels / 1e6} million. Save it smaller: 4,000 pixels across are enough for a printed page.`
        : 'This picture is cut off or damaged. Save it anew, or copy it again.',
      { cause },
    )
  }
}
