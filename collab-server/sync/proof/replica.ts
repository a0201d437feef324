import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType, syncStep } from '../protocol.ts'

/** What one author has been told is on disk: everything of theirs in it, deletions included. */
export interface Acknowledged {
  /** Of each of the replica's own Yjs client ids, how far. */
  clocks: Map<number, number>
  deletions: Map<number, { clock: number; len: number }[]>
}

/** An author's tab: the stock protocol and our receipts, over a line that the simulation carries. */
export class Replica {
  readonly name: string
  doc = new Y.Doc()
  /** Messages on their way to the server; null while there is no connection. */
  outbox: Uint8Array[] | null = null
  acknowledged: Acknowledged = { clocks: new Map(), deletions: new Map() }
  #asked = new Map<number, Acknowledged>()
  #number = 0
  /** Whether the server has been given what was written without a connection. */
  #caughtUp = false

  constructor(name: string, clientId: number) {
    this.name = name
    this.doc.clientID = clientId
    this.#listen()
  }

  connect(): void {
    this.outbox = []
    this.#caughtUp = false
    this.#asked.clear()
    this.#send(messageType.sync, (to) => {
      encoding.writeVarUint(to, syncStep.step1)
      encoding.writeVarUint8Array(to, Y.encodeStateVector(this.doc))
    })
  }

  disconnect(): void {
    this.outbox = null
    this.#asked.clear()
  }

  /** The laptop is gone with all that is on it; the author sits down at another. */
  replace(clientId: number): void {
    this.disconnect()
    this.doc.destroy()
    this.doc = new Y.Doc()
    this.doc.clientID = clientId
    this.#listen()
  }

  /** A receipt covers what was sent before: not asked for while older work has not been. */
  askForReceipt(): void {
    if (!this.outbox || !this.#caughtUp) return
    const number = ++this.#number
    const clocks = new Map(this.acknowledged.clocks)
    clocks.set(this.doc.clientID, Y.getState(this.doc.store, this.doc.clientID))
    this.#asked.set(number, {
      clocks,
      deletions: Y.createDeleteSetFromStructStore(this.doc.store).clients,
    })
    this.#send(messageType.receiptRequest, (to) => encoding.writeVarUint(to, number))
  }

  /** Receipts that have been asked for and have not come. */
  get awaited(): number {
    return this.#asked.size
  }

  receive(message: Uint8Array): void {
    const from = decoding.createDecoder(message)
    const type = decoding.readVarUint(from)
    if (type === messageType.receipt) {
      const number = decoding.readVarUint(from)
      const asked = this.#asked.get(number)
      if (asked) this.acknowledged = asked
      // Each holds all deletions so far: hours of typing must not be kept.
      for (const earlier of this.#asked.keys()) if (earlier <= number) this.#asked.delete(earlier)
      return
    }
    if (type !== messageType.sync) return
    const step = decoding.readVarUint(from)
    const payload = decoding.readVarUint8Array(from)
    if (step !== syncStep.step1) {
      Y.applyUpdate(this.doc, payload, this)
      return
    }
    this.#caughtUp = true
    this.#send(messageType.sync, (to) => {
      encoding.writeVarUint(to, syncStep.step2)
      encoding.writeVarUint8Array(to, Y.encodeStateAsUpdate(this.doc, payload))
    })
  }

  #listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.#send(messageType.sync, (to) => {
        encoding.writeVarUint(to, syncStep.update)
        encoding.writeVarUint8Array(to, update)
      })
    })
  }

  #send(type: number, write: (to: encoding.Encoder) => void): void {
    if (!this.outbox) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, type)
    write(encoder)
    this.outbox.push(encoding.toUint8Array(encoder))
  }
}

/** What of it a document lacks; empty where it has all. */
export function missingOf({ clocks, deletions }: Acknowledged, doc: Y.Doc): string[] {
  const missing: string[] = []
  for (const [client, clock] of clocks) {
    const has = Y.getState(doc.store, client)
    if (has < clock) missing.push(`${clock - has} of client ${client}`)
  }
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  for (const [client, ranges] of deletions)
    for (const { clock, len } of ranges)
      for (let at = clock; at < clock + len; at++)
        if (!Y.isDeleted(deleted, Y.createID(client, at)))
          missing.push(`the deletion of ${client}:${at}`)
  return missing
}
