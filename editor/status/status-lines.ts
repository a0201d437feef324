import type { Status } from '@charrette/collab-server/contract'
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
  return [
    {
      name: 'Saving',
      ok: status.saves,
      words: status.saves
        ? `What is written is stored. ${status.connections === 0 ? 'Nobody has a guide open.' : `Guides are open in ${count(status.connections, 'window', 'windows')}.`}`
        : 'Nothing can be stored just now. What people write stays on their devices and is saved when this is mended.',
    },
    ...status.damaged.map(({ slug, since }) => ({
      name: `The guide “${slug}”`,
      ok: false,
      words: `It is damaged on the server’s disk since ${moment(since)}, and closed until it is restored from a backup.`,
    })),
    publishing(status),
    mail(status.mail, now),
    {
      name: 'Printing',
      ok: status.prints,
      words: status.prints
        ? 'There is a browser to print with.'
        : 'The server found no browser to print with: no edition can be published.',
    },
    ...(status.freeBytes === null ? [] : [room(status.freeBytes)]),
  ]
}

function publishing({ publications }: Status): StatusLine {
  const failed = publications.filter(({ state }) => state === 'failed').length
  const others = publications.length - failed
  return {
    name: 'Publishing',
    ok: failed === 0,
    words:
      failed > 0
        ? `${count(failed, 'edition', 'editions')} could not be made. Open its releases to see why and to try again.`
        : others > 0
          ? `${count(others, 'edition is', 'editions are')} being made or waiting.`
          : 'Nothing waits.',
  }
}

function mail({ sends, waiting, waitingSince, failed }: Status['mail'], now: number): StatusLine {
  const name = 'Mail'
  if (!sends)
    return {
      name,
      ok: false,
      words: 'No mail goes out: no relay is set on this server.',
    }
  if (waiting > 0 && waitingSince !== null && now - Date.parse(waitingSince) > LONG_WAIT)
    return {
      name,
      ok: false,
      words: `${count(waiting, 'mail has', 'mails have')} waited since ${moment(waitingSince)}: the relay does not take them. They are kept and tried again.`,
    }
  if (failed > 0)
    return {
      name,
      ok: false,
      words: `${count(failed, 'mail was', 'mails were')} given up in the last seven days.`,
    }
  return {
    name,
    ok: true,
    words: waiting > 0 ? `${count(waiting, 'mail is', 'mails are')} on the way.` : 'Nothing waits.',
  }
}

function room(freeBytes: number): StatusLine {
  const gigabytes = (freeBytes / 1e9).toFixed(1)
  return {
    name: 'Room on the disk',
    ok: freeBytes >= LITTLE_ROOM,
    words:
      freeBytes >= LITTLE_ROOM
        ? `${gigabytes} GB are free.`
        : `Only ${gigabytes} GB are free: soon nothing can be saved or published.`,
  }
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
