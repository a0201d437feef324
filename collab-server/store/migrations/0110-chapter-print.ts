import type { Kysely } from 'kysely'

export const name = '0110-chapter-print'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chapter_print')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('release_id', 'text', (column) => column.notNull())
    .addColumn('chapters', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('chapter_print_newest')
    .on('chapter_print')
    .columns(['requested_at'])
    .execute()
}
