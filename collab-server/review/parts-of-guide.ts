import { createHash } from 'node:crypto'
import { canonicalJson, type Guide } from '@charrette/guides'

/** The part that holds all that stands around the chapters. No chapter has an empty id. */
export const AROUND = ''

/** What an approval binds to: the bytes of one chapter, or of what stands around the chapters. */
export interface Part {
  partId: string
  /** SHA-256 of the part's canonical JSON, hexadecimal. */
  hash: string
}

/**
 * A guide in the parts that are approved one by one: each chapter, then the front matter, the order
 * of the chapters, the bibliography and the pictures together. Two guides with the same parts are
 * the same guide.
 */
export function partsOfGuide(guide: Guide): Part[] {
  const { chapters, ...around } = guide
  return [
    ...chapters.map((chapter) => ({ partId: chapter.id, hash: hashOf(chapter) })),
    { partId: AROUND, hash: hashOf({ ...around, order: chapters.map(({ id }) => id) }) },
  ]
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
