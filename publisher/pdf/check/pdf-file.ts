import { inflateSync } from 'node:zlib'
import {
  PDF,
  PdfArray,
  PdfBool,
  PdfDict,
  PdfName,
  PdfNumber,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
} from '@libpdf/core'
import { KnownObjects } from './known-objects.ts'

/** A value of a PDF; undefined where it is missing, null or a reference to nothing. */
export type Value = PdfObject | undefined

export interface PdfPage {
  /** Counted from 1. */
  number: number
  ref: PdfRef
  dict: PdfDict
}

/** What some work has asked a file for. */
export interface Asked {
  /** Objects by their number. */
  objects: Map<number, Value>
  /** Page numbers by the page's object number. */
  pages: Map<number, number | undefined>
  /** Whether it asked for something that no other file can be compared in. */
  isMore: boolean
}

/**
 * A PDF's objects, looked up through references. Every accessor gives undefined where what is there
 * is of another kind: what the checker reads may be broken in any way.
 */
export class PdfFile {
  readonly #pdf: PDF
  readonly #known: KnownObjects | null
  #asked: Asked | null = null
  /** Those that have been looked up, by their number: LibPDF makes a text of it to look for each. */
  readonly #objects = new Map<number, PdfObject>()
  readonly catalog: PdfDict
  readonly trailer: PdfDict
  readonly pages: readonly PdfPage[]
  readonly #pageNumbers: ReadonlyMap<number, number>

  private constructor(pdf: PDF, bytes: Uint8Array) {
    this.#pdf = pdf
    this.#known = KnownObjects.of(pdf, bytes)
    this.catalog = pdf.getCatalog()
    this.trailer = pdf.context.info.trailer
    this.pages = pdf.getPages().map(({ ref, dict }, index) => {
      const known = this.resolve(ref)
      return { number: index + 1, ref, dict: known instanceof PdfDict ? known : dict }
    })
    this.#pageNumbers = new Map(this.pages.map(({ ref, number }) => [ref.objectNumber, number]))
  }

  /**
   * @throws where the bytes are no PDF, or are encrypted by a password that is not empty.
   */
  static async read(bytes: Uint8Array): Promise<PdfFile> {
    return new PdfFile(await PDF.load(bytes), bytes)
  }

  /** Whether the cross-reference table was wrong, so that the objects had to be searched for. */
  get isDamaged(): boolean {
    return this.#pdf.recoveredViaBruteForce
  }

  resolve(value: Value): Value {
    let found = value
    // References to references are not allowed, and could be circular.
    for (let depth = 0; found instanceof PdfRef && depth < 8; depth++) {
      if (found.generation === 0) found = this.#object(found.objectNumber)
      else {
        this.askMore()
        found = this.#pdf.getObject(found) ?? undefined
      }
    }
    return found?.type === 'null' || found instanceof PdfRef ? undefined : found
  }

  /** Of generation 0, as almost all are. */
  #object(number: number): Value {
    const before = this.#objects.get(number)
    const read = (): PdfObject | null =>
      this.#known ? this.#known.object(number) : this.#pdf.getObject(PdfRef.of(number, 0))
    const found = before ?? read() ?? undefined
    if (found && !before) this.#objects.set(number, found)
    this.#asked?.objects.set(number, found)
    return found
  }

  /** The page's number, counted from 1, by its object number. */
  pageNumber(object: number): number | undefined {
    const number = this.#pageNumbers.get(object)
    this.#asked?.pages.set(object, number)
    return number
  }

  /** For work that asks for something which is not noted: it is not remembered. */
  askMore(): void {
    if (this.#asked) this.#asked.isMore = true
  }

  /** Does some work and notes what it asks the file for. */
  noting<Made>(work: () => Made): { made: Made; asked: Asked } {
    const around = this.#asked
    const asked: Asked = { objects: new Map(), pages: new Map(), isMore: false }
    this.#asked = asked
    try {
      return { made: work(), asked }
    } finally {
      this.#asked = around
      if (around) addAsked(around, asked)
    }
  }

  /** Whether the same objects, and not only such as look the same, would answer what was asked. */
  answersAs(asked: Asked): boolean {
    if (asked.isMore) return false
    for (const [number, found] of asked.objects) if (this.#object(number) !== found) return false
    for (const [object, number] of asked.pages) if (this.pageNumber(object) !== number) return false
    return true
  }

  at(dict: PdfDict | undefined, key: string): Value {
    return dict ? this.resolve(dict.get(nameCalled(key))) : undefined
  }

  dict(dict: PdfDict | undefined, key: string): PdfDict | undefined {
    const value = this.at(dict, key)
    return value instanceof PdfDict ? value : undefined
  }

  stream(dict: PdfDict | undefined, key: string): PdfStream | undefined {
    const value = this.at(dict, key)
    return value instanceof PdfStream ? value : undefined
  }

  /** The array's members, looked up; none where there is no array. */
  array(dict: PdfDict | undefined, key: string): Value[] {
    return this.members(this.at(dict, key))
  }

  /** The members of an array, or the one value that stands in its place. */
  members(value: Value): Value[] {
    const found = this.resolve(value)
    if (found instanceof PdfArray) return found.toArray().map((member) => this.resolve(member))
    return found === undefined ? [] : [found]
  }

  name(dict: PdfDict | undefined, key: string): string | undefined {
    return nameOf(this.at(dict, key))
  }

  number(dict: PdfDict | undefined, key: string): number | undefined {
    const value = this.at(dict, key)
    return value instanceof PdfNumber ? value.value : undefined
  }

  text(dict: PdfDict | undefined, key: string): string | undefined {
    return textOf(this.at(dict, key))
  }

  isTrue(dict: PdfDict | undefined, key: string): boolean {
    const value = this.at(dict, key)
    return value instanceof PdfBool && value.value
  }

  /** Whether nothing but inflating undoes what was done to a stream's bytes. */
  isPlainlyDeflated(stream: PdfStream): boolean {
    return this.name(stream, 'Filter') === 'FlateDecode' && !this.dict(stream, 'DecodeParms')
  }

  /** A stream's bytes without its filters; undefined where they cannot be undone. */
  decoded(stream: PdfStream): Uint8Array | undefined {
    try {
      // LibPDF takes a broken stream for an empty one, and needs several times as long.
      if (this.isPlainlyDeflated(stream)) return inflateSync(stream.data)
      return stream.getDecodedData()
    } catch {
      return undefined
    }
  }
}

function addAsked(asked: Asked, more: Asked): void {
  for (const [number, found] of more.objects) asked.objects.set(number, found)
  for (const [object, number] of more.pages) asked.pages.set(object, number)
  asked.isMore ||= more.isMore
}

const names = new Map<string, PdfName>()

/** LibPDF holds names weakly, and looks for them in two places: those that are asked for again and again are kept. */
function nameCalled(key: string): PdfName {
  const known = names.get(key)
  if (known) return known
  const name = PdfName.of(key)
  names.set(key, name)
  return name
}

export const nameOf = (value: Value): string | undefined =>
  value instanceof PdfName ? value.value : undefined

/** A text string, decoded (ISO 32000-1, 7.9.2.2). */
export const textOf = (value: Value): string | undefined =>
  value instanceof PdfString ? value.asString() : undefined

/** What tells an object from others: its number where it is indirect. */
export const refNumber = (value: Value): number | undefined =>
  value instanceof PdfRef ? value.objectNumber : undefined
