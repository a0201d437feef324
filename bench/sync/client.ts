import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { pause, type RunningServer } from './servers.ts'

const SYNC = 0
const AUTH = 2
const STEP1 = 0
const STEP2 = 1
const UPDATE = 2

/**
 * One client, the same for every server: what a stock provider does (sync steps in both
 * directions, one frame an update) without timers and reconnection, so that little of what is
 * measured is its own. Hocuspocus gets its document name before each message and a token first.
 */
export class BenchClient {
  readonly doc: Y.Doc
  readonly socket: WebSocket
  /** Resolves with the first sync step 2. */
  readonly synced: Promise<void>
  /** Called with every update that others wrote. */
  onUpdate: (update: Uint8Array) => void = () => {}
  #onStep2: (() => void)[] = []
  readonly #prefix: Uint8Array

  constructor(server: RunningServer, guide: string, doc = new Y.Doc()) {
    this.doc = doc
    const hocuspocus = server.wire === 'hocuspocus'
    const path = hocuspocus
      ? '/'
      : server.name.startsWith('charrette')
        ? `/sync/${guide}`
        : `/${guide}`
    this.#prefix = hocuspocus
      ? encoded((to) => encoding.writeVarString(to, guide))
      : new Uint8Array()
    this.socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    this.synced = new Promise((resolve, reject) => {
      this.#onStep2.push(resolve)
      this.socket.on('error', reject)
      this.socket.on('close', (code) => reject(new Error(`${server.name} closed with ${code}`)))
    })
    this.synced.catch(() => {})
    this.socket.on('open', () => {
      if (hocuspocus)
        this.#send((to) => {
          encoding.writeVarUint(to, AUTH)
          encoding.writeVarUint(to, 0)
          encoding.writeVarString(to, 'token')
        })
      else this.askForAll()
    })
    this.socket.on('message', (data: Buffer) => this.#read(data))
    doc.on('update', this.#write)
  }

  /** Sends a sync step 1; resolves when its answer has been applied. */
  askForAll(stateVector = Y.encodeStateVector(this.doc)): Promise<void> {
    this.#send((to) => {
      encoding.writeVarUint(to, SYNC)
      encoding.writeVarUint(to, STEP1)
      encoding.writeVarUint8Array(to, stateVector)
    })
    return new Promise((resolve) => this.#onStep2.push(resolve))
  }

  /** Sends updates without applying them here; waits where the server does not keep up. */
  async feed(updates: Uint8Array[]): Promise<void> {
    for (const [index, update] of updates.entries()) {
      this.sendUpdate(update)
      if (index % 100 === 99) {
        await new Promise((resolve) => setImmediate(resolve))
        while (this.socket.bufferedAmount > 65_536) {
          if (this.socket.readyState !== WebSocket.OPEN) throw new Error('The server hung up')
          await pause(1)
        }
      }
    }
  }

  sendUpdate(update: Uint8Array): void {
    this.#send((to) => {
      encoding.writeVarUint(to, SYNC)
      encoding.writeVarUint(to, UPDATE)
      encoding.writeVarUint8Array(to, update)
    })
  }

  close(): void {
    this.doc.off('update', this.#write)
    this.socket.terminate()
  }

  readonly #write = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this && this.socket.readyState === WebSocket.OPEN) this.sendUpdate(update)
  }

  #send(write: (to: encoding.Encoder) => void): void {
    this.socket.send(
      encoded((to) => {
        encoding.writeUint8Array(to, this.#prefix)
        write(to)
      }),
    )
  }

  #read(frame: Uint8Array): void {
    const from = decoding.createDecoder(frame)
    if (this.#prefix.length > 0) decoding.readVarString(from)
    const type = decoding.readVarUint(from)
    if (type === AUTH) {
      if (decoding.readVarUint(from) === 2) this.askForAll()
      return
    }
    // 4 is Hocuspocus's answer that asks for none.
    if (type !== SYNC && type !== 4) return
    const step = decoding.readVarUint(from)
    const payload = decoding.readVarUint8Array(from)
    if (step === STEP1) {
      this.#send((to) => {
        encoding.writeVarUint(to, SYNC)
        encoding.writeVarUint(to, STEP2)
        encoding.writeVarUint8Array(to, Y.encodeStateAsUpdate(this.doc, payload))
      })
      return
    }
    Y.applyUpdate(this.doc, payload, this)
    if (step === STEP2) for (const done of this.#onStep2.splice(0)) done()
    else this.onUpdate(payload)
  }
}

/** Opens clients, some at a time, and waits until each is in sync. */
export async function openClients(server: RunningServer, guides: string[]): Promise<BenchClient[]> {
  const clients: BenchClient[] = []
  for (let start = 0; start < guides.length; start += 50) {
    const some = guides.slice(start, start + 50).map((guide) => new BenchClient(server, guide))
    await Promise.all(some.map(({ synced }) => synced))
    clients.push(...some)
  }
  return clients
}

function encoded(write: (to: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}
