import type { Kysely } from 'kysely'
import type { Dialect } from '../open-store.ts'
import { bytes } from './columns.ts'

export const name = '0001-guides'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('consortium')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('guide')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('consortium_id', 'text', (column) => column.notNull().references('consortium.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('update_log')
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('update', bytes(dialect), (column) => column.notNull())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('city_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('update_log_key', ['guide_id', 'seq'])
    .execute()
  await db.schema
    .createTable('snapshot')
    .addColumn('guide_id', 'text', (column) => column.primaryKey().references('guide.id'))
    .addColumn('through_seq', 'integer', (column) => column.notNull())
    .addColumn('state', bytes(dialect), (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}
