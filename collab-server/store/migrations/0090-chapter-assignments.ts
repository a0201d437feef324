import type { Kysely } from 'kysely'

export const name = '0090-chapter-assignments'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chapter_assignment')
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('chapter_id', 'text', (column) => column.notNull())
    .addColumn('city_id', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    // A day, such as 2027-03-01.
    .addColumn('due_on', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chapter_assignment_chapter', ['guide_id', 'chapter_id'])
    .execute()
}
