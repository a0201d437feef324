import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../store/open-store.ts'
import type { JobRow } from '../store/tables.ts'
import { type PostgresServer, startPostgres } from '../store/testing/postgres.ts'
import { enqueue, GivenUp, type Handlers, type Jobs, retryJob, startJobs } from './index.ts'

const postgres: PostgresServer | null = await startPostgres()

describe.each([
  ['SQLite', async (): Promise<string | undefined> => undefined],
  ...(postgres ? [['Postgres', () => postgres.freshDatabase()] as const] : []),
] as const)('jobs as rows in %s', (_name, databaseUrl) => {
  let store: Store
  const runners: Jobs[] = []
  beforeEach(async () => {
    store = await openStore({ dataFolder: ':memory:', databaseUrl: await databaseUrl() })
  })
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.stop()
    await store.close()
  })

  const add = (kind: string, payload: unknown = {}, maxAttempts = 3) =>
    store.db.transaction().execute((trx) => enqueue(trx, { kind, payload, maxAttempts }))
  const run = (handlers: Handlers, leaseMs = 30_000) => {
    const runner = startJobs({ store, handlers, leaseMs, pollMs: 20, backoff: () => 10 })
    runners.push(runner)
    return runner
  }
  const job = (id: string): Promise<JobRow> =>
    store.db.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const until = async (id: string, state: string) => {
    for (let tries = 0; tries < 300; tries++) {
      const row = await job(id)
      if (row.state === state) return row
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`${id} is ${JSON.stringify(await job(id))}`)
  }

  test('a job is there if its cause is there, and not otherwise', async () => {
    await store.db
      .transaction()
      .execute(async (trx) => {
        await enqueue(trx, { kind: 'publish', payload: {} })
        throw new Error('the cause failed')
      })
      .catch(() => {})
    expect(await store.db.selectFrom('job').selectAll().execute()).toEqual([])
  })

  test('a job runs once, with its payload, and says how far it is', async () => {
    const id = await add('publish', { release: 7 })
    const seen: unknown[] = []
    run({
      publish: async ({ payload, report }) => {
        seen.push(payload)
        await report(0.5, 'Laying out')
        seen.push((await job(id)).message)
      },
    })
    await until(id, 'done')
    expect(seen).toEqual([{ release: 7 }, 'Laying out'])
  })

  test('two runners never run one job at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => add('publish')))
    const ran: string[] = []
    const handlers: Handlers = {
      publish: async ({ id }) => {
        ran.push(id)
        await new Promise((resolve) => setTimeout(resolve, 5))
      },
    }
    run(handlers)
    run(handlers)
    for (const id of ids) await until(id, 'done')
    expect(ran.sort()).toEqual([...ids].sort())
  })

  test('a failing job is tried again, then says why it failed, and can be retried', async () => {
    let broken = true
    const attempts: number[] = []
    run({
      publish: async (running) => {
        attempts.push(running.attempts)
        if (broken) throw new Error('The printer is on fire')
      },
    })
    const id = await add('publish', {}, 2)
    expect((await until(id, 'failed')).message).toBe('The printer is on fire')
    expect(attempts).toEqual([1, 2])
    expect(await retryJob(store.db, id)).toBe(true)
    broken = false
    await until(id, 'done')
    expect(await retryJob(store.db, id)).toBe(false)
  })

  test('what a dead process held is taken up when its lease runs out', async () => {
    const id = await add('publish')
    await store.db
      .updateTable('job')
      .set({ state: 'running', attempts: 1, leased_by: 'dead', leased_until: '2000-01-01' })
      .where('id', '=', id)
      .execute()
    run({ publish: async () => {} })
    expect((await until(id, 'done')).attempts).toBe(2)
  })

  test('a runner that is alone does not wait for the lease of a dead one', async () => {
    const id = await add('publish')
    await store.db
      .updateTable('job')
      .set({ state: 'running', attempts: 1, leased_by: 'dead', leased_until: '2999-01-01' })
      .where('id', '=', id)
      .execute()
    runners.push(startJobs({ store, handlers: { publish: async () => {} }, alone: true }))
    expect((await until(id, 'done')).attempts).toBe(2)
  })

  test('a clock that was set back an hour keeps nothing waiting that was due, and sets nothing off too early', async () => {
    const hour = 3_600_000
    let ahead = hour
    const clock = () => Date.now() + ahead
    const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString()
    const put = async (id: string, change: Partial<JobRow>) => {
      await store.db.updateTable('job').set(change).where('id', '=', id).execute()
      return id
    }
    const now = { run_at: at(hour), created_at: at(hour) }
    const atOnce = await put(await add('publish'), now)
    const again = await put(await add('publish'), {
      ...now,
      run_at: at(hour + 60_000),
      attempts: 1,
    })
    const held = await put(await add('publish'), {
      ...now,
      state: 'running',
      attempts: 1,
      leased_by: 'dead',
      leased_until: at(hour + 30_000),
    })
    const later = await put(await add('publish'), { run_at: at(2 * hour) })
    ahead = 0
    runners.push(startJobs({ store, handlers: { publish: async () => {} }, pollMs: 20, clock }))
    for (const id of [atOnce, again, held]) await until(id, 'done')
    expect(await job(later)).toMatchObject({ state: 'waiting', attempts: 0 })
    ahead = 3 * hour
    await until(later, 'done')
  })

  test('what is given up is not tried again', async () => {
    const id = await add('publish')
    run({
      publish: async () => {
        throw new GivenUp('There is no such printer')
      },
    })
    expect(await until(id, 'failed')).toMatchObject({
      attempts: 1,
      message: 'There is no such printer',
    })
  })

  test('stopping gives a running job back without costing it an attempt', async () => {
    const id = await add('publish')
    const runner = run({
      publish: ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')))
        }),
    })
    await until(id, 'running')
    await runner.stop()
    expect(await job(id)).toMatchObject({ state: 'waiting', attempts: 0 })
  })

  test('a job that was leased as the runner was stopped is given back, and never begun', async () => {
    const id = await add('publish')
    let begun = false
    let stopped: Promise<void> | undefined
    const runner = startJobs({
      store,
      handlers: {
        publish: async () => {
          begun = true
        },
      },
      onChange: () => {
        stopped ??= runner.stop()
      },
    })
    runners.push(runner)
    await expect.poll(() => stopped !== undefined).toBe(true)
    await stopped
    expect(begun).toBe(false)
    expect(await job(id)).toMatchObject({ state: 'waiting', attempts: 0 })
  })
})
