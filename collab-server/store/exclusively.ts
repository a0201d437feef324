import { sql } from 'kysely'
import type { Store } from './open-store.ts'

/**
 * Does something while no other process of the same database does what has the same name. On SQLite
 * the data folder's lock has seen to that.
 */
export async function exclusively<Result>(
  { db, dialect }: Store,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (dialect === 'sqlite') return work()
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`.execute(connection)
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${name}))`.execute(connection)
    }
  })
}
