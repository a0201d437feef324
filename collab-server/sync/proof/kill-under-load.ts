import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chapterContent, chapterFragment, writeGuideToDoc } from '@charrette/guides'
import { guide } from '@charrette/guides/testing'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openStore } from '../../store/open-store.ts'
import { loadGuide } from '../guide-log.ts'
import { Random } from './random.ts'
import { missingOf, Replica } from './replica.ts'
import { startServerProcess } from './server-process.ts'

export interface KillOutcome {
  kills: number
  /** Edits that authors were told are on disk, each checked after the next kill. */
  acknowledged: number
  /** What of them was not there. */
  lost: string[]
}

/** Kills of one guide; then another is begun, for it takes ever longer to read and compare. */
const OF_ONE_GUIDE = 20

/**
 * Authors type as fast as they can; the server is ended by SIGKILL at a random moment; what its
 * database holds is compared with what the authors had been told is on disk. So many times.
 */
export async function killUnderLoad(
  seed: number,
  kills: number,
  onKill: (outcome: KillOutcome) => void = () => {},
): Promise<KillOutcome> {
  const random = new Random(seed)
  const outcome: KillOutcome = { kills: 0, acknowledged: 0, lost: [] }
  while (outcome.kills < kills)
    await killWithOneGuide(random, Math.min(kills, outcome.kills + OF_ONE_GUIDE), outcome, onKill)
  return outcome
}

/** Adds to the outcome until it has so many kills. */
async function killWithOneGuide(
  random: Random,
  kills: number,
  outcome: KillOutcome,
  onKill: (outcome: KillOutcome) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-kill-'))
  const authors = [1, 2, 3].map((client) => new Replica(`author-${client}`, client))
  const [first] = authors
  if (!first) throw new Error('no author')
  writeGuideToDoc(guide({}, { id: 'one', title: 'One', lang: null, content: emptyText }), first.doc)
  try {
    for (; outcome.kills < kills; onKill(outcome)) {
      const server = await startServerProcess(folder)
      const before = authors.map(told)
      const hangUp = authors.map((author) => writeTo(server.port, author, random))
      try {
        // Not before something has been acknowledged: a kill that nobody could lose by proves nothing.
        await until(() => authors.every((author, index) => told(author) > (before[index] ?? 0)))
        await pause(random.between(0, 300))
      } finally {
        await server.kill()
        for (const end of hangUp) end()
      }
      outcome.kills++
      for (const [index, author] of authors.entries())
        outcome.acknowledged += told(author) - (before[index] ?? 0)
      outcome.lost.push(...(await lostOf(folder, authors)))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const emptyText = { type: 'doc', content: [{ type: 'paragraph' }] }
const told = ({ acknowledged, doc }: Replica): number => acknowledged.clocks.get(doc.clientID) ?? 0

/** Connects an author who types without a pause, and asks for a receipt with every edit. */
function writeTo(port: number, author: Replica, random: Random): () => void {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/guide?token=${author.name}`)
  const flush = () => {
    for (const message of author.outbox?.splice(0) ?? [])
      if (socket.readyState === WebSocket.OPEN) socket.send(message)
  }
  socket.on('error', () => {})
  socket.on('open', () => {
    author.connect()
    flush()
  })
  socket.on('message', (data: Buffer) => {
    author.receive(new Uint8Array(data))
    flush()
  })
  const typing = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return
    type(author.doc, random)
    author.askForReceipt()
    flush()
  }, 2)
  return () => {
    clearInterval(typing)
    socket.terminate()
    author.disconnect()
  }
}

function type(doc: Y.Doc, random: Random): void {
  const fragment = chapterFragment(doc, 'one')
  if (fragment.length === 0) return
  if (fragment.length < 5 || random.chance(0.02)) {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('New.')])
    fragment.insert(random.between(0, fragment.length), [paragraph])
    return
  }
  const paragraph = fragment.get(random.between(0, fragment.length - 1))
  const text = paragraph instanceof Y.XmlElement && paragraph.length > 0 ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) return
  if (text.length > 3 && random.chance(0.2)) text.delete(random.between(0, text.length - 1), 1)
  else text.insert(random.between(0, text.length), random.pick(['a', 'b', 'word ']))
}

/** Reads the database as the dead server left it. */
async function lostOf(folder: string, authors: Replica[]): Promise<string[]> {
  const store = await openStore({ dataFolder: folder })
  try {
    const { doc } = await loadGuide(store, 'guide')
    // Throws where the text does not fit the schema.
    chapterContent(doc.live, 'one')
    return authors.flatMap(({ acknowledged, name }) =>
      missingOf(acknowledged, doc.live).map((what) => `${name}: ${what}`),
    )
  } finally {
    await store.close()
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    if (holds()) return
    await pause(5)
  }
  throw new Error('Nothing was acknowledged within 30 s')
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
