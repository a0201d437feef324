// Lets one thread give another bytes without a message: to post one costs more than all else that
// is done with it here. One thread pushes, one takes.
//
//   words: pushed, taken (byte counts that may overflow) • ring of SIZE bytes
//   record: length (-1: the ring goes on at its start) • bytes, filled up to a multiple of 4

const SIZE = 1 << 20
const WORDS = 2
const PUSHED = 0
const TAKEN = 1
const GO_ON_AT_START = -1

export class SharedQueue {
  /** What the other thread makes its end of. */
  readonly memory: SharedArrayBuffer
  readonly #words: Int32Array
  readonly #lengths: Int32Array
  readonly #bytes: Uint8Array

  constructor(memory = new SharedArrayBuffer(WORDS * 4 + SIZE)) {
    this.memory = memory
    this.#words = new Int32Array(memory, 0, WORDS)
    this.#lengths = new Int32Array(memory, WORDS * 4)
    this.#bytes = new Uint8Array(memory, WORDS * 4)
  }

  /** Whether `push` has room for so many bytes; it will have until something is pushed. */
  hasRoom(length: number): boolean {
    return this.#placeFor(length) !== null
  }

  /** Gives bytes to the other thread and wakes it; false where there is no room for them now. */
  push(bytes: Uint8Array): boolean {
    const place = this.#placeFor(bytes.length)
    if (!place) return false
    const { at, start, end } = place
    if (start !== at) this.#lengths[at >> 2] = GO_ON_AT_START
    this.#lengths[start >> 2] = bytes.length
    this.#bytes.set(bytes, start + 4)
    Atomics.store(this.#words, PUSHED, end)
    Atomics.notify(this.#words, PUSHED)
    return true
  }

  /** Where the next record goes: the ring's position, the record's, and the count after it. */
  #placeFor(length: number): { at: number; start: number; end: number } | null {
    const pushed = Atomics.load(this.#words, PUSHED)
    const free = SIZE - ((pushed - Atomics.load(this.#words, TAKEN)) | 0)
    const at = pushed & (SIZE - 1)
    const need = 4 + roundUp(length)
    const passed = need > SIZE - at ? SIZE - at : 0
    if (passed + need > free) return null
    return { at, start: passed > 0 ? 0 : at, end: (pushed + passed + need) | 0 }
  }

  /** The next bytes, as a copy; null where there are none. */
  take(): Uint8Array | null {
    const taken = Atomics.load(this.#words, TAKEN)
    if (taken === Atomics.load(this.#words, PUSHED)) return null
    const at = taken & (SIZE - 1)
    const passed = this.#lengths[at >> 2] === GO_ON_AT_START ? SIZE - at : 0
    const start = passed > 0 ? 0 : at
    const length = this.#lengths[start >> 2] ?? 0
    const bytes = new Uint8Array(length)
    bytes.set(this.#bytes.subarray(start + 4, start + 4 + length))
    Atomics.store(this.#words, TAKEN, (taken + passed + 4 + roundUp(length)) | 0)
    return bytes
  }

  /** Stops this thread until there is something to take. */
  wait(): void {
    Atomics.wait(this.#words, PUSHED, Atomics.load(this.#words, TAKEN))
  }
}

function roundUp(length: number): number {
  return (length + 3) & ~3
}
