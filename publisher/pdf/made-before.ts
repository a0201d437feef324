import { hash } from 'node:crypto'

/**
 * What was made of bytes before, by their hash, so that what has not changed from one print to the next
 * is not made again. What was not asked for longest is forgotten.
 */
export class MadeBefore<Made> {
  readonly #most: number
  /** The latest is last. */
  readonly #bySha256 = new Map<string, { made: Made; length: number }>()
  #length = 0

  /** @param most bytes that what is remembered may have been made of. */
  constructor(most: number) {
    this.#most = most
  }

  /** What was made of the bytes, or else is made of them now. */
  of(bytes: Uint8Array, make: () => Made): Made {
    const key = hash('sha256', bytes, 'base64')
    const found = this.#bySha256.get(key)
    const { length } = bytes
    const made = found ? found.made : make()
    this.#bySha256.delete(key)
    this.#bySha256.set(key, { made, length })
    if (!found) this.#length += length
    for (const [oldest, { length }] of this.#bySha256) {
      if (this.#length <= this.#most) break
      this.#bySha256.delete(oldest)
      this.#length -= length
    }
    return made
  }
}
