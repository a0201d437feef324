import { chapterContent, outline, writeGuideToDoc } from '@charrette/guides'
import { guide } from '@charrette/guides/testing'
import { anyContent } from '@charrette/guides/testing/arbitraries'
import fc from 'fast-check'
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely'
import * as Y from 'yjs'
import type { Append } from '../../store/append-request.ts'
import type { LogAppender } from '../../store/log-appender.ts'
import type { Store } from '../../store/open-store.ts'
import { Connection } from '../connection.ts'
import { appendUpdates, loadGuide } from '../guide-log.ts'
import { GuideShelf } from '../guide-shelf.ts'
import { defaultLimits, type SyncLimits } from '../protocol.ts'
import { Random } from './random.ts'
import { type Clipboard, editAtRandom, readChapter } from './random-edit.ts'
import { missingOf, Replica } from './replica.ts'

/** The disk under the log: an append is on it when the simulation says so, or never. */
class Disk implements Pick<LogAppender, 'append' | 'hurry'> {
  readonly #store: Store
  #gone = false
  waiting: { append: Append; resolve: (done: boolean) => void; reject: (why: Error) => void }[] = []

  constructor(store: Store) {
    this.#store = store
  }

  append(append: Append): Promise<boolean> {
    if (this.#gone) return Promise.reject(new Error('There is no disk'))
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject })
    })
  }

  /** It tells at once anyway. */
  hurry(): void {}

  /** The next append is on disk; `told` false where the server does not live to hear of it. */
  async sync(told = true): Promise<void> {
    const next = this.waiting.shift()
    if (!next) return
    const { guideId, seq, entries } = next.append
    const done = await appendUpdates(
      { ...this.#store, logAppender: null },
      guideId,
      seq,
      entries.map(({ update, accountId, cityId }) => ({ update, author: { accountId, cityId } })),
    )
    if (told) next.resolve(done)
    else next.reject(new Error('The server has been killed'))
  }

  fail(): void {
    this.waiting.shift()?.reject(new Error('The disk is full'))
  }

  /** Nothing of what waits will ever be there, and nothing more either. */
  failForGood(): void {
    this.#gone = true
    while (this.waiting.length > 0) this.fail()
  }
}

/** One life of the server: it reads and writes until it dies. */
class Server implements KyselyPlugin {
  readonly disk: Disk
  readonly shelf: GuideShelf
  #dead = false

