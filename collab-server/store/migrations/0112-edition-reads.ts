import type { Kysely } from 'kysely'

export const name = '0112-edition-reads'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('edition_reads')
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('times', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('edition_reads_once', ['slug', 'number', 'day', 'what'])
    .execute()
}
