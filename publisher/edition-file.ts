import { createHash } from 'node:crypto'

/** One file of an edition, before it is written. */
export interface EditionFile {
  /** Path in the edition's folder, with `/`. */
  path: string
  bytes: Uint8Array
}

const encoder = new TextEncoder()

export const textFile = (path: string, text: string): EditionFile => ({
  path,
  bytes: encoder.encode(text),
})

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** A file named by its content (`assets/edition-1a2b3c4d5e6f.css`), so that it can be cached for ever. */
export function contentNamed(folder: string, name: string, bytes: Uint8Array): EditionFile {
  const dot = name.lastIndexOf('.')
  const hash = sha256(bytes).slice(0, 12)
  return { path: `${folder}/${name.slice(0, dot)}-${hash}${name.slice(dot)}`, bytes }
}
