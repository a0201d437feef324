import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import * as Y from 'yjs'
import { atTurnsEnd, inTwoTurns } from '../store/at-turns-end.ts'
import type { Store } from '../store/open-store.ts'
import { withoutClients } from './awareness-guard.ts'
import { ClientOwners } from './client-owners.ts'
import type { StoredComment } from './comment-check.ts'
import { checkUpdate, type UpdateWriter } from './content-check.ts'
import { DamagedGuide } from './damaged-guide.ts'
import { awarenessFrame, updateFrames } from './frames.ts'
import {
  type Author,
  appendUpdates,
  applyStored,
  type LoadedGuide,
  readLog,
  writeSnapshot,
} from './guide-log.ts'
import { compactLog } from './log-segments.ts'
import { closeCode, type SyncLimits, SyncRefusal } from './protocol.ts'
import type { RestingDoc } from './resting-doc.ts'
import { SuggestOnly } from './suggest-only.ts'
import { tryOut } from './update-trial.ts'

/** Someone in the room: gets frames, may be ended. */
export interface Participant {
  send(frame: Uint8Array): void
  /** As `send`, of what was written: once it has what came before. */
  show(frame: Uint8Array): void
  end(refusal: SyncRefusal): void
  readonly access: { accountId: string }
  /** Awareness client ids that it speaks for. */
  clientIds: Set<number>
  /** Who it is, verified. */
  readonly writer: UpdateWriter
}

interface Waiting {
  update: Uint8Array
  author: Author
  from: Participant | null
  comments: StoredComment[]
  /** Another process was given the same and has it in the log already. */
  inLog: boolean
}

/** Somebody who waits until the first `through` updates are on disk. */
interface Waiter {
  through: number
  resolve: () => void
  reject: (refusal: SyncRefusal) => void
}

/** What an open guide tells the server that holds it. */
export interface GuideListener {
  /** It was thrown away: nothing more is stored in it. */
  onBroken(error: unknown): void
  /** This process has appended to its log. */
  onAppended(): void
  /** An append that somebody waited for took so long. */
  onStored(milliseconds: number): void
  /** An append failed. */
  onNotStored(): void
  /** These comments are about to be stored. Resolves with each one's note. */
  noteComments(comments: StoredComment[]): Promise<(string | null)[]>
  /** A comment is on disk, new or reworded; with its note. Must not throw. */
  onComment(comment: StoredComment, note: string | null): void
  /** The presence of these awareness clients changed, here. */
  onPresence(clientIds: number[]): void
  /** Its log could not be packed; it goes on without that. */
  onWarning(error: unknown): void
}

/** An update above this is taken apart: a client that reconnects sends its whole delete set. */
const LARGE_UPDATE = 1024

/** Items that Yjs may go past for one update: some tenths of a second. */
const MAX_STEPS = 500_000

/**
 * A guide in memory. An update is checked, applied, shown to the others in the room, appended to
 * the log together with all the others that wait, and acknowledged when they are on disk. Whoever
 * joins is answered when all that the answer holds is on disk.
 *
 * Other processes may have the same guide open and append to the same log. Each reads what the
 * others appended before it appends itself, and passes it on to its own participants.
 *
 * Where the log cannot be written, the guide in memory is thrown away with what was not stored,
 * everybody is sent off to connect again, and the next one to come reads it anew from the disk.
 */
export class OpenGuide {
  readonly participants = new Set<Participant>()
  readonly awareness: Awareness
  readonly guideId: string
  waitingBytes = 0
  readonly #doc: RestingDoc
  readonly #owners = new ClientOwners()
  #seq: number
  #tail: number
  #stateBytes: number
  /** Updates received and stored since the guide was opened. */
  #received = 0
  #stored = 0
  #waiting: Waiting[] = []
  /** What this turn of the event loop brought: it is shown at the turn's end. */
  #unshown: Waiting[] = []
  #lastUse = 0
  #restTimer: NodeJS.Timeout | null = null
  #waiters: Waiter[] = []
  #readOn = false
  /** Those who wait until it has been read on. */
  #readers = 0
  #wantSnapshot = false
  /** Whether what is on its way to the disk has comments, of which somebody is told when it is there. */
  #tellComments = false
  #working: Promise<void> | null = null
  #broken: SyncRefusal | null = null
  #changed = false
  readonly #suggestOnly = new SuggestOnly()
  readonly #store: Store
  readonly #limits: SyncLimits
  readonly #listener: GuideListener

