import { z } from 'zod'
import type { Store } from '../store/open-store.ts'
import type { GuideShelf } from './guide-shelf.ts'
import type { OpenGuide } from './open-guide.ts'

// Several processes may serve the same guide from one Postgres. What they say to each other is a
// hint: the log is the truth, and each reads on in it. A hint that is lost costs at most `POLL`.

const POLL = 2_000
/** Bytes of an awareness update that fit a notification (8,000) in base64, beside the rest. */
const PRESENCE = 5_400

const messageSchema = z.discriminatedUnion('kind', [
  /** The log of a guide goes on to `seq`. */
  z.object({ kind: z.literal('appended'), from: z.string(), guide: z.string(), seq: z.number() }),
  /** Who is in a guide at the sender's: an awareness update, in base64. */
  z.object({
    kind: z.literal('presence'),
    from: z.string(),
    guide: z.string(),
    update: z.string(),
  }),
  /** The sender has opened a guide: who is in it? */
  z.object({ kind: z.literal('who'), from: z.string(), guide: z.string() }),
])
type Message = z.infer<typeof messageSchema>

/** Keeps the guides of this process in step with the other processes on the same database. */
export interface OtherProcesses {
  close(): Promise<void>
}

export function joinOtherProcesses(store: Store, shelf: GuideShelf): OtherProcesses | null {
  const me = crypto.randomUUID()
  const listening = store.listen({
    onMessage: (text) => {
      const message = parse(text)
      if (message && message.from !== me) void hear(message)
    },
    onGap: () => void catchUp(true),
  })
  if (!listening) return null
  const notifications = listening

  const say = (key: string, make: () => Message[]) =>
    notifications.publish(key, () => make().map((message) => JSON.stringify(message)))

  function sayPresence(guide: OpenGuide, ids: Iterable<number>): void {
    const fresh = dirty.get(guide.guideId) ?? new Set()
    dirty.set(guide.guideId, fresh)
    for (const id of ids) fresh.add(id)
    say(`presence ${guide.guideId}`, () => {
      dirty.delete(guide.guideId)
      return guide.presenceUpdates(fresh, PRESENCE).map((update) => ({
        kind: 'presence',
        from: me,
        guide: guide.guideId,
        update: Buffer.from(update).toString('base64'),
      }))
    })
  }
  const dirty = new Map<string, Set<number>>()

  async function hear(message: Message): Promise<void> {
    const guide = await shelf.find(message.guide)
    if (!guide) return
    // What goes wrong with a guide, everybody in it is told by it.
    if (message.kind === 'appended') {
      if (message.seq > guide.seq) await guide.readOn().catch(() => {})
    } else if (message.kind === 'presence')
      guide.showPresenceFromElsewhere(new Uint8Array(Buffer.from(message.update, 'base64')))
    else sayPresence(guide, guide.localClientIds())
  }

  /** Reads on in every open guide whose log goes on. */
  async function catchUp(greet: boolean): Promise<void> {
    const open = new Map<string, OpenGuide>()
    for await (const guide of shelf.opened()) open.set(guide.guideId, guide)
    if (open.size === 0) return
    const heads = await store.db
      .selectFrom('guide')
      .select(['id', 'head_seq'])
      .where('id', 'in', [...open.keys()])
      .execute()
      .catch(() => [])
    for (const { id, head_seq: head } of heads) {
      const guide = open.get(id)
      if (guide && head > guide.seq) await guide.readOn().catch(() => {})
    }
    if (!greet) return
    for (const guide of open.values()) {
      sayPresence(guide, guide.localClientIds())
      say(`who ${guide.guideId}`, () => [{ kind: 'who', from: me, guide: guide.guideId }])
    }
  }

  shelf.onAppended = (guide) =>
    say(`appended ${guide.guideId}`, () => [
      { kind: 'appended', from: me, guide: guide.guideId, seq: guide.seq },
    ])
  shelf.onOpened = (guide) =>
    say(`who ${guide.guideId}`, () => [{ kind: 'who', from: me, guide: guide.guideId }])
  shelf.onPresence = sayPresence
  let polling: Promise<void> | null = null
  const poll = setInterval(() => {
    polling ??= catchUp(false).finally(() => {
      polling = null
    })
  }, POLL)
  poll.unref()
  return {
    close: async () => {
      clearInterval(poll)
      await polling
      await notifications.close()
    },
  }
}

function parse(text: string): Message | null {
  try {
    return messageSchema.parse(JSON.parse(text))
  } catch {
    // Another version's word: the poll makes up for it.
    return null
  }
}