  constructor(base: Store, limits: SyncLimits) {
    this.disk = new Disk(base)
    const store: Store = { ...base, db: base.db.withPlugin(this), logAppender: this.disk }
    this.shelf = new GuideShelf(store, limits, () => {})
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    if (this.#dead) throw new Error('This server has been killed')
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }

  /**
   * It dies, and leaves nothing in memory: its guides hold timers.
   *
   * @param reaches whether the next of what waits for the disk had reached it.
   */
  async kill(reaches: () => boolean): Promise<void> {
    this.#dead = true
    while (this.disk.waiting.length > 0 && reaches()) await this.disk.sync(false)
    this.disk.failForGood()
    await this.shelf.close()
  }
}

/** One author's line to the server. */
interface Line {
  replica: Replica
  connection: Connection
  /** Frames on their way to the author. */
  inbox: Uint8Array[]
  closed: boolean
}

export interface Outcome {
  edits: number
  crashes: number
  receipts: number
}

/**
 * One run: authors write into one guide through the real protocol, check, log and guide; the line,
 * the disk and the server fail at random. In the end all is brought together and compared.
 *
 * @param store a migrated database that can hold one more guide.
 * @throws with the seed in its message, where something was lost or does not fit.
 */
export async function simulate(seed: number, base: Store): Promise<Outcome> {
  const run = new Run(seed, base)
  try {
    return await run.go()
  } catch (error) {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

/** Texts over the whole schema, to begin with and to paste from. */
const contents = fc.sample(anyContent, { seed: 1, numRuns: 200 })

/** A seed may be run twice on one store. */
let runs = 0

class Run {
  readonly #random: Random
  readonly #guideId: string
  readonly #base: Store
  readonly #clipboard: Clipboard
  readonly #replicas: Replica[]
  readonly #outcome: Outcome = { edits: 0, crashes: 0, receipts: 0 }
  #server: Server
  #lines = new Map<Replica, Line>()
  #nextClient = 1

  constructor(seed: number, base: Store) {
    this.#random = new Random(seed)
    this.#guideId = `run-${seed}-${++runs}`
    this.#base = base
    this.#clipboard = [1, 2, 3].map(() => this.#random.pick(contents))
    this.#replicas = Array.from(
      { length: this.#random.between(2, 4) },
      (_, index) => new Replica(`author-${index}`, this.#nextClient++),
    )
    this.#server = this.#start()
  }

  async go(): Promise<Outcome> {
    const { db } = this.#base
    const id = this.#guideId
    await db
      .insertInto('guide')
      .values({ id, slug: id, consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
    await this.#writeFirst()
    await this.#bringTogether()
    for (let moments = this.#random.between(30, 90); moments > 0; moments--) await this.#moment()
    await this.#bringTogether()
    // It stops as one does that is asked to: with a snapshot, if its guide has been written in.
    for (const replica of this.#replicas) this.#hangUp(replica)
    await this.#server.shelf.close()
    await this.#compare()
    await db.deleteFrom('update_log').where('guide_id', '=', id).execute()
    await db.deleteFrom('snapshot').where('guide_id', '=', id).execute()
    await db.deleteFrom('guide').where('id', '=', id).execute()
    return this.#outcome
  }

  #start(): Server {
    // No timers: guides neither rest nor leave memory by themselves here.
    return new Server(this.#base, {
      ...defaultLimits,
      idle: 2 ** 30,
      rest: 2 ** 30,
      snapshotEvery: this.#random.pick([3, 500]),
    })
  }

  async #writeFirst(): Promise<void> {
    const doc = new Y.Doc()
    doc.clientID = 2 ** 31
    const [content] = this.#clipboard
    if (!content) throw new Error('no content')
    writeGuideToDoc(guide({}, { id: 'one', title: 'One', lang: null, content }), doc)
    const entry = { update: Y.encodeStateAsUpdate(doc), author: { accountId: 's', cityId: '' } }
    await appendUpdates({ ...this.#base, logAppender: null }, this.#guideId, 0, [entry])
  }

  async #moment(): Promise<void> {
    const random = this.#random
    const replica = random.pick(this.#replicas)
    const line = this.#lines.get(replica)
    const dice = random.share()
    if (dice < 0.3) this.#edit(replica)
    else if (!line) await this.#connect(replica)
    else if (dice < 0.55) this.#carryUp(line)
    else if (dice < 0.75) this.#carryDown(line)
    else if (dice < 0.92) await this.#server.disk.sync()
    else if (dice < 0.96) this.#hangUp(replica)
    else if (dice < 0.98) await this.#crash()
    else if (dice < 0.99) this.#server.disk.fail()
    else {
      this.#hangUp(replica)
      replica.replace(this.#nextClient++)
    }
    await settle()
  }

  #edit(replica: Replica): void {
    // Who has not seen the guide yet has nothing to write into.
    if (outline(replica.doc).length === 0) return
    editAtRandom(replica.doc, this.#random, this.#clipboard)
    this.#outcome.edits++
    if (this.#random.chance(0.5)) replica.askForReceipt()
  }

  async #connect(replica: Replica): Promise<void> {
    const guide = await this.#server.shelf.open(this.#guideId)
    const inbox: Uint8Array[] = []
    const socket = {
      OPEN: 1,
      readyState: 1,
      close: () => {
        line.closed = true
      },
      terminate: () => {},
      pause: () => {},
      resume: () => {},
    }
    const wire = {
      writableLength: 0,
      write: (frames: Uint8Array) => inbox.push(...messagesOf(frames)),
    }
    const access = {
      guideId: this.#guideId,
      accountId: replica.name,
      name: replica.name,
      cityId: 'city',
      cityName: 'City',
      role: 'author',
    }
    const parameters = [socket, wire, guide, access, defaultLimits] as unknown
    const connection = new Connection(...(parameters as ConstructorParameters<typeof Connection>))
    const line: Line = { replica, connection, inbox, closed: false }
    this.#lines.set(replica, line)
    replica.connect()
    connection.greet()
  }

  /** Some of what an author sent arrives, now and then twice; a line keeps its order. */
  #carryUp(line: Line): void {
    const { outbox } = line.replica
    if (!outbox) return
    const messages = outbox.splice(0, this.#random.between(1, outbox.length || 1))
    if (this.#random.chance(0.05)) messages.push(...messages.slice(-2))
    for (const message of messages) line.connection.receive(message)
    this.#dropIfClosed(line)
  }

  #carryDown(line: Line): void {
    const { inbox, replica } = line
    const messages = inbox.splice(0, this.#random.between(1, inbox.length || 1))
    if (this.#random.chance(0.05)) messages.push(...messages.slice(-2))
    const before = replica.acknowledged
    for (const message of messages) replica.receive(message)
    if (replica.acknowledged !== before) this.#outcome.receipts++
    this.#dropIfClosed(line)
  }

  /** The server has ended it: what it had sent before still arrives. */
  #dropIfClosed(line: Line): void {
    if (!line.closed) return
    for (const message of line.inbox.splice(0)) line.replica.receive(message)
    this.#hangUp(line.replica)
  }

  #hangUp(replica: Replica): void {
    const line = this.#lines.get(replica)
    this.#lines.delete(replica)
    line?.connection.gone()
    replica.disconnect()
  }

  /** The server dies. Of what waited for the disk, some had reached it. */
  async #crash(): Promise<void> {
    this.#outcome.crashes++
    for (const replica of this.#replicas) this.#hangUp(replica)
    await this.#server.kill(() => this.#random.chance(0.5))
    this.#server = this.#start()
    await this.#expectAcknowledged('after a crash')
  }

  async #expectAcknowledged(when: string): Promise<void> {
    const { doc } = await loadGuide(this.#base, this.#guideId)
    for (const { name, acknowledged } of this.#replicas) {
      const missing = missingOf(acknowledged, doc.live)
      if (missing.length > 0) throw new Error(`${when}, of ${name}’s: ${missing.join(', ')}`)
    }
    doc.destroy()
  }

  /** Everybody connects and reads, and everything arrives. */
  async #bringTogether(): Promise<void> {
    for (let round = 0; round < 40; round++) {
      for (const replica of this.#replicas)
        if (!this.#lines.has(replica)) await this.#connect(replica)
      let moved = false
      for (const line of [...this.#lines.values()]) {
        const { outbox } = line.replica
        for (const message of outbox?.splice(0) ?? []) {
          moved = true
          line.connection.receive(message)
        }
        await settle()
        for (const message of line.inbox.splice(0)) {
          moved = true
          line.replica.receive(message)
        }
        this.#dropIfClosed(line)
      }
      while (this.#server.disk.waiting.length > 0) {
        moved = true
        await this.#server.disk.sync()
        await settle()
      }
      if (moved) continue
      // Whoever has a chapter open mends it; then it goes round once more.
      for (const { doc } of this.#replicas) for (const { id } of outline(doc)) readChapter(doc, id)
      if (this.#replicas.every(({ outbox }) => outbox?.length === 0)) return
    }
    throw new Error('It does not come to rest')
  }

  async #compare(): Promise<void> {
    await this.#expectAcknowledged('in the end')
    const { doc } = await loadGuide(this.#base, this.#guideId)
    const stored = doc.live
    for (const replica of this.#replicas) {
      const lacks = Y.encodeStateAsUpdate(replica.doc, Y.encodeStateVector(stored))
      const more = Y.encodeStateAsUpdate(stored, Y.encodeStateVector(replica.doc))
      if (Y.decodeUpdate(lacks).structs.length > 0 || Y.decodeUpdate(more).structs.length > 0)
        throw new Error(`${replica.name} has another history than the disk`)
    }
    for (const { id } of outline(stored)) {
      // Throws where the text does not fit the schema.
      const text = JSON.stringify(chapterContent(stored, id))
      for (const replica of this.#replicas)
        if (JSON.stringify(chapterContent(replica.doc, id)) !== text)
          throw new Error(
            `${replica.name} sees another text of chapter ${id} than the disk has:\n${JSON.stringify(chapterContent(replica.doc, id))}\n${text}`,
          )
    }
    doc.destroy()
  }
}

/** Lets everything run that waits for neither disk nor line. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setImmediate(resolve))
}

/** What the WebSocket frames in one write carry. */
function messagesOf(frames: Uint8Array): Uint8Array[] {
  const messages: Uint8Array[] = []
  const view = new DataView(frames.buffer, frames.byteOffset, frames.length)
  for (let at = 0; at < frames.length; ) {
    const short = view.getUint8(at + 1)
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    const length =
      short < 126
        ? short
        : short === 126
          ? view.getUint16(at + 2)
          : Number(view.getBigUint64(at + 2))
    messages.push(frames.slice(at + header, at + header + length))
    at += header + length
  }
  return messages
}
