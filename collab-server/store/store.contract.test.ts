import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store, StoreRefused } from './open-store.ts'
import { startPostgres } from './testing/postgres.ts'

const postgres = await startPostgres()

describe.each([
  ['memory', async () => ({ dataFolder: ':memory:' })],
  ['a SQLite file', async () => ({ dataFolder: await scratch() })],
  ...(postgres
    ? [
        [
          'Postgres',
          async () => ({ dataFolder: ':memory:', databaseUrl: await postgres.freshDatabase() }),
        ] as const,
      ]
    : []),
] as const)('a store in %s', (name, place) => {
  let store: Store
  let where: { dataFolder: string; databaseUrl?: string }
  beforeEach(async () => {
    where = await place()
    store = await openStore(where)
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    await store.db
      .insertInto('guide')
      .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
  })
  afterEach(() => store.close())

  const row = (seq: number, update = Uint8Array.of(0, 255, seq)) => ({
    guide_id: 'g',
    seq,
    update,
    account_id: 'a',
    city_id: 'b',
    at: new Date(0).toISOString(),
  })

  test('bytes come back as they went in', async () => {
    await store.db.insertInto('update_log').values(row(1)).execute()
    const { update } = await store.db
      .selectFrom('update_log')
      .select('update')
      .executeTakeFirstOrThrow()
    expect(new Uint8Array(update)).toEqual(Uint8Array.of(0, 255, 1))
  })

  test('a transaction that fails leaves nothing', async () => {
    await expect(
      store.db.transaction().execute(async (trx) => {
        await trx.insertInto('update_log').values(row(1)).execute()
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await store.db.selectFrom('update_log').selectAll().execute()).toEqual([])
  })

  test('a statement from elsewhere does not land in somebody else’s transaction', async () => {
    let elsewhere: Promise<unknown> = Promise.resolve()
    await store.db
      .transaction()
      .execute(async (trx) => {
        await trx.insertInto('update_log').values(row(1)).execute()
        elsewhere = store.db.insertInto('update_log').values(row(2)).execute()
        await new Promise((resolve) => setTimeout(resolve, 20))
        throw new Error('rolled back')
      })
      .catch(() => {})
    await elsewhere
    const rows = await store.db.selectFrom('update_log').select('seq').execute()
    expect(rows).toEqual([{ seq: 2 }])
  })

  test('the same update is not stored twice', async () => {
    await store.db.insertInto('update_log').values(row(1)).execute()
    await expect(store.db.insertInto('update_log').values(row(1)).execute()).rejects.toThrow()
  })

  if (name !== 'memory')
    test('an older server refuses a newer database', async () => {
      await store.db
        .insertInto('kysely_migration' as 'meta')
        .values({ name: '9999-later', timestamp: '2030' } as never)
        .execute()
      await expect(openStore(where)).rejects.toThrow(StoreRefused)
    })
})

const folders: string[] = []
async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-store-'))
  folders.push(folder)
  return folder
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})
