import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { startMailRelay } from '../collab-server/mail/testing/relay.ts'
import { openStoreAsItIs } from '../collab-server/store/open-store.ts'
import { launchPostgres } from '../collab-server/store/testing/postgres-server.ts'
import { loadGuide } from '../collab-server/sync/guide-log.ts'
import { Random } from '../collab-server/sync/proof/random.ts'
import { missingOf, Replica } from '../collab-server/sync/proof/replica.ts'
import { writeTo } from '../collab-server/sync/proof/typing-author.ts'
import {
  type CharretteProcess,
  runCharrette,
  scratchFolder,
  startCharrette,
} from './charrette-process.ts'
import { foundWorld, type World } from './found-world.ts'

// What fails under a server: the disk, the database, the relay. Nothing is acknowledged that is not
// stored, the process lives, and when the fault is over everything goes on without a hand.

const toStrike: (() => unknown)[] = []
afterAll(async () => {
  for (const step of toStrike.reverse()) await step()
})

interface Open {
  world: World
  server: CharretteProcess
}

async function open(databaseUrl: string | undefined, env: Record<string, string>): Promise<Open> {
  const scratch = await scratchFolder()
  toStrike.push(scratch.remove)
  const world = await foundWorld({ dataFolder: join(scratch.path, 'data'), databaseUrl })
  const server = await startCharrette(world.place.dataFolder, { env })
  toStrike.push(() => server.stop('SIGKILL'))
  return { world, server }
}

let authors = 0
/** Somebody who types; `type` connects anew, as the editor does by itself, and goes on typing. */
function anAuthor({ world, server }: Open) {
  const author = new Replica('ana', ++authors)
  let hangUp = () => {}
  const type = () => {
    hangUp()
    const socket = `${server.address.replace('http', 'ws')}/sync/${world.slug}`
    const url = `${socket}?token=${world.authors[0]?.token}`
    hangUp = writeTo(url, author, world.chapterId, new Random(1), 5)
  }
  return { author, type, leave: () => hangUp() }
}

let onSqlite: Open
let relayAddress: string
beforeAll(async () => {
  // A port on which nobody is, until a test needs somebody.
  const away = await startMailRelay()
  relayAddress = away.url
  await away.die()
  onSqlite = await open(undefined, { SMTP_URL: relayAddress })
})

const acknowledged = ({ acknowledged, doc }: Replica): number =>
  acknowledged.clocks.get(doc.clientID) ?? 0
const typed = ({ doc }: Replica): number => Y.getState(doc.store, doc.clientID)
const eventually = <Value>(read: () => Value | Promise<Value>) =>
  expect.poll(read, { timeout: 60_000, interval: 50 })

async function readiness({ address }: CharretteProcess) {
  const answer = await fetch(`${address}/readyz`)
  return [answer.status, ((await answer.json()) as { checks: unknown }).checks]
}

/** What of the acknowledged is not on disk. */
async function lost({ place, guideId }: World, author: Replica): Promise<string[]> {
  const store = openStoreAsItIs(place)
  try {
    return missingOf(author.acknowledged, (await loadGuide(store, guideId)).doc.live)
  } finally {
    await store.close()
  }
}

const prlimit = existsSync('/usr/bin/prlimit')

test.skipIf(!prlimit)(
  'a disk that takes nothing more: nothing is acknowledged, and with room again all of it is',
  async () => {
    const { world, server } = onSqlite
    const { author, type, leave } = anAuthor(onSqlite)
    const sizeOfFiles = (limit: string) =>
      execFileSync('/usr/bin/prlimit', ['--pid', String(server.pid), `--fsize=${limit}`])
    type()
    await eventually(() => acknowledged(author)).toBeGreaterThan(0)

    sizeOfFiles('1:')
    try {
      await eventually(() => readiness(server)).toEqual([503, { database: false, disk: false }])
      await eventually(server.output).toContain('was put away after a failure')
      // Whoever comes meanwhile can read; what they write ends their connection, and stays with them.
      const before = typed(author)
      type()
      await eventually(() => typed(author)).toBeGreaterThan(before)
      expect(await lost(world, author)).toEqual([])
      expect(typed(author)).toBeGreaterThan(acknowledged(author))
      expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
    } finally {
      sizeOfFiles('unlimited')
    }
    await eventually(() => readiness(server)).toEqual([200, { database: true, disk: true }])
    const kept = typed(author)
    type()
    await eventually(() => acknowledged(author)).toBeGreaterThanOrEqual(kept)
    expect(await lost(world, author)).toEqual([])
    leave()
  },
)

