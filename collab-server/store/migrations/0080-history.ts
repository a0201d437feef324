import type { Kysely } from 'kysely'

export const name = '0080-history'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('guide_version')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('named_by', 'text', (column) => column.notNull())
    .addColumn('named_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('guide_version_of_guide')
    .on('guide_version')
    .columns(['guide_id', 'seq'])
    .execute()
  await db.schema
    .createTable('guide_restoration')
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    // A Yjs client id has 32 bits without a sign: an integer column of Postgres is too narrow.
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('source_seq', 'integer', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('chapter_id', 'text')
    .addColumn('restored_by', 'text', (column) => column.notNull())
    .addColumn('restored_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('guide_restoration_key', ['guide_id', 'client_id'])
    .execute()
  await db.schema
    .alterTable('candidate')
    .addColumn('log_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}
