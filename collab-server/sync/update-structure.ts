import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { closeCode, SyncRefusal } from './protocol.ts'

// An update as Yjs itself would have written it. Yjs believes what it reads: of two parts of one
// client it takes the second, what hangs in the air it keeps for ever (and a log with such an
// update cannot be read whole again), and few bytes can stand for millions of items. So it is read
// here first, with bounds, and refused whole.

/** Structs, deletions and values of one update together. Each takes some 100 bytes of memory. */
const MAX_PARTS = 500_000
/** Numbers of one client: one for each letter that it ever wrote. */
const MAX_CLOCK = 2 ** 31
/** Characters of one run of text. */
const MAX_TEXT = 1_000_000
/** Bytes of one value of a map, an attribute or a mark. */
const MAX_VALUE = 64 * 1024
const MAX_VALUE_DEPTH = 32

export type Struct = Y.Item | Y.GC
type Deletions = Map<number, { clock: number; len: number }[]>

/** What an update holds. */
export interface ReadUpdate {
  /** What the document lacks of it, of each client in order and without a gap. */
  fresh: Map<number, Struct[]>
  /** Of each client ascending and apart; all of it has arrived, with this update or before. */
  deletions: Deletions
}

/**
 * Reads an update beside the document that it is for. Once it is through, Yjs can apply the whole
 * of it at once: all that it builds on is in the document or in it.
 *
 * @throws {SyncRefusal} `doesNotFit`, `tooLarge` or `syncAgain`.
 */
export function readUpdate(doc: Y.Doc, update: Uint8Array): ReadUpdate {
  const { structs, ds } = decode(update)
  const fresh = new Map<number, Struct[]>()
  /** How far each client's part of the update reaches. */
  const ends = new Map<number, number>()
  for (const struct of structs) {
    const { client, clock } = struct.id
    const known = ends.get(client) ?? Y.getState(doc.store, client)
    const end = clock + struct.length
    if (struct instanceof Y.Skip || clock > known) throw buildsOnMissing()
    if (struct.length < 1 || end > MAX_CLOCK) throw notOfYjs()
    ends.set(client, Math.max(known, end))
    if (end <= known) continue
    const list = fresh.get(client)
    if (list) list.push(struct)
    else fresh.set(client, [struct])
  }
  for (const [client, ranges] of ds.clients) {
    const known = ends.get(client) ?? Y.getState(doc.store, client)
    let last = -1
    for (const { clock, len } of ranges) {
      if (clock <= last || len < 1) throw notOfYjs()
      last = clock + len - 1
      // Yjs would keep the deletion of what has not arrived for ever, and the log could not be read whole.
      if (last >= known)
        throw new SyncRefusal(closeCode.syncAgain, 'This update deletes what has not arrived')
    }
  }
  requireOrder(doc, fresh, ends)
  return { fresh, deletions: ds.clients }
}

/** Finds a struct in the document or in what an update brings; null where it is in neither. */
export function findStruct(
  doc: Y.Doc,
  fresh: ReadUpdate['fresh'],
  { client, clock }: Y.ID,
): Struct | null {
  if (clock < Y.getState(doc.store, client)) {
    const structs = doc.store.clients.get(client)
    return structs?.[Y.findIndexSS(structs, clock)] ?? null
  }
  const structs = fresh.get(client) ?? []
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const struct = structs[middle]
    if (!struct) return null
    if (clock < struct.id.clock) high = middle - 1
    else if (clock >= struct.id.clock + struct.length) low = middle + 1
    else return struct
  }
  return null
}

/**
 * Goes through what is new as Yjs will: each client's in turn, and first what the next one stands
 * beside or in. Refuses what never comes, and what waits for itself.
 */
