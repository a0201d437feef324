/** How long somebody may pause within one sitting, in milliseconds. */
const PAUSE = 30 * 60_000

/** What one person did to a guide without a long pause, however many others wrote meanwhile. */
export interface Sitting {
  accountId: string
  cityId: string
  /** Their first and last update of it in the log. */
  firstSeq: number
  lastSeq: number
  /** When these were stored, ISO 8601, UTC. */
  from: string
  to: string
  /** By chapter id: characters that came and went, suggested ones included. */
  chapters: Map<string, { added: number; removed: number }>
  /** Whether they changed the front matter, the bibliography or the pictures. */
  around: boolean
  /** Whether they suggested changes. */
  suggested: boolean
}

/** What one update does, as far as a timeline tells of it. */
export interface UpdateWork {
  chapters: Map<string, { added: number; removed: number }>
  around: boolean
  suggested: boolean
}

/** Puts one more update into the sittings. Comments alone are no writing. */
export function addToSittings(
  sittings: Sitting[],
  open: Map<string, Sitting>,
  { seq, accountId, cityId, at }: { seq: number; accountId: string; cityId: string; at: string },
  work: UpdateWork,
): void {
  if (work.chapters.size === 0 && !work.around && !work.suggested) return
  const key = JSON.stringify([accountId, cityId])
  let sitting = open.get(key)
  if (!sitting || Date.parse(at) - Date.parse(sitting.to) > PAUSE) {
    sitting = {
      accountId,
      cityId,
      firstSeq: seq,
      lastSeq: seq,
      from: at,
      to: at,
      chapters: new Map(),
      around: false,
      suggested: false,
    }
    open.set(key, sitting)
    sittings.push(sitting)
  }
  sitting.lastSeq = seq
  sitting.to = at
  sitting.around ||= work.around
  sitting.suggested ||= work.suggested
  for (const [chapterId, { added, removed }] of work.chapters) {
    const known = sitting.chapters.get(chapterId) ?? { added: 0, removed: 0 }
    sitting.chapters.set(chapterId, {
      added: known.added + added,
      removed: known.removed + removed,
    })
  }
}
