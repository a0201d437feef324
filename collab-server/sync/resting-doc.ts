import * as Y from 'yjs'
import { exactDoc } from './exact-doc.ts'
import { stateVectorOf } from './state-vector.ts'
import { TypedText } from './typed-text.ts'

/**
 * A guide's document. While somebody writes it is a live Y.Doc; while nobody does, its encoded
 * state, which takes a tenth of the memory and from which whoever joins is answered as well.
 */
export class RestingDoc {
  #doc: Y.Doc | null
  #typed: TypedText | null
  #state: Uint8Array | null
  /** Of the document at rest: to read it from the state of a long guide takes a tenth of a second. */
  #vector: Uint8Array | null = null
  /** Prepares a document that has just come to life. */
  onWake: (doc: Y.Doc) => void = () => {}
  /** What was taken in could not be applied: the document is not to be used any more. */
  onBroken: (error: unknown) => void = () => {}

  /** @param from a document, or the whole state of one, known to be sound. */
  constructor(from: Y.Doc | Uint8Array) {
    this.#doc = from instanceof Y.Doc ? from : null
    this.#typed = this.#doc && new TypedText(this.#doc)
    this.#state = from instanceof Y.Doc ? null : from
  }

  get resting(): boolean {
    return this.#doc === null
  }

  /**
   * Takes an update if it is plain typing in a live document, which gets it later.
   *
   * @param writes whether its writer writes under a Yjs client id.
   * @returns false where it is anything else; then nothing has changed.
   */
  type(update: Uint8Array, writes: (clientId: number) => boolean): boolean {
    if (!this.#typed?.take(update, writes)) return false
    if (this.#typed.full) this.#applyTyped()
    return true
  }

  /** The live document, up to date; it comes to life if it was at rest. */
  get live(): Y.Doc {
    this.#applyTyped()
    if (this.#doc) return this.#doc
    const doc = exactDoc()
    if (this.#state) Y.applyUpdate(doc, this.#state)
    this.#doc = doc
    this.#typed = new TypedText(doc)
    this.#state = null
    this.#vector = null
    this.onWake(doc)
    return doc
  }

  /** Lets the live document go; what is held of it is lost. */
  rest(): void {
    if (!this.#doc) return
    this.#state = Y.encodeStateAsUpdate(this.live)
    this.#vector = Y.encodeStateVector(this.#doc)
    this.#doc.destroy()
    this.#doc = null
    this.#typed = null
  }

  stateVector(): Uint8Array {
    if (this.#state) {
      this.#vector ??= stateVectorOf(this.#state)
      return this.#vector
    }
    return Y.encodeStateVector(this.live)
  }

  /** The whole state as an update. */
  state(): Uint8Array {
    return this.#state ?? Y.encodeStateAsUpdate(this.live)
  }

  /**
   * What somebody lacks who has so much.
   *
   * @throws where it is no state vector.
   */
  difference(stateVector: Uint8Array): Uint8Array {
    if (!this.#state) return Y.encodeStateAsUpdate(this.live, stateVector)
    if (Y.decodeStateVector(stateVector).size === 0) return this.#state
    return Y.diffUpdate(this.#state, stateVector)
  }

  #applyTyped(): void {
    try {
      this.#typed?.apply()
    } catch (error) {
      this.onBroken(error)
      throw error
    }
  }

  destroy(): void {
    this.#doc?.destroy()
  }
}
