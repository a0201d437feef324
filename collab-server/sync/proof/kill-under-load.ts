import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chapterContent, writeGuideToDoc } from '@charrette/guides'
import { guide } from '@charrette/guides/testing'
import { openStore } from '../../store/open-store.ts'
import { loadGuide } from '../guide-log.ts'
import { Random } from './random.ts'
import { missingOf, Replica } from './replica.ts'
import { startServerProcess } from './server-process.ts'
import { writeTo } from './typing-author.ts'

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
      const hangUp = authors.map((author) =>
        writeTo(
          `ws://127.0.0.1:${server.port}/sync/guide?token=${author.name}`,
          author,
          'one',
          random,
        ),
      )
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
