import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../open-store.ts'
import { bytes } from './columns.ts'

export const name = '0030-log-segments'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .alterTable('guide')
    .addColumn('head_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`update guide set head_seq =
    coalesce((select max(seq) from update_log where guide_id = guide.id), 0)`.execute(db)
  // Of snapshots written before, nobody knows.
  await db.schema.alterTable('snapshot').addColumn('crc32', 'integer').execute()
  await db.schema
    .createTable('log_segment')
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('first_seq', 'integer', (column) => column.notNull())
    .addColumn('last_seq', 'integer', (column) => column.notNull())
    .addColumn('entries', bytes(dialect), (column) => column.notNull())
    .addColumn('crc32', 'integer', (column) => column.notNull())
    // Two that pack the same guide at once begin at the same entry: one of them gets it.
    .addPrimaryKeyConstraint('log_segment_key', ['guide_id', 'first_seq'])
    .execute()
  await db.schema
    .createTable('quarantine')
    .addColumn('guide_id', 'text', (column) => column.primaryKey().references('guide.id'))
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute()
}
