import * as encoding from 'lib0/encoding'

// Updates that no Yjs writes, byte by byte in its first format: for tests of what a hostile client
// can send.

export interface ForgedId {
  client: number
  clock: number
}

/** What writes one struct. */
export type ForgedStruct = (to: encoding.Encoder) => void

export interface ForgedSection {
  client: number
  clock: number
  structs: ForgedStruct[]
}

export interface ForgedDeletions {
  client: number
  ranges: [clock: number, length: number][]
}

export function forgeUpdate(
  sections: ForgedSection[],
  deletions: ForgedDeletions[] = [],
): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeVarUint(to, sections.length)
  for (const { client, clock, structs } of sections) {
    encoding.writeVarUint(to, structs.length)
    encoding.writeVarUint(to, client)
    encoding.writeVarUint(to, clock)
    for (const write of structs) write(to)
  }
  encoding.writeVarUint(to, deletions.length)
  for (const { client, ranges } of deletions) {
    encoding.writeVarUint(to, client)
    encoding.writeVarUint(to, ranges.length)
    for (const [clock, length] of ranges) {
      encoding.writeVarUint(to, clock)
      encoding.writeVarUint(to, length)
    }
  }
  return encoding.toUint8Array(to)
}

/** What stands for text that was deleted and collected. */
export const collected =
  (length: number): ForgedStruct =>
  (to) => {
    encoding.writeUint8(to, 0)
    encoding.writeVarUint(to, length)
  }

interface Place {
  /** A root's name, or the item whose type it stands in; only where there is no neighbour. */
  parent?: string | ForgedId
  key?: string
  origin?: ForgedId
  rightOrigin?: ForgedId
}

export const text = (place: Place, words: string): ForgedStruct =>
  item(place, 4, (to) => encoding.writeVarString(to, words))

export const xmlElement = (place: Place, name: string): ForgedStruct =>
  item(place, 7, (to) => {
    encoding.writeVarUint(to, 3)
    encoding.writeVarString(to, name)
  })

export const xmlText = (place: Place): ForgedStruct =>
  item(place, 7, (to) => encoding.writeVarUint(to, 6))

export const values = (place: Place, some: readonly unknown[]): ForgedStruct =>
  item(place, 8, (to) => {
    encoding.writeVarUint(to, some.length)
    for (const value of some)
      encoding.writeAny(to, value as Parameters<typeof encoding.writeAny>[1])
  })

/** Values already encoded: what an encoder would not write. */
export const rawValues = (place: Place, count: number, bytes: Uint8Array): ForgedStruct =>
  item(place, 8, (to) => {
    encoding.writeVarUint(to, count)
    encoding.writeUint8Array(to, bytes)
  })

function item(
  { parent, key, origin, rightOrigin }: Place,
  kind: number,
  content: ForgedStruct,
): ForgedStruct {
  return (to) => {
    encoding.writeUint8(to, kind | (origin ? 128 : 0) | (rightOrigin ? 64 : 0) | (key ? 32 : 0))
    if (origin) writeId(to, origin)
    if (rightOrigin) writeId(to, rightOrigin)
    if (!origin && !rightOrigin) {
      encoding.writeVarUint(to, typeof parent === 'object' ? 0 : 1)
      if (typeof parent === 'object') writeId(to, parent)
      else encoding.writeVarString(to, parent ?? '')
      if (key) encoding.writeVarString(to, key)
    }
    content(to)
  }
}

function writeId(to: encoding.Encoder, { client, clock }: ForgedId): void {
  encoding.writeVarUint(to, client)
  encoding.writeVarUint(to, clock)
}