  constructor(
    guideId: string,
    { doc, seq, tail }: LoadedGuide,
    store: Store,
    limits: SyncLimits,
    listener: GuideListener,
  ) {
    this.guideId = guideId
    this.#doc = doc
    // Presence outlives the document in memory: it has one of its own, which stays empty.
    this.awareness = new Awareness(new Y.Doc())
    this.awareness.setLocalState(null)
    this.#seq = seq
    this.#tail = tail
    this.#stateBytes = doc.state().length
    this.#store = store
    this.#limits = limits
    this.#listener = listener
    doc.onWake = (live) => this.#watch(live)
    doc.onBroken = (error) => this.#break(error)
    if (!doc.resting) this.#watch(doc.live)
  }

  /** The live document. Read it at once: it is let go when nobody has written for a while. */
  get doc(): Y.Doc {
    this.#lastUse = performance.now()
    return this.#doc.live
  }

  /** What the guide has, as a state vector. */
  stateVector(): Uint8Array {
    return this.#doc.stateVector()
  }

  /** What somebody lacks who has so much. */
  difference(stateVector: Uint8Array): Uint8Array {
    return this.#doc.difference(stateVector)
  }

  /** Sequence number of the last update that this process has read or written. */
  get seq(): number {
    return this.#seq
  }

