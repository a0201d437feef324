import { PDFArray, type PDFContext, PDFDict, type PDFObject, PDFRef, PDFStream } from 'pdf-lib'

/**
 * Numbers a document's objects in the order in which they are reached from its trailer, and leaves
 * out what nothing refers to: the same document gets the same numbers, however many objects were made
 * on the way.
 */
export function numberObjects(context: PDFContext): void {
  const { trailerInfo } = context
  const reached: [PDFRef, PDFObject][] = []
  const numbers = new Map<PDFRef, PDFRef>()
  const seen = new Set<PDFObject>()
  const numbered = (ref: PDFRef): PDFRef | undefined => {
    const known = numbers.get(ref)
    if (known) return known
    const object = context.lookup(ref)
    // A reference to nothing is null (ISO 32000-1, 7.3.10); it keeps no number.
    if (!object) return undefined
    const number = PDFRef.of(reached.length + 1)
    numbers.set(ref, number)
    reached.push([number, object])
    return number
  }
  const visit = (object: PDFObject): void => {
    if (object instanceof PDFStream) visit(object.dict)
    else if (object instanceof PDFDict && !seen.has(object)) {
      seen.add(object)
      for (const [key, value] of object.entries()) {
        if (!(value instanceof PDFRef)) visit(value)
        else {
          const number = numbered(value)
          if (number) object.set(key, number)
          else object.delete(key)
        }
      }
    } else if (object instanceof PDFArray && !seen.has(object)) {
      seen.add(object)
      for (const [index, value] of object.asArray().entries()) {
        if (!(value instanceof PDFRef)) visit(value)
        else {
          const number = numbered(value)
          if (!number) throw new Error(`An array refers to ${value}, which is not there`)
          object.set(index, number)
        }
      }
    }
  }
  const { Root, Info } = trailerInfo
  if (!(Root instanceof PDFRef)) throw new Error('A document without a catalogue')
  trailerInfo.Root = numbered(Root)
  if (Info instanceof PDFRef) trailerInfo.Info = numbered(Info)
  // Grows as it is walked.
  for (const [, object] of reached) visit(object)
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref)
  for (const [ref, object] of reached) context.assign(ref, object)
  context.largestObjectNumber = reached.length
}
