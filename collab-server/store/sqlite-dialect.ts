import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteDialect } from 'kysely'

/**
 * Kysely's SQLite dialect over Node's own SQLite.
 *
 * There is one connection. Kysely's driver hands it out under a mutex and a transaction keeps it
 * until it ends, so that a statement from elsewhere waits and can never land in somebody else's
 * transaction. Nothing else may use the connection; the log appender has one of its own.
 *
 * @param path of the database file, or ":memory:".
 */
export function sqliteDialect(path: string): SqliteDialect {
  const database = new DatabaseSync(path, { timeout: 5000 })
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
  `)
  return new SqliteDialect({ database: asKyselyDatabase(database) })
}

/** How many compiled statements are kept; the product has fewer than this on its hot paths. */
const STATEMENTS = 200

function asKyselyDatabase(database: DatabaseSync) {
  const statements = new Map<string, StatementSync>()
  const prepare = (text: string): StatementSync => {
    // A transaction that reads first and writes later would be refused, at once and for good,
    // where the log appender wrote in between. One that says so from the start waits instead.
    const sql = text === 'begin' ? 'begin immediate' : text
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    if (statements.size >= STATEMENTS) {
      const [oldest] = statements.keys()
      if (oldest !== undefined) statements.delete(oldest)
    }
    statements.set(sql, statement)
    return statement
  }
  return {
    close: () => database.close(),
    prepare: (sql: string) => {
      const statement = prepare(sql)
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...parameters.map(sqlValue)),
        run: (parameters: readonly unknown[]) => statement.run(...parameters.map(sqlValue)),
        iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters.map(sqlValue)),
      }
    },
  }
}

function sqlValue(value: unknown): SQLInputValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.toISOString()
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Uint8Array
  )
    return value
  throw new TypeError(`SQLite cannot hold ${JSON.stringify(value)}`)
}
