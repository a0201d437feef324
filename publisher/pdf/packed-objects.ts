import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
  PDFStream,
} from 'pdf-lib'

/**
 * The objects of a part of a file, written but for their numbers: what other objects they refer to is
 * known by numbers of the part's own, and gets others where the parts are bound. Of plain values alone,
 * so that it can go from thread to thread and be kept.
 */
export interface PackedObjects {
  /** The part's own numbers, in order. */
  numbers: Uint32Array
  /** What stands in all of them, one after another, a character a byte; of streams the dictionary. */
  text: string
  /** Where in `text` each ends. */
  ends: Uint32Array
  /** Where in `text` numbers are to be written, in order. */
  slots: Uint32Array
  /** Which: an object's own number, or a key of the parent tree k as -k - 1. */
  slotValues: Int32Array
  /** What streams hold, compressed as it is; null for other objects. */
  streams: (Uint8Array | null)[]
}

const parentKeys = new Set([PDFName.of('StructParents'), PDFName.of('StructParent')])

/**
 * Packs all objects of a document.
 *
 * @param absent objects that stand for something outside of the part: they are referred to, not packed.
 */
export function packObjects(context: PDFContext, absent: ReadonlySet<PDFRef>): PackedObjects {
  const numbers: number[] = []
  const ends: number[] = []
  const slots: number[] = []
  const slotValues: number[] = []
  const streams: (Uint8Array | null)[] = []
  const parts: string[] = []
  let length = 0
  const write = (text: string): void => {
    parts.push(text)
    length += text.length
  }
  const slot = (value: number): void => {
    slots.push(length)
    slotValues.push(value)
  }
  const value = (object: PDFObject, key?: PDFName): void => {
    if (object instanceof PDFRef) {
      slot(object.objectNumber)
      write(' 0 R')
    } else if (object instanceof PDFDict) {
      write('<<')
      for (const [name, entry] of object.entries()) {
        write(`${name} `)
        value(entry, name)
      }
      write('>>')
    } else if (object instanceof PDFArray) {
      write('[')
      for (const [index, entry] of object.asArray().entries()) {
        if (index > 0) write(' ')
        value(entry)
      }
      write(']')
    } else if (key && object instanceof PDFNumber && parentKeys.has(key))
      slot(-object.asNumber() - 1)
    else write(object.toString())
  }
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (absent.has(ref)) continue
    if (ref.generationNumber !== 0) throw new Error(`An object of another generation: ${ref}`)
    if (object instanceof PDFStream) object.updateDict()
    value(object instanceof PDFStream ? object.dict : object)
    numbers.push(ref.objectNumber)
    ends.push(length)
    streams.push(object instanceof PDFStream ? object.getContents() : null)
  }
  return {
    numbers: Uint32Array.from(numbers),
    text: parts.join(''),
    ends: Uint32Array.from(ends),
    slots: Uint32Array.from(slots),
    slotValues: Int32Array.from(slotValues),
    streams,
  }
}
