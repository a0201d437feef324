import { PDFName } from 'pdf-lib'

const known = new Map<string, PDFName>()

/** A name. pdf-lib decodes its text at every look-up: what is asked for at each object is kept here. */
export function name(text: string): PDFName {
  const found = known.get(text)
  if (found) return found
  const made = PDFName.of(text)
  known.set(text, made)
  return made
}
