import type { Kysely } from 'kysely'

export const name = '0101-sent-chapters'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The last update of the log that was in the text: what comes back is compared with that.
  await db.schema
    .alterTable('sent_chapter')
    .addColumn('log_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
