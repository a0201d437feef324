import { type Expression, sql } from 'kysely'
import type { Dialect } from '../open-store.ts'

/** The column type that holds bytes. */
export function bytes(dialect: Dialect): Expression<unknown> & ReturnType<typeof sql> {
  return dialect === 'postgres' ? sql`bytea` : sql`blob`
}

/** A column that counts up by itself and is the table's key. */
export function counter(dialect: Dialect): ReturnType<typeof sql> {
  return dialect === 'postgres' ? sql`integer generated always as identity` : sql`integer`
}
