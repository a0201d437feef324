import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Random } from '../sync/proof/random.ts'
import { Replica } from '../sync/proof/replica.ts'
import { writeTo } from '../sync/proof/typing-author.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { createLog, levelFrom } from './log.ts'
import { operatorRoutes } from './operator-routes.ts'

let room: WholeRoom
beforeEach(async () => {
  room = await openWholeRoom()
})
afterEach(() => room.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(room.address + path, { headers })

/** The value of a metric, as Prometheus reads it. */
async function metric(line: string): Promise<number> {
  const text = await (await get('/metrics')).text()
  const found = text.split('\n').find((one) => one.startsWith(`${line} `))
  return found === undefined ? Number.NaN : Number(found.slice(line.length + 1))
}

test('a room at work logs one JSON object a line, and nobody’s name, mail or network address', async () => {
  const ana = await room.add('Ana', 'author')
  const boss = await room.add('Berit', 'administrator', 'Alder')
  await room.ask(ana, 'GET', 'guides/a-guide')
  await room.ask(null, 'POST', 'auth/sign-in/magic-link', { email: ana.email })
  await room.ask(null, 'POST', 'auth/sign-in/magic-link', { email: 'nobody@elsewhere.example' })
  await room.ask(boss, 'POST', 'consortia/c/people/invitations', {
    email: 'carl@riverbend.example',
    name: 'Carl',
    role: 'author',
    city: { name: 'Riverbend', state: '' },
  })
  const token = /\/join\/([\w-]+)/.exec((await room.mails()).at(-1)?.text ?? '')?.[1] ?? ''
  expect((await room.ask(null, 'GET', `invitations/${token}`)).status).toBe(200)
  const lines = room.logged.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ route }) => route)).toContain('/api/invitations/:token')
  expect(lines.every(({ level, time }) => level !== undefined && time !== undefined)).toBe(true)
  const all = room.logged.join('')
  for (const secret of [token, ana.token, ana.accountId, 'Ana', 'Carl', '@', '127.0.0.1'])
    expect([secret, all.includes(secret)]).toEqual([secret, false])
})

test('what libraries say in their errors is logged without addresses, secrets and the values they were given', () => {
  const written: string[] = []
  const log = createLog({ write: (line) => written.push(line) })
  const error = Object.assign(
    new Error(
      '550 <rosa.vega+guides@alder-falls.example> refused 203.0.113.7 and 2001:db8::8a2e at https://x/?token=abc123',
    ),
    { code: 'EENVELOPE', detail: 'Key (name)=(Rosa Vega)', rejected: ['rosa@x.example'] },
  )
  log.error({ err: error, job: 'j-1' }, 'job failed')
  const [line = ''] = written
  for (const secret of ['rosa', 'Rosa', '203.0.113', '2001:db8', 'abc123'])
    expect([secret, line.includes(secret)]).toEqual([secret, false])
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    msg: 'job failed',
    job: 'j-1',
    err: { code: 'EENVELOPE', stack: expect.stringContaining('observability.test.ts') },
  })
  expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('in a terminal only what is wrong is logged, unless LOG_LEVEL says otherwise', () => {
  expect([levelFrom(undefined, true), levelFrom(undefined, false)]).toEqual(['warn', 'info'])
  expect([levelFrom('debug', true), levelFrom('loud', false)]).toEqual(['debug', 'info'])
})

test('/readyz says 503 where the disk or the database cannot be written, /healthz lives on', async () => {
  const ready = async () => {
    const answer = await get('/readyz')
    return [answer.status, await answer.json()]
  }
  expect(await ready()).toEqual([200, { ready: true, checks: { database: true, disk: true } }])
  await rm(room.dataFolder, { recursive: true })
  await expect
    .poll(ready, { timeout: 10_000 })
    .toEqual([503, { ready: false, checks: { database: true, disk: false } }])
  await room.store.db.schema.dropTable('meta').execute()
  await expect
    .poll(ready, { timeout: 10_000 })
    .toEqual([503, { ready: false, checks: { database: false, disk: false } }])
  expect((await get('/healthz')).status).toBe(200)
})

test('the metrics count what authors feel: connections, receipts, appends, requests, the queue', async () => {
  const ana = await room.add('Ana', 'author')
  await room.ask(ana, 'GET', 'guides/a-guide')
  expect(await metric('charrette_connections')).toBe(0)
  const leave = await typeAndWait(ana)
  expect(await metric('charrette_connections')).toBe(1)
  expect(await metric('charrette_open_guides')).toBe(1)
  expect(await metric('charrette_ack_seconds_count')).toBeGreaterThan(0)
  expect(await metric('charrette_store_seconds_count')).toBeGreaterThan(0)
  leave()
  await expect.poll(() => metric('charrette_connections')).toBe(0)
  expect(await metric('charrette_connections_closed_total{code="1006"}')).toBe(1)
  const route = 'method="GET",route="/api/guides/:slug",status="200"'
  expect(await metric(`charrette_http_request_seconds_count{${route}}`)).toBe(1)
  await room.store.db.transaction().execute(async (trx) => {
    const { enqueue } = await import('../jobs/index.ts')
    await enqueue(trx, { kind: 'publish', payload: {} })
  })
  expect(await metric('charrette_jobs{kind="publish",state="waiting"}')).toBe(1)
  await room.store.db.deleteFrom('job').execute()
  expect(await metric('charrette_jobs{kind="publish",state="waiting"}')).toBeNaN()
})

test('the metrics are for the operator: a token, or this machine where no proxy passes others on', async () => {
  expect((await get('/metrics')).status).toBe(200)
  expect((await get('/metrics', { 'X-Forwarded-For': '203.0.113.7' })).status).toBe(403)
  const metrics = { text: async () => 'x', contentType: 'text/plain' }
  const from = async (
    address: string,
    options: { metricsToken?: string; behindProxy?: boolean },
    bearer?: string,
  ) => {
    const app = operatorRoutes({
      health: { check: async () => ({ ok: true, checks: [] }), freeBytes: async () => null },
      metrics: { ...metrics } as unknown as Parameters<typeof operatorRoutes>[0]['metrics'],
      metricsToken: options.metricsToken,
      behindProxy: options.behindProxy ?? false,
    })
    const headers: Record<string, string> = bearer ? { Authorization: `Bearer ${bearer}` } : {}
    const env = { incoming: { socket: { remoteAddress: address } } }
    return (await app.request('/metrics', { headers }, env)).status
  }
  expect(await from('127.0.0.1', {})).toBe(200)
  expect(await from('::ffff:127.0.0.1', {})).toBe(200)
  expect(await from('203.0.113.7', {})).toBe(403)
  expect(await from('127.0.0.1', { behindProxy: true })).toBe(403)
  expect(await from('203.0.113.7', { metricsToken: 'm' }, 'm')).toBe(200)
  expect(await from('127.0.0.1', { metricsToken: 'm' }, 'n')).toBe(401)
  expect(await from('127.0.0.1', { metricsToken: 'm' })).toBe(401)
})

/** Types over the wire until something is acknowledged; returns how to hang up. */
async function typeAndWait({ token }: Somebody): Promise<() => void> {
  const author = new Replica('ana', 7)
  const url = `${room.address.replace('http', 'ws')}/sync/a-guide?token=${token}`
  const hangUp = writeTo(url, author, 'one', new Random(1), 10)
  await expect
    .poll(() => author.acknowledged.clocks.get(7) ?? 0, { timeout: 10_000 })
    .toBeGreaterThan(0)
  return hangUp
}
