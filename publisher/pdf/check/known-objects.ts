import { type PDF, PdfDict, PdfNumber, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'
import { MadeBefore } from '../made-before.ts'

/** Objects of an object stream by their index, as far as they were asked for; null where there is none. */
interface StreamObjects {
  /** What decides, beside the stream's bytes, what its objects are. */
  first: number
  count: number
  objects: (PdfObject | null | undefined)[]
}

/**
 * What files held that were read before: of a guide that is printed again, most is as it was. Objects take
 * some twenty times as much memory as the streams that they were compressed in.
 */
const objectStreams = new MadeBefore<StreamObjects>(3_000_000)
const streams = new MadeBefore<PdfStream>(24_000_000)
/** A picture of more bytes is not worth its room. */
const longestRemembered = 4_000_000

/**
 * A file's objects. What was the same bytes in a file that was read before is the same object, so
 * that what was made of it holds still.
 */
export class KnownObjects {
  readonly #pdf: PDF
  readonly #bytes: Uint8Array
  /** By object number: the stream that it is in, 0 where it is in none. */
  readonly #streams: Uint32Array
  /** As which of the stream's objects, or where in the file it begins. */
  readonly #places: Uint32Array
  readonly #opened = new Map<number, StreamObjects['objects']>()

  private constructor(pdf: PDF, bytes: Uint8Array, streams: Uint32Array, places: Uint32Array) {
    this.#pdf = pdf
    this.#bytes = bytes
    this.#streams = streams
    this.#places = places
  }

  /** Null where the file has no single cross-reference stream, is encrypted or damaged: it is like none before. */
  static of(pdf: PDF, bytes: Uint8Array): KnownObjects | null {
    const { trailer } = pdf.context.info
    if (pdf.recoveredViaBruteForce || !(trailer instanceof PdfStream)) return null
    if (['Encrypt', 'Prev', 'Index', 'XRefStm'].some((key) => trailer.has(key))) return null
    const size = trailer.getNumber('Size')?.value ?? 0
    const [kindWidth = 0, placeWidth = 0, indexWidth = 0] = (
      trailer.getArray('W')?.toArray() ?? []
    ).map((width) => (width instanceof PdfNumber ? width.value : 0))
    const rows = trailer.getDecodedData()
    const width = kindWidth + placeWidth + indexWidth
    if (kindWidth !== 1 || rows.length !== size * width) return null
    const field = (at: number, length: number): number => {
      let value = 0
      for (let index = at; index < at + length; index++) value = value * 256 + (rows[index] ?? 0)
      return value
    }
    const streams = new Uint32Array(size)
    const places = new Uint32Array(size)
    for (let number = 0; number < size; number++) {
      const at = number * width
      const isCompressed = rows[at] === 2
      const place = field(at + 1, placeWidth)
      if (isCompressed) streams[number] = place
      places[number] = isCompressed ? field(at + 1 + placeWidth, indexWidth) : place
    }
    return new KnownObjects(pdf, bytes, streams, places)
  }

  /** As LibPDF has it, whose objects these are. */
  object(number: number): PdfObject | null {
    const stream = this.#streams[number]
    if (!stream) return this.#whole(number)
    const objects = this.#opened.get(stream) ?? this.#open(stream)
    const index = this.#places[number] ?? 0
    const known = objects[index]
    if (known !== undefined) return known
    const found = this.#read(number)
    objects[index] = found
    return found
  }

  #read(number: number): PdfObject | null {
    return this.#pdf.getObject(PdfRef.of(number, 0))
  }

  #open(number: number): StreamObjects['objects'] {
    const stream = this.#read(number)
    const objects = stream instanceof PdfStream ? objectsOf(stream) : []
    this.#opened.set(number, objects)
    return objects
  }

  /** One that is in no object stream: its dictionary and bytes are what it is. */
  #whole(number: number): PdfObject | null {
    const found = this.#read(number)
    if (!(found instanceof PdfStream)) return found
    const { data } = found
    const length = found.get('Length')
    const isPlain = length instanceof PdfNumber && length.value === data.length
    if (!isPlain || data.buffer !== this.#bytes.buffer || data.length > longestRemembered)
      return found
    const end = data.byteOffset - this.#bytes.byteOffset + data.length
    // A copy: the bytes of the whole file need not stay for it.
    return streams.of(
      this.#bytes.subarray(this.#places[number], end),
      () => new PdfStream(found, data.slice()),
    )
  }
}

function objectsOf(stream: PdfStream): StreamObjects['objects'] {
  const first = stream.getNumber('First')?.value ?? 0
  const count = stream.getNumber('N')?.value ?? 0
  const filter = stream.getName('Filter')?.value
  if (filter !== 'FlateDecode' || stream.get('DecodeParms') instanceof PdfDict) return []
  const known = objectStreams.of(stream.data, () => ({ first, count, objects: [] }))
  return known.first === first && known.count === count ? known.objects : []
}
