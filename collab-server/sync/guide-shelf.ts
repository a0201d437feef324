import type { Store } from '../store/open-store.ts'
import type { StoredComment } from './comment-check.ts'
import { DamagedGuide } from './damaged-guide.ts'
import { loadGuide } from './guide-log.ts'
import type { SyncMeter } from './index.ts'
import { OpenGuide } from './open-guide.ts'
import { closeCode, type SyncLimits, SyncRefusal } from './protocol.ts'
import { quarantine, release } from './quarantine.ts'

/** How long a damaged guide is not read again, in milliseconds. */
const QUARANTINE_LOOK = 5_000

/** The guides that are open in this process: each at most once, and none for longer than needed. */
export class GuideShelf {
  readonly #guides = new Map<string, Promise<OpenGuide>>()
  readonly #idle = new Map<string, NodeJS.Timeout>()
  readonly #damaged = new Map<string, number>()
  readonly #store: Store
  readonly #limits: SyncLimits
  readonly #log: (line: string) => void
  readonly #meter: SyncMeter | undefined
  /** Told of every update that this process has appended. */
  onAppended: (guide: OpenGuide) => void = () => {}
  /** Told of comments that come through this process, before they are stored. */
  noteComments: (guideId: string, comments: StoredComment[]) => Promise<(string | null)[]> =
    async () => []
  /** Told of every comment that came through this process and is on disk, with its note. */
  onComment: (guideId: string, comment: StoredComment, note: string | null) => void = () => {}
  /** Told of the awareness clients of this process whose presence changed. */
  onPresence: (guide: OpenGuide, clientIds: number[]) => void = () => {}
  /** Told when a guide was opened. */
  onOpened: (guide: OpenGuide) => void = () => {}

  constructor(store: Store, limits: SyncLimits, log: (line: string) => void, meter?: SyncMeter) {
    this.#meter = meter
    this.#store = store
    this.#limits = limits
    this.#log = log
  }

  /** How many are open. */
  get size(): number {
    return this.#guides.size
  }

  /** Those that are open by now. */
  async *opened(): AsyncGenerator<OpenGuide> {
    for (const opening of [...this.#guides.values()]) {
      const guide = await opening.catch(() => null)
      if (guide) yield guide
    }
  }

  /** The guide if it is open. */
  async find(guideId: string): Promise<OpenGuide | null> {
    return (await this.#guides.get(guideId)?.catch(() => null)) ?? null
  }

  /**
   * Opens a guide, or finds it. Call `letGo` when done with it.
   *
   * @throws {SyncRefusal} `quarantined` or `unavailable`.
   */
  open(guideId: string): Promise<OpenGuide> {
    clearTimeout(this.#idle.get(guideId))
    this.#idle.delete(guideId)
    const known = this.#guides.get(guideId)
    if (known) return known
    if (
      performance.now() - (this.#damaged.get(guideId) ?? Number.NEGATIVE_INFINITY) <
      QUARANTINE_LOOK
    )
      return Promise.reject(damagedRefusal())
    const opening = this.#load(guideId)
    this.#guides.set(guideId, opening)
    // Not kept: the next one to come tries to read it anew.
    opening.catch(() => this.#forget(guideId, opening))
    return opening
  }

  /** Lets a guide go after a while, if nobody is in it then. */
  letGo(guideId: string): void {
    clearTimeout(this.#idle.get(guideId))
    const timer = setTimeout(async () => {
      this.#idle.delete(guideId)
      const opening = this.#guides.get(guideId)
      const guide = await opening?.catch(() => null)
      if (!opening || !guide || guide.participants.size > 0) return
      this.#forget(guideId, opening)
      await guide.close().catch((error: unknown) => this.#log(describe(error)))
    }, this.#limits.idle)
    timer.unref()
    this.#idle.set(guideId, timer)
  }

  /** Stores what waits in every guide, and lets all of them go. */
  async close(): Promise<void> {
    for (const timer of this.#idle.values()) clearTimeout(timer)
    const guides = [...this.#guides.values()]
    this.#guides.clear()
    for (const opening of guides) {
      const guide = await opening.catch(() => null)
      await guide?.close().catch((error: unknown) => this.#log(describe(error)))
    }
  }

  async #load(guideId: string): Promise<OpenGuide> {
    try {
      const loaded = await loadGuide(this.#store, guideId)
      if (loaded.withoutSnapshot)
        this.#log(
          `The snapshot of guide ${guideId} was damaged; its log is whole and was read instead.`,
        )
      this.#damaged.delete(guideId)
      if (await release(this.#store, guideId))
        this.#log(`The guide ${guideId} can be read again and is out of quarantine.`)
      const guide: OpenGuide = new OpenGuide(guideId, loaded, this.#store, this.#limits, {
        onAppended: () => this.onAppended(guide),
        onStored: (milliseconds) => this.#meter?.stored(milliseconds),
        onNotStored: () => this.#meter?.notStored(),
        noteComments: (comments) => this.noteComments(guideId, comments),
        onComment: (comment, note) => this.onComment(guideId, comment, note),
        onPresence: (clientIds) => this.onPresence(guide, clientIds),
        onWarning: (error) =>
          this.#log(`The log of guide ${guideId} was not packed: ${describe(error)}`),
        onBroken: (error) => {
          const opening = this.#guides.get(guideId)
          if (opening) this.#forget(guideId, opening)
          this.#meter?.putAway()
          if (error instanceof DamagedGuide) void this.#quarantine(error)
          else this.#log(`The guide ${guideId} was put away after a failure: ${describe(error)}`)
        },
      })
      this.onOpened(guide)
      return guide
    } catch (error) {
      if (error instanceof DamagedGuide) {
        await this.#quarantine(error)
        throw damagedRefusal()
      }
      this.#log(`The guide ${guideId} cannot be read: ${describe(error)}`)
      throw new SyncRefusal(closeCode.unavailable, 'This guide cannot be read at present')
    }
  }

  async #quarantine(damage: DamagedGuide): Promise<void> {
    const news = !this.#damaged.has(damage.guideId)
    this.#damaged.set(damage.guideId, performance.now())
    if (news)
      this.#log(
        `${damage.message}. It is in quarantine: nobody can open it and nothing is stored in it. Restore it from a backup.`,
      )
    await quarantine(this.#store, damage).catch((error: unknown) => this.#log(describe(error)))
  }

  #forget(guideId: string, opening: Promise<OpenGuide>): void {
    if (this.#guides.get(guideId) === opening) this.#guides.delete(guideId)
  }
}

export function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function damagedRefusal(): SyncRefusal {
  return new SyncRefusal(
    closeCode.quarantined,
    'This guide is damaged on the server. What you wrote is kept on your device.',
  )
}
