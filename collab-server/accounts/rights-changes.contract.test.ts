import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../store/open-store.ts'
import { startPostgres } from '../store/testing/postgres.ts'
import { createAccounts } from './index.ts'

const postgres = await startPostgres()

describe.skipIf(!postgres)('changes of rights in Postgres', () => {
  let store: Store
  beforeEach(async () => {
    store = await openStore({
      dataFolder: ':memory:',
      databaseUrl: await postgres?.freshDatabase(),
    })
    await createAccounts({
      store,
      baseUrl: 'http://127.0.0.1',
      secret: 'a secret of at least thirty-two characters',
      sendMail: async () => {},
    })
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    for (const account_id of ['ana', 'ben'])
      await store.db
        .insertInto('consortium_member')
        .values({ account_id, consortium_id: 'c', role: 'author' })
        .execute()
  })
  afterEach(() => store.close())

  const change = (db: Store['db'], accountId: string, role: string) =>
    db.updateTable('consortium_member').set({ role }).where('account_id', '=', accountId).execute()

  test('[A3] two that change the rights of the same people, in another order, wait and do not deadlock', async () => {
    let other: Promise<unknown> = Promise.resolve()
    await store.db.transaction().execute(async (trx) => {
      await change(trx, 'ana', 'reader')
      // Ben and then Ana; it has to wait for the count, and must hold nothing meanwhile.
      other = store.db.transaction().execute(async (second) => {
        await change(second, 'ben', 'editor')
        await change(second, 'ana', 'editor')
      })
      await expect
        .poll(async () => {
          const { rows } = await sql<{ count: string }>`
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(store.db)
          return Number(rows[0]?.count)
        })
        .toBe(1)
      await change(trx, 'ben', 'reader')
    })
    await other
    const roles = await store.db.selectFrom('consortium_member').select('role').execute()
    expect(roles).toEqual([{ role: 'editor' }, { role: 'editor' }])
  })
})
