import type { Kysely } from 'kysely'

export const name = '0111-reader-feedback'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reader_feedback')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('chapter_id', 'text', (column) => column.notNull())
    .addColumn('chapter_title', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('city', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text', (column) => column.notNull())
    .addColumn('arrived_as', 'text')
    .execute()
  await db.schema
    .createIndex('reader_feedback_newest')
    .on('reader_feedback')
    .columns(['guide_id', 'sent_at'])
    .execute()
  await db.schema
    .createTable('chapter_usefulness')
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('chapter_id', 'text', (column) => column.notNull())
    .addColumn('yes', 'integer', (column) => column.notNull())
    .addColumn('no', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('chapter_usefulness_once', ['guide_id', 'number', 'chapter_id'])
    .execute()
}
