import type { Kysely } from 'kysely'
import type { Dialect } from '../open-store.ts'
import { bytes, counter } from './columns.ts'

export const name = '0020-review'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('candidate')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('state_vector', bytes(dialect), (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('submitted_by', 'text', (column) => column.notNull())
    .addColumn('submitted_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('reason', 'text', (column) => column.notNull())
    .addUniqueConstraint('candidate_number', ['guide_id', 'number'])
    .execute()
  await db.schema
    .createTable('release')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    // One candidate becomes one release, whoever approves it at the same instant.
    .addColumn('candidate_id', 'text', (column) =>
      column.notNull().unique().references('candidate.id'),
    )
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('ordinal', 'integer', (column) => column.notNull())
    .addColumn('content_hash', 'text', (column) => column.notNull())
    .addColumn('released_at', 'text', (column) => column.notNull())
    .addColumn('approvals', 'text', (column) => column.notNull())
    .addColumn('changelog', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('published_at', 'text')
    .addUniqueConstraint('release_number', ['guide_id', 'number'])
    .addUniqueConstraint('release_ordinal', ['guide_id', 'ordinal'])
    .execute()
  await db.schema
    .createTable('edition_file')
    .addColumn('release_id', 'text', (column) => column.notNull().references('release.id'))
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('edition_file_key', ['release_id', 'format'])
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('seq', counter(dialect), (column) => column.primaryKey())
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull().unique())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .execute()
}
