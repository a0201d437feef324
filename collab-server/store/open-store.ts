import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { migrations } from './migrations/index.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

export type Dialect = 'sqlite' | 'postgres'

/** The database, migrated to what this version of Charrette needs. */
export interface Store {
  db: Kysely<Tables>
  dialect: Dialect
  close(): Promise<void>
}

/** The database cannot be used; the message says why and what to do. */
export class StoreRefused extends Error {
  readonly code = 'store-refused'
}

/**
 * Opens the database and brings it up to date.
 *
 * @param where a Postgres address, or the data folder in which `charrette.db` lies; ":memory:" for
 * a database that lives as long as the process.
 * @throws {StoreRefused} where a newer Charrette has been at work on it.
 */
export async function openStore(where: {
  dataFolder: string
  databaseUrl?: string | undefined
}): Promise<Store> {
  const dialect: Dialect = where.databaseUrl ? 'postgres' : 'sqlite'
  const db = new Kysely<Tables>({
    dialect: where.databaseUrl
      ? new PostgresDialect({ pool: postgresPool(where.databaseUrl) })
      : sqliteDialect(
          where.dataFolder === ':memory:' ? ':memory:' : join(where.dataFolder, 'charrette.db'),
        ),
  })
  const migrator = new Migrator({
    db,
    // Rooms number their steps in ranges of their own; a later step may have the lower number.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          migrations.map(({ name, up }) => [
            name,
            { up: (inner: Kysely<unknown>) => up(inner, dialect) },
          ]),
        ),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) {
    await db.destroy()
    const reason = error instanceof Error ? error.message : String(error)
    throw /previously executed migration/.test(reason)
      ? new StoreRefused(
          'This database was written by a newer version of Charrette. Install that version, or restore a backup made by this one.',
        )
      : error
  }
  return { db, dialect, close: () => db.destroy() }
}

/** A database that restarts breaks idle connections: that is no reason to end this process. */
function postgresPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 10 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
