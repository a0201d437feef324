import * as Y from 'yjs'
import { BenchClient } from '../client.ts'
import { cpuSeconds, keepsNothing, pause, type RunningServer } from '../servers.ts'
import { type History, paragraphText } from '../texts.ts'

export interface HistoryFigures {
  feedSeconds: number
  feedCpuSeconds: number
  /** Milliseconds until the whole text is there, in a running server. */
  warmJoin: number
  /** The same, in one that has just started; NaN where nothing is kept. */
  coldJoin: number
}

/** A guide of so many edits: fed key by key, then joined before and after a restart. */
export async function joinLongHistory(
  start: (fresh: boolean) => Promise<RunningServer>,
  history: History,
): Promise<HistoryFigures> {
  let server = await start(true)
  const feeder = new BenchClient(server, 'long')
  await feeder.synced
  const began = performance.now()
  await feeder.feed(history.updates)
  // Frames keep their order: the answer comes after everything that was fed.
  await feeder.askForAll(Y.encodeStateVector(new Y.Doc()))
  const feedSeconds = (performance.now() - began) / 1000
  const feedCpuSeconds = cpuSeconds(server.pid)
  if (paragraphText(feeder.doc, 0).toString() !== history.text) throw new Error('The text differs')
  const warmJoin = await joinTime(server, history)
  feeder.close()
  // Hocuspocus stores two seconds after the last edit, ten at most.
  await pause(11_000)
  const { name } = server
  await server.kill()
  if (keepsNothing(name)) return { feedSeconds, feedCpuSeconds, warmJoin, coldJoin: Number.NaN }
  const cold: number[] = []
  for (let round = 0; round < 3; round++) {
    server = await start(false)
    await pause(300)
    cold.push(await joinTime(server, history))
    await server.kill()
  }
  return { feedSeconds, feedCpuSeconds, warmJoin, coldJoin: cold.sort((a, b) => a - b)[1] ?? 0 }
}

/** From the call to the whole text, on a client that has nothing. */
async function joinTime(server: RunningServer, history: History): Promise<number> {
  const doc = new Y.Doc()
  const began = performance.now()
  const whole = new Promise<number>((resolve) => {
    doc.on('update', () => {
      const now = performance.now()
      try {
        if (paragraphText(doc, 0).length === history.text.length) resolve(now - began)
      } catch {
        // The text is not there yet.
      }
    })
  })
  const client = new BenchClient(server, 'long', doc)
  const time = await Promise.race([whole, pause(60_000).then(() => Number.NaN)])
  client.close()
  return time
}
