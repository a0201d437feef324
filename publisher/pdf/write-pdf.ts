import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { MadeBefore } from './made-before.ts'
import type { PackedObjects } from './packed-objects.ts'

/** Objects that share one compressed stream. */
const objectsAStream = 200
const level = 6
const deflated = promisify(deflate)
/** Object streams, which most of a guide that is printed again has as they were: some 4 MB of them. */
const remembered = new MadeBefore<Promise<Uint8Array>>(32_000_000)

/** A part of a file, and what its numbers are in it. */
export interface BoundPart {
  objects: PackedObjects
  /** An object's number in the file, by its number in the part. */
  numberOf: (own: number) => number
  /** What is added to keys of the parent tree. */
  firstKey: number
}

/**
 * Writes parts as one PDF 1.7 file, streams as they are and all other objects in compressed object
 * streams (ISO 32000-1, 7.5.7 and 7.5.8), in the order of the parts. No stream holds objects of two, so
 * that parts which have not changed are the same bytes.
 *
 * @param trailer the entries of the file's trailer, such as `/Root 1 0 R`.
 */
export async function writePdf(parts: readonly BoundPart[], trailer: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let offset = pieces[0]?.length ?? 0
  let largest = 0
  /** By object number: where it begins, or in which stream it is and as which of its objects. */
  const places = new Map<number, readonly [kind: 1 | 2, where: number, index: number]>()
  const write = (...texts: (string | Uint8Array)[]): void => {
    for (const text of texts) {
      const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text
      pieces.push(bytes)
      offset += bytes.length
    }
  }
  const writeStream = (number: number, dictionary: string, bytes: Uint8Array): void => {
    places.set(number, [1, offset, 0])
    write(`${number} 0 obj\n${dictionary}\nstream\n`, bytes, '\nendstream\nendobj\n')
  }

  type PlainObject = { number: number; text: string }
  const together: PlainObject[][] = []
  for (const part of parts) {
    const plain: PlainObject[] = []
    for (const { number, text, stream } of objectsOf(part)) {
      largest = Math.max(largest, number)
      if (stream) writeStream(number, text, stream)
      else plain.push({ number, text })
    }
    for (let at = 0; at < plain.length; at += objectsAStream)
      together.push(plain.slice(at, at + objectsAStream))
  }
  const gathered = together.map((objects) => ({ number: ++largest, objects }))
  const compressed = await Promise.all(
    gathered.map(async ({ number, objects }) => {
      let length = 0
      const index = objects.map(({ number: held, text }, position) => {
        places.set(held, [2, number, position])
        const entry = `${held} ${length}`
        length += text.length + 1
        return entry
      })
      const head = `${index.join(' ')}\n`
      const texts = objects.map(({ text }) => `${text}\n`).join('')
      const plain = Buffer.from(head + texts, 'latin1')
      const bytes = await remembered.of(plain, () => deflated(plain, { level }))
      const dictionary = `<</Type /ObjStm/N ${objects.length}/First ${head.length}/Filter /FlateDecode/Length ${bytes.length}>>`
      return { number, dictionary, bytes }
    }),
  )
  for (const { number, dictionary, bytes } of compressed) writeStream(number, dictionary, bytes)

  const start = offset
  const table = largest + 1
  places.set(table, [1, start, 0])
  const bytes = await deflated(crossReferences(places, table + 1), { level })
  write(
    `${table} 0 obj\n<</Type /XRef/Size ${table + 1}/W [1 4 2] ${trailer}/Filter /FlateDecode/Length ${bytes.length}>>\nstream\n`,
    bytes,
    `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`,
  )
  return Buffer.concat(pieces)
}

/** The objects of a part with the numbers that they have in the file. */
function* objectsOf({
  objects: { numbers, text, ends, slots, slotValues, streams },
  numberOf,
  firstKey,
}: BoundPart): Generator<{ number: number; text: string; stream: Uint8Array | null }> {
  let at = 0
  let slot = 0
  for (const [index, own] of numbers.entries()) {
    const end = ends[index] ?? text.length
    let written = ''
    for (let place = slots[slot]; place !== undefined && place < end; place = slots[++slot]) {
      const value = slotValues[slot] ?? 0
      written += text.slice(at, place)
      written += value < 0 ? firstKey - value - 1 : numberOf(value)
      at = place
    }
    written += text.slice(at, end)
    at = end
    yield { number: numberOf(own), text: written, stream: streams[index] ?? null }
  }
}

/** Seven bytes an object: its kind (0 where there is none), where, and its index. */
function crossReferences(
  places: ReadonlyMap<number, readonly [number, number, number]>,
  size: number,
): Uint8Array {
  const rows = Buffer.alloc(size * 7)
  // What is missing is free, and in no list of what is free but for its head (ISO 32000-1, 7.5.4).
  for (let number = 0; number < size; number++) rows.writeUInt16BE(0xffff, number * 7 + 5)
  for (const [number, [kind, where, index]] of places) {
    rows.writeUInt8(kind, number * 7)
    rows.writeUInt32BE(where, number * 7 + 1)
    rows.writeUInt16BE(index, number * 7 + 5)
  }
  return rows
}
