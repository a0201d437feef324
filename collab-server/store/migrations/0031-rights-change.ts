import type { Kysely } from 'kysely'

export const name = '0031-rights-change'

// Triggers write it (`accounts/rights-changes.ts`), so that whatever takes a right away, a process,
// the command line or an operator's own SQL, is seen by every process.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rights_change')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('change', 'integer', (column) => column.notNull())
    .execute()
  // Nobody's row counts. Its lock is held until a transaction ends: a lower number is never seen
  // after a higher one.
  await db
    .insertInto('rights_change' as never)
    .values({ account_id: '', change: 0 } as never)
    .execute()
}
