import type { Kysely } from 'kysely'

export const name = '0032-comment-notice'

// Comments of which somebody is to be told: noted before they are in the log, and forgotten once the
// people whom they mention have been told.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('comment_notice')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}