/** Puts a read-only view over a folder, as a kernel does to a disk that fails it. Null where that is not allowed. */
function readOnly(folder: string): (() => void) | null {
  const mount = (...args: string[]) => spawnSync('mount', args, { stdio: 'ignore' }).status === 0
  if (!mount('--bind', folder, folder)) return null
  const restore = () => void spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
  if (mount('-o', 'remount,bind,ro', folder)) return restore
  restore()
  return null
}

test('a disk that became read-only: a start is refused in one line; a server says so, and goes on by itself', async (context) => {
  const { world, server } = onSqlite
  const { dataFolder } = world.place
  const ask = (method: string, path: string, body?: string) =>
    fetch(`${server.address}/api/guides/${world.slug}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${world.authors[0]?.token}` },
      ...(body === undefined ? {} : { body }),
    })
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${Date.now()}</title><path d="M0 0h9v9z"/></svg>`
  const restore = readOnly(dataFolder)
  if (!restore) return context.skip('Nothing can be mounted here.')
  try {
    // The database's files were open before: only what is opened now is refused.
    await eventually(() => readiness(server)).toEqual([503, { database: true, disk: false }])
    const refused = await ask('POST', 'pictures', drawing)
    expect([refused.status, await refused.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'internal', detail: expect.stringMatching(/^Nothing was/) }),
    ])
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
    const other = await runCharrette(['start', '--port', '0', '--data', join(dataFolder, 'other')])
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringMatching(/^charrette: The data folder .* cannot be written\..*\n$/),
    ])
  } finally {
    restore()
  }
  await eventually(() => readiness(server)).toEqual([200, { database: true, disk: true }])
  const taken = await ask('POST', 'pictures', drawing)
  expect(taken.status).toBe(200)
})

test('a disk that is slow, or held by another program: who types waits for “Saved”, and gets it', async () => {
  const { world } = onSqlite
  const { author, type, leave } = anAuthor(onSqlite)
  type()
  await eventually(() => acknowledged(author)).toBeGreaterThan(0)
  const other = new DatabaseSync(join(world.place.dataFolder, 'charrette.db'), { timeout: 10_000 })
  other.exec('begin immediate')
  const before = typed(author)
  await eventually(() => typed(author)).toBeGreaterThan(before + 100)
  expect(await lost(world, author)).toEqual([])
  expect(acknowledged(author)).toBeLessThan(typed(author))
  other.exec('rollback')
  other.close()
  const kept = typed(author)
  await eventually(() => acknowledged(author)).toBeGreaterThanOrEqual(kept)
  expect(await lost(world, author)).toEqual([])
  leave()
})

const postgres = await launchPostgres({ durable: true })
test.skipIf(!postgres)(
  'a database that is gone for a while: the server says so, and goes on when it is back',
  async () => {
    if (!postgres) throw new Error('no Postgres')
    toStrike.unshift(postgres.stop)
    const databaseUrl = await postgres.freshDatabase()
    const opened = await open(databaseUrl, { DATABASE_URL: databaseUrl })
    const { world, server } = opened
    const { author, type, leave } = anAuthor(opened)
    type()
    await eventually(() => acknowledged(author)).toBeGreaterThan(0)

    await postgres.goAway()
    await eventually(() => readiness(server)).toEqual([503, { database: false, disk: true }])
    type()
    const asked = await fetch(`${server.address}/api/guides/${world.slug}`, {
      headers: { Authorization: `Bearer ${world.editor.token}` },
    })
    expect([asked.status, await asked.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'internal', detail: expect.stringMatching(/^Nothing was/) }),
    ])

    await postgres.comeBack()
    await eventually(() => readiness(server)).toEqual([200, { database: true, disk: true }])
    const kept = typed(author)
    type()
    await eventually(() => acknowledged(author)).toBeGreaterThanOrEqual(kept)
    expect(await lost(world, author)).toEqual([])
    leave()
  },
)

test('a relay that is away: mail waits, and goes out by itself when it is back', async () => {
  const { world, server } = onSqlite
  const asked = await fetch(`${server.address}/api/auth/sign-in/magic-link`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: server.address },
    body: JSON.stringify({ email: world.editor.email, callbackURL: '/write' }),
  })
  expect(asked.status).toBe(200)
  await eventually(server.output).toContain('job will be tried again')
  const relay = await startMailRelay({ port: Number(new URL(relayAddress).port) })
  toStrike.push(relay.die)
  await eventually(() => relay.received.map(({ to }) => to)).toEqual([world.editor.email])
  expect(server.output()).not.toContain(world.editor.email)
})