  /**
   * Takes an update in. It is on disk once `stored()` resolves. What the guide has already is
   * not stored twice.
   *
   * @param claims whether what is new in it makes its Yjs client ids the writer's. The answer to a
   * greeting brings back what others wrote and the server lost.
   * @param tried whether `tryOut` has found that it can be applied in time.
   * @returns false where that must be found out first; then nothing has changed.
   * @throws {SyncRefusal} where it does not fit; then nothing has changed.
   */
  receive(
    update: Uint8Array,
    author: Author,
    from: Participant | null,
    { claims = false, tried = false } = {},
  ): boolean {
    if (this.#broken) throw this.#broken
    // A deletion makes a guide smaller that has become too large.
    if (this.#stateBytes + update.length > this.#limits.documentBytes && !deletesOnly(update)) {
      this.#stateBytes = this.#doc.state().length
      if (this.#stateBytes + update.length > this.#limits.documentBytes)
        throw new SyncRefusal(closeCode.tooLarge, 'This guide has reached its largest size')
    }
    this.#lastUse = performance.now()
    let news: Uint8Array | null = update
    let comments: StoredComment[] = []
    if (!from || !this.#type(update, author, from)) {
      const writer = from?.writer ?? null
      const checked = checkUpdate(this.doc, update, writer)
      if (from) this.#requireOwn(checked.clientIds, author.accountId, claims)
      if (from && !tried && checked.steps > MAX_STEPS) return false
      if (writer?.scope === 'suggestions') this.#suggestOnly.check(this.doc, update, writer)
      comments = checked.comments
      news = this.#apply(update)
    }
    if (!news) return true
    this.#stateBytes += news.length
    this.#received++
    const waiting = { update: news, author, from, comments, inLog: false }
    this.#waiting.push(waiting)
    if (this.#unshown.push(waiting) === 1) atTurnsEnd(() => this.#endTurn())
    this.waitingBytes += news.length
    return true
  }

  /** Whether an update can be applied without keeping everybody waiting. */
  tryOut(update: Uint8Array): Promise<boolean> {
    return tryOut({ state: this.#doc.state(), update })
  }

  /** Takes an update by its bytes where it is plain typing of somebody who has written here before. */
  #type(update: Uint8Array, { accountId }: Author, { writer }: Participant): boolean {
    return (
      writer.scope === 'everything' &&
      this.#doc.type(update, (clientId) => this.#owners.isOf(clientId, accountId))
    )
  }

  #requireOwn(clientIds: number[], accountId: string, claims: boolean): void {
    // Its owner brings it; once they have, it is new no more.
    if (clientIds.some((id) => this.#owners.isAnothers(id, accountId)))
      throw new SyncRefusal(closeCode.syncAgain, 'This update is written in another’s place')
    if (claims) for (const id of clientIds) this.#owners.claim(id, accountId)
  }

  /**
   * Resolves when everything received so far is on disk.
   *
   * @throws {SyncRefusal} where it could not be written.
   */
  async stored(): Promise<void> {
    if (this.#broken) throw this.#broken
    if (this.#stored === this.#received) return
    await new Promise<void>((resolve, reject) => {
      this.#waiters.push({ through: this.#received, resolve, reject })
      this.#hurry()
    })
  }

  /**
   * Resolves when everything that other processes appended before this call has been read.
   *
   * @throws {SyncRefusal} where it could not be.
   */
  async readOn(): Promise<void> {
    if (this.#broken) throw this.#broken
    this.#readers++
    try {
      this.#hurry()
      // What is under way may have read already; a second look is cheap.
      await this.#working
      this.#readOn = true
      this.#working ??= this.#work()
      await this.#working
    } finally {
      this.#readers--
    }
    if (this.#broken) throw this.#broken
  }

  /** Passes a guarded awareness update on to everybody. */
  showPresence(update: Uint8Array, from: Participant): void {
    for (const id of from.clientIds) this.#owners.claim(id, from.access.accountId)
    applyAwarenessUpdate(this.awareness, update, from)
    this.#broadcast(awarenessFrame(update), from)
    this.#listener.onPresence([...from.clientIds])
  }

  /** Shows who is in the guide at another process. */
  showPresenceFromElsewhere(update: Uint8Array): void {
    // Whoever came over from there is spoken for here by now.
    const news = withoutClients(update, new Set(this.localClientIds()))
    if (!news || this.#broken) return
    applyAwarenessUpdate(this.awareness, news, null)
    for (const [id, { user }] of this.awareness.getStates())
      if (isPerson(user)) this.#owners.claim(id, user.accountId)
    const frame = awarenessFrame(news)
    for (const participant of this.participants) participant.send(frame)
  }

  /** Awareness clients that the participants of this process speak for. */
  localClientIds(): number[] {
    return [...this.participants].flatMap(({ clientIds }) => [...clientIds])
  }

  /**
   * Whether a participant may not speak for an awareness client: it is somebody else's. A person
   * takes over from their own earlier connection.
   */
  isSpokenFor(clientId: number, participant: Participant): boolean {
    const { accountId } = participant.access
    if (this.#owners.isAnothers(clientId, accountId)) return true
    for (const other of this.participants)
      if (other !== participant) other.clientIds.delete(clientId)
    return false
  }

  /** The presence of some clients as awareness updates below `size` bytes each. */
  presenceUpdates(clientIds: Iterable<number>, size: number): Uint8Array[] {
    const known = [...clientIds].filter((id) => this.awareness.meta.has(id))
    if (known.length === 0) return []
    const whole = encodeAwarenessUpdate(this.awareness, known)
    if (whole.length <= size || known.length === 1) return whole.length <= size ? [whole] : []
    const half = known.length >> 1
    return [
      ...this.presenceUpdates(known.slice(0, half), size),
      ...this.presenceUpdates(known.slice(half), size),
    ]
  }

  presenceFrame(): Uint8Array | null {
    const ids = [...this.awareness.getStates().keys()]
    return ids.length > 0 ? awarenessFrame(encodeAwarenessUpdate(this.awareness, ids)) : null
  }

  leave(participant: Participant): void {
    if (!this.participants.delete(participant)) return
    if (![...this.participants].some(({ writer }) => writer.scope === 'suggestions'))
      this.#suggestOnly.letGo()
    const ids = [...participant.clientIds].filter((id) => this.awareness.getStates().has(id))
    if (ids.length === 0) return
    removeAwarenessStates(this.awareness, ids, participant)
    this.#broadcast(awarenessFrame(encodeAwarenessUpdate(this.awareness, ids)), participant)
    this.#listener.onPresence(ids)
  }

  /** Writes what waits and a snapshot where the log after the last one is long, and lets go. */
  async close(): Promise<void> {
    try {
      await this.stored()
      await this.#working
      if (this.#tail > 0 && !this.#broken) await this.#snapshot(this.#doc.state())
    } finally {
      this.#broken ??= new SyncRefusal(closeCode.unavailable, 'This guide was closed')
      this.#letGo()
    }
  }

  #letGo(): void {
    if (this.#restTimer) clearTimeout(this.#restTimer)
    this.awareness.destroy()
    this.#suggestOnly.letGo()
    this.#doc.destroy()
  }

  /** A document that has come to life. */
  #watch(live: Y.Doc): void {
    live.on('afterTransaction', ({ beforeState, afterState, deleteSet }: Y.Transaction) => {
      this.#changed ||=
        deleteSet.clients.size > 0 ||
        [...afterState].some(([client, clock]) => beforeState.get(client) !== clock)
    })
    this.#lastUse = performance.now()
    this.#restTimer ??= setTimeout(() => this.#rest(), this.#limits.rest).unref()
  }

  /** Lets the live document go where nobody has used it for a while. */
  async #rest(): Promise<void> {
    const idle = performance.now() - this.#lastUse
    if (idle < this.#limits.rest || this.#working) {
      const wait = Math.max(this.#limits.rest - idle, 100)
      this.#restTimer = setTimeout(() => this.#rest(), wait).unref()
      return
    }
    this.#restTimer = null
    if (this.#broken) return
    this.#suggestOnly.letGo()
    this.#doc.rest()
    // So that it opens without its log after a crash as well.
    this.#wantSnapshot = this.#tail > 0
    if (this.#wantSnapshot) this.#working ??= this.#work()
  }

  /** @returns what of it was new, or null. */
  #apply(update: Uint8Array): Uint8Array | null {
    let news: Uint8Array | null = null
    const keep = (made: Uint8Array) => {
      news = made
    }
    const large = update.length > LARGE_UPDATE
    const { doc } = this
    this.#changed = false
    try {
      if (large) doc.once('update', keep)
      Y.applyUpdate(doc, update)
    } catch (error) {
      // The check should have caught it. The document may be half changed: read it anew.
      this.#break(error)
      throw new SyncRefusal(closeCode.doesNotFit, 'This update cannot be applied')
    } finally {
      if (large) doc.off('update', keep)
    }
    if (large) return news
    return this.#changed ? update : null
  }

  /**
   * Group commit: while one write is on its way to the disk, what arrives gathers for the next.
   * Reading on and writing take turns here, so that the sequence number is moved in one place.
   */
  async #work(): Promise<void> {
    try {
      while ((this.#waiting.length > 0 || this.#readOn || this.#wantSnapshot) && !this.#broken) {
        if (this.#readOn) {
          this.#readOn = false
          await this.#readOthers()
        }
        if (this.#waiting.length > 0) await this.#append()
        else if (this.#wantSnapshot) {
          this.#wantSnapshot = false
          await this.#snapshot(this.#doc.state())
        }
      }
    } catch (error) {
      this.#break(error)
    } finally {
      this.#working = null
    }
  }

  async #append(): Promise<void> {
    const batch = this.#waiting
    this.#waiting = []
    const fresh = batch.filter(({ inLog }) => !inLog)
    // All that is in memory is in the log or in this batch: the state after it can be kept.
    const snapshotAfter = Math.max(
      this.#limits.snapshotEvery,
      this.#stateBytes / this.#limits.snapshotBytesPerUpdate,
    )
    const state = this.#tail + fresh.length >= snapshotAfter ? this.#doc.state() : null
    const comments = fresh.flatMap((waiting) => waiting.comments)
    const notes = comments.length > 0 ? await this.#listener.noteComments(comments) : []
    this.#tellComments = comments.length > 0
    if (fresh.length > 0 && !(await this.#write(fresh))) {
      // Another process appended: its updates come first.
      this.#waiting = [...batch, ...this.#waiting]
      if ((await this.#readOthers()) === 0)
        throw new DamagedGuide(this.guideId, `its log is not at ${this.#seq} and does not go on`)
      return
    }
    this.#seq += fresh.length
    this.#tail += fresh.length
    this.#stored += batch.length
    for (const { update } of batch) this.waitingBytes -= update.length
    this.#release()
    if (fresh.length > 0) this.#listener.onAppended()
    for (const [index, comment] of comments.entries())
      this.#listener.onComment(comment, notes[index] ?? null)
    if (state) await this.#snapshot(state)
  }

  async #write(entries: Waiting[]): Promise<boolean> {
    const began = performance.now()
    const written = appendUpdates(this.#store, this.guideId, this.#seq, entries)
    const hurried = this.#hurry()
    try {
      const appended = await written
      if (hurried) this.#listener.onStored(performance.now() - began)
      return appended
    } catch (error) {
      this.#listener.onNotStored()
      throw error
    }
  }

  /** Nobody need be told of what is on disk unless somebody waits for it, or more waits behind it. */
  #hurry(): boolean {
    const wanted =
      this.#waiters.length > 0 ||
      this.#waiting.length > 0 ||
      this.#readers > 0 ||
      this.#tellComments
    if (wanted) this.#store.logAppender?.hurry()
    return wanted
  }

  /** Takes in what other processes appended, and shows it. Returns how many updates it was. */
  async #readOthers(): Promise<number> {
    const entries = await readLog(this.#store, this.guideId, this.#seq)
    if (entries.length === 0) return 0
    if (this.#broken) throw this.#broken
    for (const { seq, update } of entries) {
      // Two processes were given the same part of the same client: two tabs of one author, or one
      // that changed over. What is the same in every byte is on disk with that. Where it cannot be
      // told to be the same text, the log decides: it is read anew.
      for (const waiting of this.#waiting)
        if (isSame(waiting.update, update)) waiting.inLog = true
        else if (overlap(waiting.update, update))
          throw new Error(`Update ${seq} holds again what waits to be stored`)
      applyStored(this.doc, this.guideId, seq, update)
      this.#stateBytes += update.length
    }
    if (this.doc.store.pendingStructs || this.doc.store.pendingDs)
      throw new DamagedGuide(this.guideId, `its log after ${this.#seq} builds on what it lacks`)
    this.#seq += entries.length
    this.#tail += entries.length
    const frame = updateFrames(entries.map(({ update }) => update))
    for (const participant of this.participants) participant.show(frame)
    return entries.length
  }

  async #snapshot(state: Uint8Array): Promise<void> {
    this.#stateBytes = state.length
    await writeSnapshot(this.#store, this.guideId, this.#seq, state)
    this.#tail = 0
    await compactLog(this.#store, this.guideId).catch(this.#listener.onWarning)
  }

  #release(): void {
    const due = this.#waiters.filter(({ through }) => through <= this.#stored)
    if (due.length === 0) return
    this.#waiters = this.#waiters.filter(({ through }) => through > this.#stored)
    for (const { resolve } of due) resolve()
  }

  #endTurn(): void {
    this.#show()
    if (this.#broken) return
    if (this.#working) this.#hurry()
    else if (this.#waiting.length > 0)
      // What comes while the others are shown this goes to the disk with it.
      this.#working = new Promise((done) => inTwoTurns(() => done(this.#work())))
  }

  /** The same bytes for everybody: who wrote a part of it has that part, and Yjs passes over it. */
  #show(): void {
    const batch = this.#unshown
    this.#unshown = []
    const [first] = batch
    if (!first || this.#broken) return
    const alone = batch.every(({ from }) => from === first.from)
    const except = alone ? first.from : null
    if (this.participants.size === (except && this.participants.has(except) ? 1 : 0)) return
    const frame = updateFrames(batch.map(({ update }) => update))
    for (const participant of this.participants) if (participant !== except) participant.show(frame)
  }

  #broadcast(frame: Uint8Array, except: Participant | null): void {
    for (const participant of this.participants) if (participant !== except) participant.send(frame)
  }

  #break(error: unknown): void {
    if (this.#broken) return
    this.#broken = new SyncRefusal(
      closeCode.unavailable,
      'The guide could not be stored. What you wrote is kept on your device.',
    )
    this.#waiting = []
    this.#unshown = []
    for (const participant of [...this.participants]) participant.end(this.#broken)
    for (const { reject } of this.#waiters.splice(0)) reject(this.#broken)
    this.#letGo()
    this.#listener.onBroken(error)
  }
}

/** Whether an update begins with no client's part. */
function deletesOnly(update: Uint8Array): boolean {
  return update[0] === 0
}

function isPerson(user: unknown): user is { accountId: string } {
  return (
    typeof user === 'object' &&
    user !== null &&
    'accountId' in user &&
    typeof user.accountId === 'string'
  )
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0
}

/** Whether two updates hold the same part of the same client's writing. */
function overlap(one: Uint8Array, other: Uint8Array): boolean {
  const a = Y.parseUpdateMeta(one)
  const b = Y.parseUpdateMeta(other)
  for (const [client, from] of a.from) {
    const otherFrom = b.from.get(client)
    if (otherFrom === undefined) continue
    if (from < (b.to.get(client) ?? 0) && otherFrom < (a.to.get(client) ?? 0)) return true
  }
  return false
}
