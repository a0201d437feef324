import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Store } from '../store/open-store.ts'
import { checkUpdate } from './content-check.ts'
import { awarenessFrame, updateFrame } from './frames.ts'
import {
  type Author,
  appendUpdates,
  type LoadedGuide,
  loadGuide,
  writeSnapshot,
} from './guide-log.ts'
import { closeCode, type SyncLimits, SyncRefusal } from './protocol.ts'

/** Someone in the room: gets frames, may be ended. */
export interface Participant {
  send(frame: Uint8Array): void
  end(refusal: SyncRefusal): void
  /** Awareness client ids that it speaks for. */
  clientIds: Set<number>
}

interface Waiting {
  update: Uint8Array
  author: Author
  from: Participant | null
}

/**
 * A guide in memory. An update is checked, applied, appended to the log together with all the
 * others that wait, and only when they are on disk passed on and acknowledged. What is in memory
 * but not on disk is seen by nobody: whoever joins waits for the log first.
 *
 * Where the log cannot be written, the guide in memory is thrown away with what was not stored,
 * everybody is sent off to connect again, and the next one to come reads it anew from the disk.
 */
export class OpenGuide {
  readonly participants = new Set<Participant>()
  readonly awareness: Awareness
  readonly guideId: string
  readonly doc: Y.Doc
  waitingBytes = 0
  #seq: number
  #tail: number
  #stateBytes: number
  #waiting: Waiting[] = []
  #writing: Promise<void> | null = null
  #broken: SyncRefusal | null = null
  readonly #store: Store
  readonly #limits: SyncLimits
  readonly #onBroken: (error: unknown) => void

  /** @throws where the guide cannot be read whole. */
  static async load(
    guideId: string,
    store: Store,
    limits: SyncLimits,
    onBroken: (error: unknown) => void,
  ): Promise<OpenGuide> {
    return new OpenGuide(guideId, await loadGuide(store, guideId), store, limits, onBroken)
  }

  private constructor(
    guideId: string,
    { doc, seq, tail }: LoadedGuide,
    store: Store,
    limits: SyncLimits,
    onBroken: (error: unknown) => void,
  ) {
    this.guideId = guideId
    this.doc = doc
    this.awareness = new Awareness(doc)
    this.awareness.setLocalState(null)
    this.#seq = seq
    this.#tail = tail
    this.#stateBytes = Y.encodeStateAsUpdate(doc).length
    this.#store = store
    this.#limits = limits
    this.#onBroken = onBroken
  }

  /**
   * Takes an update in. It is on disk once `stored()` resolves.
   *
   * @throws {SyncRefusal} where it does not fit; then nothing has changed.
   */
  receive(update: Uint8Array, author: Author, from: Participant | null): void {
    if (this.#broken) throw this.#broken
    checkUpdate(this.doc, update)
    if (this.#stateBytes + update.length > this.#limits.documentBytes) {
      this.#stateBytes = Y.encodeStateAsUpdate(this.doc).length
      if (this.#stateBytes + update.length > this.#limits.documentBytes)
        throw new SyncRefusal(closeCode.tooLarge, 'This guide has reached its largest size')
    }
    this.#stateBytes += update.length
    try {
      Y.applyUpdate(this.doc, update)
    } catch (error) {
      // The check above should have caught it. The document may be half changed: read it anew.
      this.#break(error)
      throw new SyncRefusal(closeCode.doesNotFit, 'This update cannot be applied')
    }
    this.#waiting.push({ update, author, from })
    this.waitingBytes += update.length
    this.#writing ??= this.#write()
  }

  /**
   * Resolves when everything received so far is on disk.
   *
   * @throws {SyncRefusal} where it could not be written.
   */
  async stored(): Promise<void> {
    while (this.#writing) await this.#writing
    if (this.#broken) throw this.#broken
  }

  /** Passes a guarded awareness update on to everybody. */
  showPresence(update: Uint8Array, from: Participant): void {
    applyAwarenessUpdate(this.awareness, update, from)
    this.#broadcast(awarenessFrame(update), from)
  }

  presenceFrame(): Uint8Array | null {
    const ids = [...this.awareness.getStates().keys()]
    return ids.length > 0 ? awarenessFrame(encodeAwarenessUpdate(this.awareness, ids)) : null
  }

  leave(participant: Participant): void {
    if (!this.participants.delete(participant)) return
    const ids = [...participant.clientIds].filter((id) => this.awareness.getStates().has(id))
    if (ids.length === 0) return
    removeAwarenessStates(this.awareness, ids, participant)
    this.#broadcast(awarenessFrame(encodeAwarenessUpdate(this.awareness, ids)), participant)
  }

  /** Writes what waits and a snapshot where the log after the last one is long, and lets go. */
  async close(): Promise<void> {
    try {
      await this.stored()
      if (this.#tail > 0) await this.#snapshot()
    } finally {
      this.awareness.destroy()
      this.doc.destroy()
    }
  }

  /** Group commit: while one write is on its way to the disk, what arrives gathers for the next. */
  async #write(): Promise<void> {
    // Whatever else this turn of the event loop brings goes with the first write.
    await new Promise((resolve) => setImmediate(resolve))
    try {
      while (this.#waiting.length > 0 && !this.#broken) {
        const batch = this.#waiting
        this.#waiting = []
        await appendUpdates(this.#store, this.guideId, this.#seq, batch)
        this.#seq += batch.length
        this.#tail += batch.length
        for (const { update } of batch) this.waitingBytes -= update.length
        this.#passOn(batch)
        if (this.#tail >= this.#limits.snapshotEvery) await this.#snapshot()
      }
    } catch (error) {
      this.#break(error)
    } finally {
      this.#writing = null
    }
  }

  async #snapshot(): Promise<void> {
    // Without anything that is not on disk yet: the state may be ahead of the log.
    if (this.#waiting.length > 0) return
    const seq = this.#seq
    await writeSnapshot(this.#store, this.guideId, seq, Y.encodeStateAsUpdate(this.doc))
    this.#tail = 0
  }

  #passOn(batch: Waiting[]): void {
    const authors = new Set(batch.map(({ from }) => from))
    const whole = merged(batch)
    for (const participant of this.participants) {
      if (!authors.has(participant)) participant.send(whole)
      else {
        const others = batch.filter(({ from }) => from !== participant)
        if (others.length > 0) participant.send(merged(others))
      }
    }
  }

  #broadcast(frame: Uint8Array, except: Participant): void {
    for (const participant of this.participants) if (participant !== except) participant.send(frame)
  }

  #break(error: unknown): void {
    if (this.#broken) return
    this.#broken = new SyncRefusal(
      closeCode.unavailable,
      'The guide could not be stored. What you wrote is kept on your device.',
    )
    this.#waiting = []
    for (const participant of [...this.participants]) participant.end(this.#broken)
    this.#onBroken(error)
  }
}

function merged(batch: Waiting[]): Uint8Array {
  const [only] = batch
  return updateFrame(
    batch.length === 1 && only ? only.update : Y.mergeUpdates(batch.map(({ update }) => update)),
  )
}
