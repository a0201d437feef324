import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import Cursor from 'pg-cursor'
import { LogAppender } from './log-appender.ts'
import { migrations } from './migrations/index.ts'
import { listenToPostgres, type NotificationListener, type Notifications } from './notifications.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { traceQuery } from './trace-query.ts'

export type Dialect = 'sqlite' | 'postgres'

/** The database, migrated to what this version of Charrette needs. */
export interface Store {
  db: Kysely<Tables>
  dialect: Dialect
  /** Appends to the update logs beside `db`; null where only `db` can. */
  logAppender: Pick<LogAppender, 'append' | 'hurry'> | null
  /** Begins to listen to the other processes on this database; null where there can be none. */
  listen(listener: NotificationListener): Notifications | null
  close(): Promise<void>
}

/** The database cannot be used; the message says why and what to do. */
export class StoreRefused extends Error {
  readonly code = 'store-refused'
}

/** A Postgres address, or the data folder in which `charrette.db` lies; ":memory:" for a database
 * that lives as long as the process. */
export interface StorePlace {
  dataFolder: string
  databaseUrl?: string | undefined
}

/**
 * Opens the database and brings it up to date.
 *
 * @param beforeUpgrade called where a database that is in use will be changed; where it throws,
 *   nothing is.
 * @throws {StoreRefused} where a newer Charrette has been at work on it.
 */
export async function openStore(
  place: StorePlace,
  beforeUpgrade: () => Promise<void> = async () => {},
): Promise<Store> {
  const store = openStoreAsItIs(place)
  try {
    if (await needsUpgrade(store)) await beforeUpgrade()
    await migrateStore(store)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

/** Opens the database without changing it: a backup reads it as whichever version has left it. */
export function openStoreAsItIs({ dataFolder, databaseUrl }: StorePlace): Store {
  const dialect: Dialect = databaseUrl ? 'postgres' : 'sqlite'
  const file = dataFolder === ':memory:' ? null : join(dataFolder, 'charrette.db')
  const db = new Kysely<Tables>({
    dialect: databaseUrl
      ? new PostgresDialect({ pool: postgresPool(databaseUrl), cursor: Cursor })
      : sqliteDialect(file ?? ':memory:'),
    log: ({ level, query, queryDurationMillis }) =>
      traceQuery(query.sql, queryDurationMillis, level === 'error'),
  })
  const logAppender = dialect === 'sqlite' && file ? new LogAppender(file) : null
  return {
    db,
    dialect,
    logAppender,
    listen: (listener) => (databaseUrl ? listenToPostgres(databaseUrl, listener) : null),
    close: async () => {
      await logAppender?.close()
      await db.destroy()
    },
  }
}

/**
 * Brings a database up to date.
 *
 * @param names of the migrations to run; without it, all of them.
 * @throws {StoreRefused} where a newer Charrette has been at work on it.
 */
export async function migrateStore(
  { db, dialect }: Store,
  names: string[] = migrations.map(({ name }) => name),
): Promise<void> {
  const migrator = new Migrator({
    db,
    // Rooms number their steps in ranges of their own; a later step may have the lower number.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          migrations
            .filter(({ name }) => names.includes(name))
            .map(({ name, up }) => [name, { up: (inner: Kysely<unknown>) => up(inner, dialect) }]),
        ),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (!error) return
  const reason = error instanceof Error ? error.message : String(error)
  throw /previously executed migration/.test(reason)
    ? new StoreRefused(
        'This database was written by a newer version of Charrette. Install that version, or restore a backup made by this one.',
      )
    : error
}

/** Whether an older version has left it; an empty database needs none. */
async function needsUpgrade({ db }: Store): Promise<boolean> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () =>
        Object.fromEntries(migrations.map(({ name }) => [name, { up: async () => {} }])),
    },
  })
  const known = await migrator.getMigrations()
  const run = known.filter(({ executedAt }) => executedAt !== undefined).length
  return run > 0 && run < known.length
}

/** A database that restarts breaks idle connections: that is no reason to end this process. */
function postgresPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 10 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
