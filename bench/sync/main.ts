// `npm run bench:sync`: our sync server and its peers, one after the other, under the same clients
// and the same load. Options:
//   --servers a,b   of charrette-sqlite, charrette-postgres, yws-memory, yws-leveldb,
//                   hocuspocus-memory, hocuspocus-sqlite
//   --parts abc     a one guide, 25 writers · b 100 guides, 2 writers each · c a guide of 100,000
//                   edits · d 1,000 connections on 200 guides · e memory of idle guides ·
//                   f kill -9 after an edit · g cost from 10 to 1,000 clients · h hostile company
//   --quick         less of everything: to see that it runs, not to compare
//   --limit S       seconds after which a server is given up in a part (default 600)
//   --out FILE      the figures as JSON as well
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  launchPostgres,
  type PostgresServer,
} from '../../collab-server/store/testing/postgres-server.ts'
import { openClients } from './client.ts'
import { attack } from './parts/attack.ts'
import { holdIdleGuides } from './parts/hold-idle-guides.ts'
import { joinLongHistory } from './parts/join-long-history.ts'
import { inTurn, killAfterEdit } from './parts/kill-after-edit.ts'
import { type Load, type LoadFigures, writeTogether } from './parts/write-together.ts'
import { type Figures, printPart } from './report.ts'
import {
  installPeers,
  keepsNothing,
  pause,
  type RunningServer,
  type ServerName,
  serverNames,
  serverStarter,
} from './servers.ts'
import { fillGuide, typedHistory } from './texts.ts'

const { values } = parseArgs({
  options: {
    servers: { type: 'string', default: serverNames.join(',') },
    parts: { type: 'string', default: 'abcdefgh' },
    quick: { type: 'boolean', default: false },
    limit: { type: 'string', default: '600' },
    out: { type: 'string' },
  },
})
const { quick } = values
const say = (line: string) => process.stdout.write(`${line}\n`)
const note = (line: string) => process.stderr.write(`${line}\n`)
const chosen = values.servers.split(',').map((name) => {
  const known = serverNames.find((server) => server === name)
  if (!known) throw new Error(`There is no server ${name}: choose of ${serverNames.join(', ')}`)
  return known
})
if (chosen.some((name) => !name.startsWith('charrette'))) installPeers(note)

const scratch = mkdtempSync(join(tmpdir(), 'charrette-bench-sync-'))
let postgres: PostgresServer | null = null
const { start, killAll } = serverStarter(scratch, async () => {
  postgres ??= await launchPostgres({ durable: true })
  if (!postgres)
    throw new Error('There is no Postgres on this machine: leave charrette-postgres out')
  return postgres
})

const seconds = quick ? 4 : 15
const loads: Record<string, [string, Load]> = {
  a: [
    'One guide, 25 writers, 5 updates a second each',
    { guides: 1, writers: 25, rate: 5, seconds },
  ],
  b: [
    '100 guides, 2 writers each, 2 updates a second',
    { guides: 100, writers: 2, rate: 2, seconds },
  ],
  d: [
    '1,000 connections on 200 guides, an update in two seconds each',
    { guides: quick ? 40 : 200, writers: 5, rate: 0.5, seconds },
  ],
}

