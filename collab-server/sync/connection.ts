import type { Duplex } from 'node:stream'
import * as decoding from 'lib0/decoding'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { may } from '../accounts/policies.ts'
import type { Role } from '../api/contract.ts'
import { guardAwareness, type Presence } from './awareness-guard.ts'
import { isEmptyUpdate, type UpdateWriter } from './content-check.ts'
import { deniedFrame, receiptFrame, syncStep1Frame, syncStep2Frame } from './frames.ts'
import type { SyncMeter } from './index.ts'
import type { OpenGuide, Participant } from './open-guide.ts'
import { closeCode, messageType, type SyncLimits, SyncRefusal, syncStep } from './protocol.ts'
import { TokenBucket } from './rate-limit.ts'

/** Bytes; some ten for each tab that ever wrote in a guide. */
const MAX_STATE_VECTOR = 1 << 20
/** Sync steps 1 that wait for an answer; a client needs one for each connection. */
const MAX_QUESTIONS = 16
/** Milliseconds of work that one message is charged with at most: a busy machine is nobody's fault. */
const MAX_CHARGE = 1_000

/** What a verified person may do in one guide. */
export interface Access {
  guideId: string
  accountId: string
  name: string
  cityId: string
  cityName: string
  /** When the session or the token ends, ISO 8601, UTC; null for never. */
  until?: string | null
  role: Role
}

/** One browser tab or script in one guide. Every message is judged by its access. */
export class Connection implements Participant {
  readonly clientIds = new Set<number>()
  writer: UpdateWriter
  access: Access
  readonly #socket: WebSocket
  /** What the WebSocket writes to: whole frames are written past it, without a copy each. */
  readonly #wire: Duplex
  readonly #guide: OpenGuide
  readonly #limits: SyncLimits
  readonly #meter: SyncMeter | undefined
  #presence: Presence
  readonly #messages: TokenBucket
  readonly #bytes: TokenBucket
  readonly #work: TokenBucket
  /** Since when it has been read more slowly than it sends; null where it is not. */
  #tooFastSince: number | null = null
  /** Reasons for which it is not read at present. */
  #pauses = 0
  #ended = false
  /** What came while an update of this connection is tried out; null where none is. */
  #held: Uint8Array[] | null = null
  /** State vectors that wait for an answer; the first one's is being made. */
  readonly #questions: Uint8Array[] = []
  /**
   * What others wrote while the answer to its first question is under way: that comes first. Null
   * before the question, for the answer holds what was written until then.
   */
  #unseen: Uint8Array[] | null = null
  #unseenBytes = 0
  /** Whether it has been given the answer to its first question. */
  #answered = false
  /** Whether the client has answered the greeting, and so given what it wrote without a connection. */
  #caughtUp = false
  /** Receipts asked for before that. */
  #early: number[] = []

  constructor(
    socket: WebSocket,
    wire: Duplex,
    guide: OpenGuide,
    access: Access,
    limits: SyncLimits,
    meter?: SyncMeter,
  ) {
    this.#meter = meter
    this.#socket = socket
    this.#wire = wire
    this.#guide = guide
    this.access = access
    this.#limits = limits
    this.writer = writerOf(access)
    this.#presence = presenceOf(access)
    this.#messages = new TokenBucket(limits.messages)
    this.#bytes = new TokenBucket(limits.bytes)
    this.#work = new TokenBucket(limits.work)
    guide.participants.add(this)
  }

