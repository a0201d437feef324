import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'

// Nearly every update is somebody typing: letters put beside a letter that is there. That can be
// told from its few bytes, without taking it apart as Yjs does, and whether a guide may have it is
// decided by where the letter beside it stands. So it is not applied at once: many are, in one go,
// before anybody next reads the document. Everything else takes the long way (content-check.ts).

/** How many updates wait to be applied at most: more cost no less each, and keep everybody waiting. */
const MOST = 64
/** Bytes of an update that is taken for typing. */
const LONGEST = 1024

/** Letters that one client puts beside others. */
interface TypedRun {
  client: number
  clock: number
  /** UTF-16 units: a clock's steps. */
  length: number
  origin: Id | null
  rightOrigin: Id | null
}

interface Id {
  client: number
  clock: number
}

/** Letters of one client that wait one after the other, up to a clock, and the text they stand in. */
interface WaitingRun {
  end: number
  text: Y.XmlText
}

/** What was typed into a document and is not in it yet. */
export class TypedText {
  readonly #doc: Y.Doc
  #updates: Uint8Array[] = []
  /** By client, in the order of their clocks, without a gap. */
  readonly #runs = new Map<number, { begin: number; runs: WaitingRun[] }>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** True where so much waits that it should be applied. */
  get full(): boolean {
    return this.#updates.length >= MOST
  }

  /**
   * Takes an update if it is plain typing that follows on what is here: exactly the next letters of
   * its client, between two neighbours in one text of the guide. Such an update is sound, brings
   * something new, and Yjs can apply it whatever else comes.
   *
   * @param writes whether its writer writes under a Yjs client id.
   * @returns false where it is anything else; then nothing has changed.
   */
  take(update: Uint8Array, writes: (clientId: number) => boolean): boolean {
    if (update.length > LONGEST) return false
    const run = readTypedRun(update)
    if (!run || !writes(run.client) || run.clock !== this.#next(run.client)) return false
    const { client, clock, length, origin, rightOrigin } = run
    const left = origin && this.#textOf(origin)
    const right = rightOrigin && this.#textOf(rightOrigin)
    const text = left ?? right
    // Two neighbours stand in one text.
    if (!text || (origin && left !== text) || (rightOrigin && right !== text)) return false
    const waiting = this.#runs.get(client)
    const last = waiting?.runs.at(-1)
    if (last?.text === text) last.end = clock + length
    else if (waiting) waiting.runs.push({ end: clock + length, text })
    else this.#runs.set(client, { begin: clock, runs: [{ end: clock + length, text }] })
    this.#updates.push(update)
    return true
  }

  /**
   * Brings the document up to date.
   *
   * @throws where Yjs did not take everything, which `take` rules out.
   */
  apply(): void {
    if (this.#updates.length === 0) return
    const updates = this.#updates
    this.#updates = []
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update)
    })
    for (const [client, { runs }] of this.#runs)
      if (Y.getState(this.#doc.store, client) !== runs.at(-1)?.end)
        throw new Error('What was typed could not be applied')
    this.#runs.clear()
  }

  #next(client: number): number {
    return this.#runs.get(client)?.runs.at(-1)?.end ?? Y.getState(this.#doc.store, client)
  }

  /** The text that a letter stands in; null where it is none, or not here. */
  #textOf({ client, clock }: Id): Y.XmlText | null {
    const waiting = this.#runs.get(client)
    if (waiting && clock >= waiting.begin) {
      return waiting.runs.find(({ end }) => clock < end)?.text ?? null
    }
    const structs = this.#doc.store.clients.get(client)
    if (!structs || clock >= Y.getState(this.#doc.store, client)) return null
    const item = structs[Y.findIndexSS(structs, clock)]
    if (!(item instanceof Y.Item) || item.parentSub !== null) return null
    return item.parent instanceof Y.XmlText ? item.parent : null
  }
}

const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
/** The kind of content that is a string. */
const STRING = 4

/** Reads an update that holds one run of letters and nothing else; null where it holds more. */
function readTypedRun(update: Uint8Array): TypedRun | null {
  // One client, one struct; in the end no deletions.
  if (update[0] !== 1 || update[1] !== 1 || update[update.length - 1] !== 0) return null
  try {
    const from = decoding.createDecoder(update)
    from.pos = 2
    const client = decoding.readVarUint(from)
    const clock = decoding.readVarUint(from)
    const info = decoding.readUint8(from)
    const origin = info & HAS_ORIGIN ? readId(from) : null
    const rightOrigin = info & HAS_RIGHT_ORIGIN ? readId(from) : null
    if ((info & 0x3f) !== STRING || !(origin || rightOrigin)) return null
    const length = readLength(from)
    if (length === 0 || from.pos !== update.length - 1) return null
    return { client, clock, length, origin, rightOrigin }
  } catch {
    return null
  }
}

function readId(from: decoding.Decoder): Id {
  return { client: decoding.readVarUint(from), clock: decoding.readVarUint(from) }
}

/** Passes over a string; how many UTF-16 units it has. */
function readLength(from: decoding.Decoder): number {
  const start = from.pos
  const bytes = decoding.readVarUint(from)
  const end = from.pos + bytes
  if (end > from.arr.length) return 0
  for (let at = from.pos; at < end; at++)
    if ((from.arr[at] ?? 0) >= 0x80) {
      from.pos = start
      return decoding.readVarString(from).length
    }
  from.pos = end
  return bytes
}
