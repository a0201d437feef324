import type { Finding } from '../finding.ts'
import { finding } from '../finding.ts'
import type { Picture } from '../guide.ts'

/** More pixels than this cost a reader's phone its memory, and a print browser its life. */
export const mostPixels = 50_000_000

/** What is wrong with a picture that could be measured: too large, cut off, moving, or active. */
export function pictureFaults(path: string, bytes: Uint8Array, picture: Picture): Finding[] {
  const { mediaType, width, height } = picture
  const faults: Finding[] = []
  const report = (ruleId: string, message: string, mend: string): void => {
    faults.push(finding({ ruleId, severity: 'error', message, mend, file: path, line: 1 }))
  }
  if (mediaType === 'image/svg+xml') {
    const active = activeContent(new TextDecoder().decode(bytes))
    if (active)
      report(
        'picture-active',
        `This SVG holds ${active}`,
        'Save it as plain SVG, without scripts and with every picture and font inside of it.',
      )
    return faults
  }
  if (width * height > mostPixels)
    report(
      'picture-size',
      `This picture has ${Math.round((width * height) / 1e6)} megapixels; guides show at most ${mostPixels / 1e6}`,
      'Save it smaller: 4,000 pixels across are enough for a printed page.',
    )
  if (isCutOff(bytes, mediaType))
    report(
      'picture-broken',
      'This picture is cut off or damaged',
      'Save it anew, or copy it again.',
    )
  if (isAnimated(bytes, mediaType))
    report(
      'picture-animated',
      'This picture moves, which paper cannot and readers may not be able to stop',
      'Save one of its frames as a still picture.',
    )
  return faults
}

function activeContent(svg: string): string | null {
  if (/<(?:[\w-]+:)?script[\s>/]/i.test(svg)) return 'a script'
  if (/<[^>]*\son[a-z]+\s*=/i.test(svg)) return 'a script in an attribute'
  if (/<!ENTITY/i.test(svg)) return 'entities of its own'
  if (/<(?:[\w-]+:)?(?:foreignObject|iframe)[\s>/]/i.test(svg)) return 'a piece of a web page'
  if (/\b(?:href|src)\s*=\s*["']?\s*(?!["'#]|data:image\/(?:png|jpeg|webp)[;,])[^"'\s>]/i.test(svg))
    return 'a reference to another file'
  if (/url\(\s*["']?\s*(?!["'#]|data:)[^)]/i.test(svg) || /@import/i.test(svg))
    return 'a reference to another file'
  return null
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Chunks of a PNG (name) or of a WebP, as far as the file goes. */
function* chunks(bytes: Uint8Array, mediaType: Picture['mediaType']): Generator<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPng = mediaType === 'image/png'
  for (let at = isPng ? 8 : 12; at + 8 <= bytes.length; ) {
    const length = isPng ? view.getUint32(at) : view.getUint32(at + 4, true)
    const end = isPng ? at + 12 + length : at + 8 + length + (length % 2)
    if (end > bytes.length + (isPng ? 0 : 1)) return
    yield isPng ? ascii(bytes, at + 4, at + 8) : ascii(bytes, at, at + 4)
    at = end
  }
}

function isCutOff(bytes: Uint8Array, mediaType: Picture['mediaType']): boolean {
  if (mediaType === 'image/png') return ![...chunks(bytes, mediaType)].includes('IEND')
  if (mediaType === 'image/jpeg') {
    // Cameras and editors write more behind the end of the image.
    for (let at = bytes.length - 2; at >= 2; at--)
      if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return false
    return true
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint32(4, true) + 8 > bytes.length
}

const isAnimated = (bytes: Uint8Array, mediaType: Picture['mediaType']): boolean =>
  mediaType !== 'image/jpeg' &&
  [...chunks(bytes, mediaType)].some((name) => name === 'acTL' || name === 'ANIM')
