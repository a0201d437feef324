import { type Kysely, sql } from 'kysely'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'

// The rows of any table, in a shape that is the same for both kinds of database.

/**
 * Tables without rows to keep: Kysely's own (which migrations have run is in the manifest), and what
 * the database counts for the processes that run on it.
 */
const OWN = ['kysely_migration', 'kysely_migration_lock', 'rights_change']

/** Rows of one archive entry, so that neither side holds a whole table in memory. */
const ROWS_AN_ENTRY = 2000

/**
 * The names of all tables with rows to keep, in the order in which they were made: a table that
 * refers to another comes after it.
 */
export async function tablesInOrder({ dialect, db }: Store): Promise<string[]> {
  const { rows } =
    dialect === 'sqlite'
      ? await sql<{ name: string }>`
          select name from sqlite_master
          where type = 'table' and name not like 'sqlite_%' order by rowid`.execute(db)
      : await sql<{ name: string }>`
          select relname as name from pg_class
          where relkind = 'r' and relnamespace = 'public'::regnamespace order by oid`.execute(db)
  return rows.map(({ name }) => name).filter((name) => !OWN.includes(name))
}

/** The migrations that have run, in their order. */
export async function migrationsRun({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by timestamp, name`.execute(db)
  return rows.map(({ name }) => name)
}

/** A table's rows as JSON lines, some thousands at a time. */
export async function* rowsAsLines(
  db: Kysely<Tables>,
  table: string,
): AsyncGenerator<{ lines: Uint8Array; rows: number }> {
  let lines: string[] = []
  const take = () => {
    const taken = {
      lines: Buffer.from(lines.map((line) => `${line}\n`).join('')),
      rows: lines.length,
    }
    lines = []
    return taken
  }
  const rows = db
    .selectFrom(sql<Record<string, unknown>>`${sql.table(table)}`.as('row'))
    .selectAll()
    .stream(ROWS_AN_ENTRY)
  for await (const row of rows) {
    lines.push(lineOf(row))
    if (lines.length === ROWS_AN_ENTRY) yield take()
  }
  if (lines.length > 0) yield take()
}

/** Inserts rows that `rowsAsLines` wrote. */
export async function insertLines(
  { dialect }: Pick<Store, 'dialect'>,
  trx: Kysely<Tables>,
  table: string,
  lines: string,
): Promise<number> {
  const rows = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => valuesOf(line))
  // A counted key is written as it was; Postgres wants to be told that this is meant.
  const overriding = dialect === 'postgres' ? sql`overriding system value` : sql``
  for (const row of rows) {
    const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)))
    const values = sql.join(Object.values(row).map((value) => sql.val(value)))
    await sql`insert into ${sql.table(table)} (${columns}) ${overriding} values (${values})`.execute(
      trx,
    )
  }
  return rows.length
}

/** Lets every counted key go on after the highest one that was restored. */
export async function goOnCounting({ dialect }: Pick<Store, 'dialect'>, trx: Kysely<Tables>) {
  // SQLite counts on from the highest by itself.
  if (dialect === 'sqlite') return
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`.execute(trx)
  for (const { table, column } of rows)
    await sql`select setval(
      pg_get_serial_sequence(${table}, ${column}),
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}),
      false)`.execute(trx)
}

function lineOf(row: Record<string, unknown>): string {
  return JSON.stringify(row, function (this: Record<string, unknown>, key, value: unknown) {
    // Not `value`: a Buffer has been turned into JSON by then.
    const raw = this[key]
    return raw instanceof Uint8Array ? { base64: Buffer.from(raw).toString('base64') } : value
  })
}

function valuesOf(line: string): Record<string, unknown> {
  const row = JSON.parse(line) as Record<string, unknown>
  for (const [column, value] of Object.entries(row))
    if (value !== null && typeof value === 'object' && 'base64' in value)
      row[column] = Buffer.from(String(value.base64), 'base64')
  return row
}
