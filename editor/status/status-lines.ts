import type { Status } from '@charrette/collab-server/contract'
import { words } from '../messages/index.ts'
import { moment } from '../review/moments.ts'

/** One thing that a server does, and whether it does it. */
export interface StatusLine {
  name: string
  ok: boolean
  /** What is so, and what it means for those who write. */
  words: string
}

/** Below this, an edition may not fit any more. */
const LITTLE_ROOM = 1_000_000_000
/** Milliseconds that a mail may wait before it is told of: a relay may be slow. */
const LONG_WAIT = 15 * 60_000

/** A status in words, in the order in which it matters to authors. */
export function statusLines(status: Status, now = Date.now()): StatusLine[] {
  const say = words().status.lines
  return [
    {
      name: say.saving,
      ok: status.saves,
      words: status.saves
        ? `${say.stored} ${status.connections === 0 ? say.nobodyWrites : say.windows(status.connections)}`
        : say.notStored,
    },
    ...status.damaged.map(({ slug, since }) => ({
      name: say.theGuide(slug),
      ok: false,
      words: say.damaged(moment(since)),
    })),
    publishing(status),
    mail(status.mail, now),
    {
      name: say.printing,
      ok: status.prints,
      words: status.prints ? say.prints : say.printsNot,
    },
    ...(status.freeBytes === null ? [] : [room(status.freeBytes)]),
  ]
}

function publishing({ publications }: Status): StatusLine {
  const say = words().status.lines
  const failed = publications.filter(({ state }) => state === 'failed').length
  const others = publications.length - failed
  return {
    name: say.publishing,
    ok: failed === 0,
    words: failed > 0 ? say.notMade(failed) : others > 0 ? say.beingMade(others) : say.nothingWaits,
  }
}

function mail({ sends, waiting, waitingSince, failed }: Status['mail'], now: number): StatusLine {
  const say = words().status.lines
  const name = say.mail
  if (!sends)
    return {
      name,
      ok: false,
      words: say.noMail,
    }
  if (waiting > 0 && waitingSince !== null && now - Date.parse(waitingSince) > LONG_WAIT)
    return {
      name,
      ok: false,
      words: say.mailWaits(waiting, moment(waitingSince)),
    }
  if (failed > 0)
    return {
      name,
      ok: false,
      words: say.mailGivenUp(failed),
    }
  return {
    name,
    ok: true,
    words: waiting > 0 ? say.mailOnItsWay(waiting) : say.nothingWaits,
  }
}

function room(freeBytes: number): StatusLine {
  const say = words().status.lines
  const gigabytes = (freeBytes / 1e9).toFixed(1)
  return {
    name: say.room,
    ok: freeBytes >= LITTLE_ROOM,
    words: freeBytes >= LITTLE_ROOM ? say.free(gigabytes) : say.littleFree(gigabytes),
  }
}
