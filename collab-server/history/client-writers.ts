import type { Span } from './passages.ts'

/** Who wrote what each Yjs client inserted, character by character, as ranges of its clock. */
export class ClientWriters {
  readonly #clients = new Map<number, { starts: number[]; writers: number[]; end: number }>()

  /** Goes on with what a client wrote: `spans` from `clock` on. What is known already stays. */
  append(client: number, clock: number, spans: readonly Span[]): void {
    let known = this.#clients.get(client)
    if (!known) {
      known = { starts: [], writers: [], end: clock }
      this.#clients.set(client, known)
    }
    let at = clock
    for (const { length, writer } of spans) {
      const end = at + length
      if (end > known.end) {
        if (known.writers.at(-1) !== writer) {
          known.starts.push(Math.max(at, known.end))
          known.writers.push(writer)
        }
        known.end = end
      }
      at = end
    }
  }

  /** @throws {RangeError} where nothing is known of the client there. */
  spansOf(client: number, clock: number, length: number): Span[] {
    const known = this.#clients.get(client)
    if (!known || clock + length > known.end || clock < (known.starts[0] ?? Infinity))
      throw new RangeError(`Nobody is known to have written ${client}:${clock}+${length}`)
    const { starts, writers } = known
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= clock) low = middle
      else high = middle - 1
    }
    const spans: Span[] = []
    let at = clock
    for (let index = low; at < clock + length; index++) {
      const end = Math.min(clock + length, starts[index + 1] ?? known.end)
      spans.push({ length: end - at, writer: writers[index] ?? 0 })
      at = end
    }
    return spans
  }
}