function requireOrder(doc: Y.Doc, fresh: ReadUpdate['fresh'], ends: Map<number, number>): void {
  const passed = new Map<number, number>()
  const reached = (client: number): number => passed.get(client) ?? Y.getState(doc.store, client)
  const nextIndex = new Map<number, number>()
  for (const first of fresh.keys()) {
    const way = [{ client: first, through: Number.POSITIVE_INFINITY }]
    const onWay = new Set([first])
    for (let top = way.at(-1); top; top = way.at(-1)) {
      const { client, through } = top
      const structs = fresh.get(client) ?? []
      let index = nextIndex.get(client) ?? 0
      let missing: Y.ID | null = null
      for (; reached(client) <= through; index++) {
        const struct = structs[index]
        if (!struct) break
        missing = missingOf(struct, reached)
        if (missing) break
        passed.set(client, struct.id.clock + struct.length)
      }
      nextIndex.set(client, index)
      if (!missing) {
        way.pop()
        onWay.delete(client)
        continue
      }
      const { client: needed, clock } = missing
      if (clock >= (ends.get(needed) ?? 0)) throw buildsOnMissing()
      if (onWay.has(needed)) throw notOfYjs()
      onWay.add(needed)
      way.push({ client: needed, through: clock })
    }
  }
}

/** What a struct stands beside or in that has not been passed. */
function missingOf(struct: Struct, reached: (client: number) => number): Y.ID | null {
  if (!(struct instanceof Y.Item)) return null
  const parent: unknown = struct.parent
  for (const needed of [struct.origin, struct.rightOrigin, parent])
    if (needed instanceof Y.ID && needed.clock >= reached(needed.client)) return needed
  return null
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdateV2(update, BoundedDecoder)
  } catch (error) {
    if (error instanceof SyncRefusal) throw error
    throw new SyncRefusal(closeCode.doesNotFit, 'This is not an update of Yjs')
  }
}

/** Reads Yjs's first format, and stops where it would take too much memory. */
class BoundedDecoder extends Y.UpdateDecoderV1 {
  #parts = 0
  readonly #clients = new Set<number>()

  /** The head of one client's part. */
  override readClient(): number {
    const client = super.readClient()
    if (this.#clients.has(client)) throw notOfYjs()
    this.#clients.add(client)
    this.#count()
    return client
  }

  override readInfo(): number {
    this.#count()
    return super.readInfo()
  }

  override readDsClock(): number {
    this.#count()
    return super.readDsClock()
  }

  override readString(): string {
    const text = super.readString()
    if (text.length > MAX_TEXT) throw tooLarge('so long a text')
    return text
  }

  override readAny(): unknown {
    const { restDecoder } = this
    const start = restDecoder.pos
    this.#passValue(0)
    const size = restDecoder.pos - start
    restDecoder.pos = start
    if (size > MAX_VALUE) throw tooLarge('so large a value')
    return super.readAny()
  }

  override readJSON(): unknown {
    const text = decoding.readVarString(this.restDecoder)
    if (text.length > MAX_VALUE) throw tooLarge('so large a value')
    return JSON.parse(text)
  }

  /** Passes over a value of lib0's `any` without making it. */
  #passValue(depth: number): void {
    this.#count()
    if (depth > MAX_VALUE_DEPTH) throw tooLarge('so deep a value')
    const { restDecoder } = this
    const kind = restDecoder.arr[restDecoder.pos]
    if (kind !== 118 && kind !== 117) {
      // Neither an object nor an array: as large in memory as here.
      decoding.readAny(restDecoder)
      return
    }
    restDecoder.pos++
    for (let left = decoding.readVarUint(restDecoder); left > 0; left--) {
      if (kind === 118) decoding.readVarString(restDecoder)
      this.#passValue(depth + 1)
    }
  }

  #count(): void {
    if (++this.#parts > MAX_PARTS) throw tooLarge('so many parts in one update')
  }
}

function buildsOnMissing(): SyncRefusal {
  return new SyncRefusal(closeCode.syncAgain, 'This update builds on one that has not arrived')
}

function notOfYjs(): SyncRefusal {
  return new SyncRefusal(closeCode.doesNotFit, 'This update is not as Yjs writes them')
}

function tooLarge(what: string): SyncRefusal {
  return new SyncRefusal(closeCode.doesNotFit, `A guide cannot have ${what}`)
}