  /** Says what the server has, and asks for what it has not. */
  greet(): void {
    if (this.#ended) return
    try {
      // A reader has nothing that the server would take.
      if (this.#maySend()) this.send(syncStep1Frame(this.#guide.stateVector()))
      const presence = this.#guide.presenceFrame()
      if (presence) this.send(presence)
    } catch {
      // Whatever made it so has told the operator.
      this.end(new SyncRefusal(closeCode.unavailable, 'This guide cannot be read at present'))
    }
  }

  /** Takes one frame. Whatever is wrong with it ends this connection and touches no other. */
  receive(frame: Uint8Array): void {
    if (this.#held) {
      this.#held.push(frame)
      return
    }
    this.#guard(() => {
      const began = performance.now()
      const wait = Math.max(this.#messages.take(1, began), this.#bytes.take(frame.length, began))
      this.#read(frame)
      const now = performance.now()
      this.#slowDown(Math.max(wait, this.#work.take(Math.min(now - began, MAX_CHARGE), now)), now)
    })
  }

  #guard(work: () => void): void {
    if (this.#ended) return
    try {
      work()
    } catch (error) {
      this.end(
        error instanceof SyncRefusal
          ? error
          : new SyncRefusal(closeCode.doesNotFit, 'This is not a message of the sync protocol'),
      )
    }
  }

  /** @param frame of frames.ts. */
  send(frame: Uint8Array): void {
    if (this.#ended || this.#socket.readyState !== this.#socket.OPEN) return
    // Without this frame: one answer may be larger than what may wait.
    if (this.#wire.writableLength > this.#limits.unsentBytes) {
      this.end(new SyncRefusal(closeCode.tooSlow, 'This connection is too slow for the guide'))
      return
    }
    this.#wire.write(frame)
  }

  /**
   * Sends what others wrote, but nothing before the answer to the client's first question, on which it
   * builds. Yjs would take the deletions in it at once and keep the rest until the answer has come; and
   * where the answer never comes, and the server loses what it would have held, the client could never
   * again sync what it has kept.
   */
  show(frame: Uint8Array): void {
    if (this.#answered) {
      this.send(frame)
      return
    }
    if (!this.#unseen) return
    this.#unseen.push(frame)
    this.#unseenBytes += frame.length
    if (this.#unseenBytes > this.#limits.unsentBytes)
      this.end(new SyncRefusal(closeCode.tooSlow, 'This connection is too slow for the guide'))
  }

  /**
   * Goes on with newly read rights. With another role it connects again, so that it is greeted as
   * what it is now.
   */
  changeAccess(access: Access): void {
    if (access.role !== this.access.role || access.guideId !== this.access.guideId) {
      this.end(new SyncRefusal(closeCode.roleChanged, 'Your rights have changed'))
      return
    }
    this.access = access
    this.writer = writerOf(access)
    this.#presence = presenceOf(access)
  }

  end({ code, message }: SyncRefusal): void {
    if (this.#ended) return
    this.#ended = true
    this.#guide.leave(this)
    if (code === closeCode.forbidden && this.#socket.readyState === this.#socket.OPEN)
      this.#wire.write(deniedFrame(message))
    this.#socket.close(code, message.slice(0, 120))
    // A client that does not answer the close frame is not waited for.
    setTimeout(() => this.#socket.terminate(), 2000).unref()
  }

  /** The socket is gone. */
  gone(): void {
    this.#ended = true
    this.#guide.leave(this)
  }

  #maySend(): boolean {
    return may(this.access.role, 'comment')
  }

  #read(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame)
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case messageType.sync: {
        const step = decoding.readVarUint(decoder)
        const payload = decoding.readVarUint8Array(decoder)
        if (step === syncStep.step1) this.#answer(payload)
        else if (step === syncStep.step2) this.#catchUp(payload)
        else if (step === syncStep.update) this.#take(payload, { claims: true })
        else throw new SyncRefusal(closeCode.doesNotFit, 'This is no step of the sync protocol')
        return
      }
      case messageType.awareness: {
        const guarded = guardAwareness(
          decoding.readVarUint8Array(decoder),
          this.#presence,
          this.clientIds,
          (clientId) => this.#guide.isSpokenFor(clientId, this),
        )
        if (guarded) this.#guide.showPresence(guarded, this)
        return
      }
      case messageType.queryAwareness: {
        const presence = this.#guide.presenceFrame()
        if (presence) this.send(presence)
        return
      }
      case messageType.receiptRequest: {
        const number = decoding.readVarUint(decoder)
        if (this.#caughtUp || !this.#maySend()) this.#giveReceipt(number)
        else if (this.#early.length < 1000) this.#early.push(number)
        return
      }
      default:
        throw new SyncRefusal(closeCode.doesNotFit, 'This is not a message of the sync protocol')
    }
  }

  /**
   * Sync step 1 asks for what the client lacks: answered once all that it is told is on disk. One at
   * a time: an answer can be as large as the guide, and a question has ten bytes.
   */
  #answer(stateVector: Uint8Array): void {
    if (stateVector.length > MAX_STATE_VECTOR)
      throw new SyncRefusal(closeCode.doesNotFit, 'No guide has had so many writers')
    Y.decodeStateVector(stateVector)
    if (this.#questions.push(stateVector) > MAX_QUESTIONS)
      throw new SyncRefusal(closeCode.tooFast, 'This connection asks again and again')
    if (this.#questions.length === 1) void this.#answerAll()
  }

  async #answerAll(): Promise<void> {
    for (let asked = this.#questions[0]; asked && !this.#ended; asked = this.#questions[0]) {
      const answer = syncStep2Frame(this.#guide.difference(asked))
      if (!this.#answered) this.#unseen ??= []
      // The guide could not be written: everybody in it has been told by it.
      const stored = await this.#guide.stored().then(
        () => true,
        () => false,
      )
      if (!stored) return
      this.send(answer)
      this.#answered = true
      for (const frame of this.#unseen?.splice(0) ?? []) this.send(frame)
      this.#questions.shift()
    }
  }

  #giveReceipt(number: number): void {
    const asked = performance.now()
    this.#guide.stored().then(
      () => {
        this.send(receiptFrame(number))
        this.#meter?.acknowledged(performance.now() - asked)
      },
      // The guide could not be written: everybody in it has been told by it.
      () => {},
    )
  }

  /** The answer to the greeting holds all that the server lacks, what was sent before it included. */
  #catchUp(update: Uint8Array): void {
    this.#caughtUp = true
    this.#take(update, { claims: false }, () => {
      for (const number of this.#early.splice(0)) this.#giveReceipt(number)
    })
  }

  /**
   * @param how `claims`: whether the Yjs client ids that it writes under are this person's from now on.
   * @param taken called once it is in the guide.
   */
  #take(
    update: Uint8Array,
    how: { claims: boolean; tried?: boolean },
    taken: () => void = () => {},
  ): void {
    if (isEmptyUpdate(update)) {
      taken()
      return
    }
    if (!this.#maySend())
      throw new SyncRefusal(closeCode.forbidden, 'You can read this guide but not change it')
    try {
      const author = { accountId: this.access.accountId, cityId: this.access.cityId }
      if (!this.#guide.receive(update, author, this, how)) {
        this.#tryOut(update, () => this.#take(update, { ...how, tried: true }, taken))
        return
      }
    } catch (error) {
      // Who types on while connecting sends a letter before what it builds on. Both come with the
      // answer to the greeting.
      if (error instanceof SyncRefusal && error.code === closeCode.syncAgain && !this.#caughtUp)
        return
      throw error
    }
    taken()
    // Back pressure: not read on until the disk has caught up.
    if (this.#guide.waitingBytes > this.#limits.waitingBytes)
      this.#pauseUntil(this.#guide.stored().catch(() => {}))
  }

  /** Tries an update out; what this connection sends meanwhile waits for it. */
  #tryOut(update: Uint8Array, take: () => void): void {
    this.#held = []
    const tried = this.#guide.tryOut(update).then((sound) => {
      const held = this.#held ?? []
      this.#held = null
      this.#guard(() => {
        if (!sound)
          throw new SyncRefusal(
            closeCode.tooFast,
            'This update takes too much work to put in place',
          )
        take()
      })
      for (const frame of held) this.receive(frame)
    })
    this.#pauseUntil(tried)
  }

  /** Whoever sends faster than they may is not read for a while; whoever goes on so is cut. */
  #slowDown(wait: number, now: number): void {
    if (wait === 0) {
      this.#tooFastSince = null
      return
    }
    this.#tooFastSince ??= now
    if (now - this.#tooFastSince > this.#limits.tooFastFor)
      throw new SyncRefusal(
        closeCode.tooFast,
        'This connection sends more than one person can write',
      )
    this.#pauseUntil(new Promise((resolve) => setTimeout(resolve, wait).unref()))
  }

  #pauseUntil(moment: Promise<void>): void {
    if (this.#pauses++ === 0) this.#socket.pause()
    void moment.then(() => {
      if (--this.#pauses === 0) this.#socket.resume()
    })
  }
}

function writerOf({ accountId, name, cityName, role }: Access): UpdateWriter {
  return {
    accountId,
    name,
    city: cityName,
    scope: may(role, 'write the draft')
      ? 'everything'
      : may(role, 'suggest changes')
        ? 'suggestions'
        : 'comments',
  }
}

function presenceOf({ accountId, name, cityName }: Access): Presence {
  return { accountId, name, city: cityName }
}
