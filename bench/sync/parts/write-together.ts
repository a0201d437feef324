import * as Y from 'yjs'
import { type BenchClient, openClients } from '../client.ts'
import { percentile, randomFrom } from '../random.ts'
import { cpuSeconds, pause, type RunningServer, residentBytes } from '../servers.ts'
import { fillGuide, paragraphText } from '../texts.ts'

export interface Load {
  guides: number
  writers: number
  /** Updates a second of each writer. */
  rate: number
  seconds: number
}

export interface LoadFigures {
  sent: number
  deliveries: number
  missing: number
  p50: number
  p99: number
  cpuSeconds: number
  cpuPerMillion: number
  rssMegabytes: number
  /** What of it was not there before the first connection. */
  addedMegabytes: number
}

/**
 * Writers type into guides; each update is timed from the key press to its being in the document
 * of each other writer.
 */
export async function writeTogether(
  server: RunningServer,
  { guides, writers, rate, seconds }: Load,
  beside: () => Promise<() => void> = async () => () => {},
): Promise<LoadFigures> {
  const random = randomFrom(42)
  const empty = residentBytes(server.pid)
  const names = Array.from({ length: guides }, (_, index) => `guide-${index}`)
  const firsts = await openClients(server, names)
  for (const { doc } of firsts) fillGuide(doc, 30)
  const rest = await openClients(
    server,
    names.flatMap((name) => Array<string>(writers - 1).fill(name)),
  )
  const clients = [...firsts, ...rest]
  await until(() => clients.every(({ doc }) => doc.share.has('chapter:one') && hasText(doc)), 30)

  const sentAt = new Map<number, number>()
  const delays: number[] = []
  for (const client of clients)
    client.onUpdate = (update) => {
      const now = performance.now()
      const { from, to } = Y.parseUpdateMeta(update)
      for (const [author, end] of to) {
        // Some servers send an author's own updates back.
        if (author === client.doc.clientID) continue
        for (let clock = from.get(author) ?? 0; clock < end; clock++) {
          const at = sentAt.get(keyOf(author, clock))
          if (at !== undefined) delays.push(now - at)
        }
      }
    }
  const stopOther = await beside()
  await pause(500)
  const cpuBefore = cpuSeconds(server.pid)
  const end = performance.now() + seconds * 1000
  let sent = 0
  await Promise.all(
    clients.map(async (client, index) => {
      const text = paragraphText(client.doc, index % 30)
      await pause((random() * 1000) / rate)
      while (performance.now() < end) {
        const began = performance.now()
        sentAt.set(
          keyOf(client.doc.clientID, Y.getState(client.doc.store, client.doc.clientID)),
          began,
        )
        text.insert(Math.floor(random() * (text.length + 1)), 'x')
        sent++
        await pause(Math.max(0, 1000 / rate - (performance.now() - began)))
      }
    }),
  )
  const wanted = sent * (writers - 1)
  await until(() => delays.length >= wanted, 10).catch(() => {})
  const cpu = cpuSeconds(server.pid) - cpuBefore
  stopOther()
  const rss = residentBytes(server.pid)
  for (const client of clients) client.close()
  delays.sort((a, b) => a - b)
  return {
    sent,
    deliveries: delays.length,
    missing: wanted - delays.length,
    p50: percentile(delays, 0.5),
    p99: percentile(delays, 0.99),
    cpuSeconds: cpu,
    cpuPerMillion: (cpu / delays.length) * 1e6,
    rssMegabytes: rss / 1e6,
    addedMegabytes: (rss - empty) / 1e6,
  }
}

const keyOf = (author: number, clock: number): number => author * 100_000 + clock

function hasText(doc: BenchClient['doc']): boolean {
  try {
    return paragraphText(doc, 29).length > 0
  } catch {
    return false
  }
}

async function until(holds: () => boolean, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 50; tries++) {
    if (holds()) return
    await pause(20)
  }
  throw new Error(`It did not come true within ${seconds} s`)
}