const parts: Record<string, [string, (name: ServerName) => Promise<Record<string, number>>]> = {
  ...Object.fromEntries(
    Object.entries(loads).map(([part, [title, load]]) => [
      part,
      [title, async (name: ServerName) => loadColumns(await underLoad(name, part, load))],
    ]),
  ),
  c: [
    `A guide of ${quick ? '10,000' : '100,000'} edits`,
    async (name) => {
      history ??= typedHistory(quick ? 10_000 : 100_000)
      const figures = await joinLongHistory((fresh) => start(name, 'c', fresh), history)
      return {
        'feed s': figures.feedSeconds,
        'feed CPU s': figures.feedCpuSeconds,
        'warm join ms': figures.warmJoin,
        'cold join ms': figures.coldJoin,
      }
    },
  ],
  e: [
    'Memory of idle guides, open with one connection each',
    async (name) => {
      const server = await start(name, 'e')
      try {
        const figures = await holdIdleGuides(server, quick ? 50 : 300, quick ? 200 : 1000)
        return {
          'state kB': figures.stateKilobytes,
          'live kB a guide': figures.kilobytesPerGuide,
          'resident kB a guide': figures.rssKilobytesPerGuide,
          'live kB a connection': figures.kilobytesPerConnection,
        }
      } finally {
        await server.kill()
      }
    },
  ],
  f: [
    'Edits lost after kill -9, of 3',
    async (name) => {
      const delays = quick ? [10, 1000] : [10, 100, 1000, 3000]
      const alone = inTurn()
      const entries = await Promise.all(
        delays.map(async (delay) => {
          let lost = 0
          await Promise.all(
            [0, 1, 2].map(async (trial) => {
              const run = `f-${delay}-${trial}`
              if (!(await killAfterEdit((fresh) => start(name, run, fresh), delay, alone))) lost++
            }),
          )
          return [`after ${delay} ms`, lost]
        }),
      )
      return Object.fromEntries(entries)
    },
  ],
  g: [
    'Cost: CPU s a million deliveries (p99 ms) by clients, five to a guide, one update a second',
    async (name) => {
      const row: Record<string, number> = {}
      for (const clients of quick ? [10, 100] : [10, 30, 100, 300, 1000]) {
        const load = { guides: clients / 5, writers: 5, rate: 1, seconds: quick ? 4 : 10 }
        const figures = await underLoad(name, `g${clients}`, load)
        row[`${clients}: CPU`] = figures.cpuPerMillion
        row[`${clients}: p99`] = figures.p99
      }
      return row
    },
  ],
  h: [
    'Ten writers in one guide, 5 updates a second each, beside hostile connections',
    async (name) => {
      const load = { guides: 1, writers: 10, rate: 5, seconds }
      return loadColumns(
        await underLoad(name, 'h', load, (server) => attack(server, quick ? 300 : 10_000)),
      )
    },
  ],
}
let history: ReturnType<typeof typedHistory> | null = null

async function underLoad(
  name: ServerName,
  run: string,
  load: Load,
  beside?: (server: RunningServer) => Promise<() => void>,
): Promise<LoadFigures> {
  const server = await start(name, run)
  try {
    return await writeTogether(server, load, beside && (() => beside(server)))
  } finally {
    await server.kill()
    await pause(200)
  }
}

function loadColumns(figures: LoadFigures): Record<string, number> {
  return {
    'p50 ms': figures.p50,
    'p99 ms': figures.p99,
    deliveries: figures.deliveries,
    missing: figures.missing,
    'CPU s': figures.cpuSeconds,
    'CPU s a million': figures.cpuPerMillion,
    'RSS MB': figures.rssMegabytes,
    'over empty MB': figures.addedMegabytes,
  }
}

/** A server that ends by itself leaves what Node has made of its sources, as any but the first finds it. */
async function warmUp(): Promise<void> {
  const server = await start('charrette-sqlite', 'warm-up')
  const [client] = await openClients(server, ['guide'])
  if (!client) throw new Error('no client')
  fillGuide(client.doc, 1)
  await client.askForAll()
  client.close()
  await server.stop()
}

/** What takes for ever is given up, and its server ended with it. */
async function withinLimit<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`It took longer than ${values.limit} s`)),
      Number(values.limit) * 1000,
    )
  })
  work.catch(() => {})
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}

const results: Record<string, Record<string, Record<string, number>>> = {}
try {
  if (chosen.some((name) => name.startsWith('charrette'))) await warmUp()
  for (const part of values.parts) {
    const known = parts[part]
    if (!known) throw new Error(`There is no part ${part}`)
    const [title, measure] = known
    const figures: Figures = new Map()
    for (const name of chosen) {
      if (part === 'f' && keepsNothing(name)) continue
      note(`${part}: ${name} …`)
      try {
        const row = await withinLimit(measure(name))
        note(`${part}: ${name} ${JSON.stringify(row)}`)
        figures.set(name, row)
      } catch (error) {
        note(`${part}: ${name} failed: ${error instanceof Error ? error.message : String(error)}`)
        figures.set(name, {})
      }
      await killAll()
    }
    printPart(`${part}. ${title}`, figures, say)
    results[part] = Object.fromEntries(figures)
    if (values.out) writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`)
  }
} finally {
  await (postgres as PostgresServer | null)?.stop()
  rmSync(scratch, { recursive: true, force: true })
}
process.exit()
