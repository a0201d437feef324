import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

// What a document has can be told from its encoded state by passing over it: of each part only its
// length counts. Yjs makes every part for that; a server that has just started takes ten times as
// long to do so for a long guide.

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20
const KIND = 0x1f

/** What parts there are, by the number that Yjs's first format writes for them. */
const kind = {
  collected: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
} as const

/** Types whose name follows. */
const XML_ELEMENT = 3
const XML_HOOK = 5

/**
 * The state vector of a document.
 *
 * @param state the whole of it, as Yjs encodes it.
 */
export function stateVectorOf(state: Uint8Array): Uint8Array {
  const clocks = readClocks(state)
  return clocks ? Y.encodeStateVector(clocks) : Y.encodeStateVectorFromUpdate(state)
}

/** By client; null where it is not what Yjs writes of a whole document. */
function readClocks(state: Uint8Array): Map<number, number> | null {
  const from = decoding.createDecoder(state)
  const clocks = new Map<number, number>()
  for (let clients = decoding.readVarUint(from); clients > 0; clients--) {
    const structs = decoding.readVarUint(from)
    const client = decoding.readVarUint(from)
    if (decoding.readVarUint(from) !== 0) return null
    const end = passStructs(from, structs)
    if (end === null) return null
    clocks.set(client, end)
  }
  return clocks
}

/** Passes over the parts of one client. @returns their lengths together; null for an unknown kind. */
function passStructs(from: decoding.Decoder, structs: number): number | null {
  const { arr } = from
  let at = from.pos
  const readUint = (): number => {
    from.pos = at
    const value = decoding.readVarUint(from)
    at = from.pos
    return value
  }
  const passUint = (): void => {
    while ((arr[at++] ?? 0) >= 0x80);
  }
  const passBytes = (): void => {
    const length = readUint()
    at += length
  }
  /** UTF-16 units of a string, which count as a clock's steps. */
  const passString = (): number => {
    const bytes = readUint()
    const end = at + bytes
    let length = 0
    for (; at < end; at++) {
      const byte = arr[at] ?? 0
      // All but what goes on with a character; those of four bytes are two units.
      if ((byte & 0xc0) !== 0x80) length += byte >= 0xf0 ? 2 : 1
    }
    return length
  }
  let clock = 0
  for (let left = structs; left > 0; left--) {
    const info = arr[at++] ?? 0
    if ((info & KIND) === kind.collected) {
      clock += readUint()
      continue
    }
    if (info & HAS_ORIGIN) {
      passUint()
      passUint()
    }
    if (info & HAS_RIGHT_ORIGIN) {
      passUint()
      passUint()
    }
    if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) {
      // Its parent: a root by its name, or an item.
      if (readUint() === 1) passBytes()
      else {
        passUint()
        passUint()
      }
      if (info & HAS_KEY) passBytes()
    }
    switch (info & KIND) {
      case kind.string:
        clock += passString()
        break
      case kind.deleted:
        clock += readUint()
        break
      case kind.format:
        passBytes()
        passBytes()
        clock++
        break
      case kind.type: {
        const type = readUint()
        if (type === XML_ELEMENT || type === XML_HOOK) passBytes()
        clock++
        break
      }
      case kind.binary:
      case kind.embed:
        passBytes()
        clock++
        break
      case kind.json: {
        const length = readUint()
        for (let value = 0; value < length; value++) passBytes()
        clock += length
        break
      }
      case kind.any: {
        const length = readUint()
        from.pos = at
        for (let value = 0; value < length; value++) decoding.readAny(from)
        at = from.pos
        clock += length
        break
      }
      default:
        return null
    }
    if (at > arr.length) return null
  }
  from.pos = at
  return clock
}
