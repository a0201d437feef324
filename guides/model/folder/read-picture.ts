import { imageSize } from 'image-size'
import type { Picture } from '../guide.ts'

/**
 * Knows a picture by its bytes, whatever its name says.
 *
 * @returns the picture's kind, size and SHA-256; or null where the bytes are no SVG, PNG, JPEG or
 * WebP that can be measured.
 */
export async function readPicture(bytes: Uint8Array): Promise<Picture | null> {
  const mediaType = mediaTypeOf(bytes)
  if (!mediaType) return null
  const size = mediaType === 'image/svg+xml' ? svgSize(decode(bytes)) : rasterSize(bytes)
  if (!size || !(size.width > 0) || !(size.height > 0)) return null
  return { sha256: await sha256(bytes), mediaType, bytes: bytes.byteLength, ...size }
}

export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The first bytes of each kind of picture; null where the bytes are none of them. */
export function mediaTypeOf(bytes: Uint8Array): Picture['mediaType'] | null {
  const starts = (signature: number[], at = 0): boolean =>
    signature.every((byte, index) => bytes[at + index] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp'
  return svgTag(decode(bytes.subarray(0, 64 * 1024))) ? 'image/svg+xml' : null
}

function rasterSize(bytes: Uint8Array): { width: number; height: number } | null {
  try {
    const { width, height, orientation = 1 } = imageSize(bytes)
    // A camera held upright: EXIF orientations 5 to 8 turn the picture by a quarter.
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    // image-size throws over bytes that begin like a picture and are not one.
    return null
  }
}

/** The size of an SVG in CSS pixels: its width and height, else its viewBox. */
export function svgSize(source: string): { width: number; height: number } | null {
  const tag = svgTag(source)
  if (!tag) return null
  const width = lengthOf(attributeOf(tag, 'width'))
  const height = lengthOf(attributeOf(tag, 'height'))
  if (width && height) return { width, height }
  const box = attributeOf(tag, 'viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number)
  const [, , boxWidth = 0, boxHeight = 0] = box ?? []
  if (!(boxWidth > 0 && boxHeight > 0)) return null
  if (width) return { width, height: (width * boxHeight) / boxWidth }
  if (height) return { width: (height * boxWidth) / boxHeight, height }
  return { width: boxWidth, height: boxHeight }
}

/** The root element's start tag, where the text is an SVG document. */
function svgTag(source: string): string | null {
  const prolog = /^\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)*/s
  const rest = source.slice(prolog.exec(source)?.[0].length ?? 0)
  return /^<svg(?=[\s/>])(?:"[^"]*"|'[^']*'|[^"'>])*>/.exec(rest)?.[0] ?? null
}

function attributeOf(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return match?.[1] ?? match?.[2] ?? null
}

// CSS Values 4, absolute lengths; a percentage or `em` has no size of its own.
const pixelsIn: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
}

function lengthOf(value: string | null): number | null {
  const [, number = '', unit = ''] = /^\s*([\d.]+)\s*([a-z]*)\s*$/i.exec(value ?? '') ?? []
  const pixels = Number(number) * (pixelsIn[unit.toLowerCase()] ?? Number.NaN)
  return Number.isFinite(pixels) && pixels > 0 ? pixels : null
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
