import type { Kysely } from 'kysely'

export const name = '0100-word-files'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A Word file that was brought in, and what was said of it then.
  await db.schema
    .createTable('word_import')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('word_import_guide')
    .on('word_import')
    .columns(['guide_id', 'at'])
    .execute()
  // A chapter that was sent out as a Word file: the file itself is kept, to see what came back changed.
  await db.schema
    .createTable('sent_chapter')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('chapter_id', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .execute()
}
