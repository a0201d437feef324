import * as Y from 'yjs'
import { openClients } from '../client.ts'
import { liveBytes, pause, type RunningServer, residentBytes } from '../servers.ts'
import { workedGuide } from '../texts.ts'

export interface MemoryFigures {
  stateKilobytes: number
  kilobytesPerGuide: number
  rssKilobytesPerGuide: number
  kilobytesPerConnection: number
}

/** Guides that people have open without writing: what a guide costs, and what a connection. */
export async function holdIdleGuides(
  server: RunningServer,
  guides: number,
  connections: number,
): Promise<MemoryFigures> {
  // What is only there once (code, prepared statements) is not counted.
  const [warmUp] = await openClients(server, ['warm-up'])
  if (!warmUp) throw new Error('no client')
  Y.applyUpdate(warmUp.doc, workedGuide(0))
  await pause(1000)
  const empty = await liveBytes(server)
  const emptyRss = residentBytes(server.pid)
  const names = Array.from({ length: guides }, (_, index) => `guide-${index}`)
  const firsts = await openClients(server, names)
  const states = firsts.map((client, index) => {
    const state = workedGuide(index + 1)
    Y.applyUpdate(client.doc, state)
    return state.length
  })
  await Promise.all(firsts.map((client) => client.askForAll()))
  // Longer than any server takes to store and to put away what nobody is writing in.
  await pause(12_000)
  const opened = await liveBytes(server)
  const openedRss = residentBytes(server.pid)
  const more = await openClients(
    server,
    Array.from({ length: connections }, (_, index) => `guide-${index % guides}`),
  )
  await pause(12_000)
  const crowded = await liveBytes(server)
  for (const client of [warmUp, ...firsts, ...more]) client.close()
  const perConnection = (crowded - opened) / connections
  return {
    stateKilobytes: states.reduce((sum, size) => sum + size, 0) / states.length / 1000,
    kilobytesPerGuide: ((opened - empty) / guides - perConnection) / 1000,
    rssKilobytesPerGuide: ((openedRss - emptyRss) / guides - perConnection) / 1000,
    kilobytesPerConnection: perConnection / 1000,
  }
}
