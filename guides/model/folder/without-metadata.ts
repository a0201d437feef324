import { imageSize } from 'image-size'
import { mediaTypeOf } from './read-picture.ts'

// Cameras write into a picture where, when and by whom it was taken. What is read from a folder is
// published, so that goes, and the pixels stay as they are, bit by bit: a guide has the same hash
// on every machine.

/**
 * A PNG, JPEG or WebP without what is not needed to show it; a drawing, or what cannot be read to
 * its end, as it is. Colour profiles stay, and how a camera was held.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  const kind = mediaTypeOf(bytes)
  const known = read.get(bytes)
  if (known) return known
  const parts =
    kind === 'image/jpeg'
      ? partsOfJpeg(bytes)
      : kind === 'image/png'
        ? partsOfPng(bytes)
        : kind === 'image/webp'
          ? partsOfWebp(bytes)
          : null
  if (!parts) return bytes
  const shown = joined(parts)
  const kept = shown.length === bytes.length ? bytes : shown
  read.set(bytes, kept)
  return kept
}

/** The same bytes give the same array: whoever looks at a folder again knows what has not changed. */
const read = new WeakMap<Uint8Array, Uint8Array>()

/** Null where a picture ends before it should. */
function partsOfJpeg(bytes: Uint8Array): Uint8Array[] | null {
  const parts = [bytes.subarray(0, 2)]
  let turned = orientationOf(bytes)
  for (let at = 2; at + 2 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const end = marker === 0xd9 ? at + 2 : endOfSegment(bytes, at, marker)
    if (end === null) return null
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1 && turned > 1) {
      parts.push(exifOf(turned))
      turned = 1
    } else if (showsPixels(marker, segment)) parts.push(segment)
    // Behind the end come thumbnails and films, with notes of their own.
    if (marker === 0xd9) return parts
    at = end
  }
  return null
}

/** Where a segment ends: with the next one, or, of a scan, where its coded data does. */
function endOfSegment(bytes: Uint8Array, at: number, marker: number): number | null {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  let end = at + 2 + length
  if (length < 2 || end > bytes.length) return null
  if (marker !== 0xda) return end
  for (; end + 1 < bytes.length; end++) {
    const next = bytes[end + 1] ?? 0
    // A written 0xff, and restart marks, are in the data.
    if (bytes[end] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7))
      return end
  }
  return null
}

/** JFIF, colour profiles and Adobe's note of the colours; no other note of a program. */
function showsPixels(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe2) return text(segment, 4, 15) === 'ICC_PROFILE'
  return marker === 0xe0 ? text(segment, 4, 8) === 'JFIF' : marker === 0xee
}

function orientationOf(bytes: Uint8Array): number {
  try {
    return imageSize(bytes).orientation ?? 1
  } catch {
    return 1
  }
}

/** An EXIF segment that says how the camera was held, and nothing more. */
function exifOf(orientation: number): Uint8Array {
  return Uint8Array.of(
    ...[0xff, 0xe1, 0, 34],
    ...[0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    ...[0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0],
    ...[0, 0, 0, 0],
  )
}

const notesOfPng = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function partsOfPng(bytes: Uint8Array): Uint8Array[] | null {
  const parts = [bytes.subarray(0, 8)]
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    const name = text(bytes, at + 4, at + 8)
    if (end > bytes.length) return null
    if (!notesOfPng.has(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') return parts
    at = end
  }
  return null
}

function partsOfWebp(bytes: Uint8Array): Uint8Array[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const whole = view.getUint32(4, true) + 8
  if (whole > bytes.length) return null
  const head = bytes.slice(0, 12)
  const parts: Uint8Array[] = [head]
  for (let at = 12; at + 8 <= whole; ) {
    const length = view.getUint32(at + 4, true)
    const end = Math.min(at + 8 + length + (length % 2), whole)
    const name = text(bytes, at, at + 4)
    if (at + 8 + length > whole) return null
    if (name === 'VP8X') {
      const features = bytes.slice(at, end)
      // No EXIF and no XMP from here on.
      features[8] = (features[8] ?? 0) & ~0x0c
      parts.push(features)
    } else if (name !== 'EXIF' && name !== 'XMP ') parts.push(bytes.subarray(at, end))
    at = end
  }
  const size = parts.reduce((sum, part) => sum + part.length, 0) - 8
  new DataView(head.buffer, head.byteOffset).setUint32(4, size, true)
  return parts
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
