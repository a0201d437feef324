import type { Kysely } from 'kysely'

export const name = '0120-newsletter'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('newsletter_subscriber')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('asked', 'integer', (column) => column.notNull())
    .addColumn('asked_since', 'text', (column) => column.notNull())
    .addColumn('confirmed_at', 'text')
    .execute()
  await db.schema
    .createTable('newsletter_sending')
    .addColumn('guide_id', 'text', (column) => column.primaryKey())
    .addColumn('release_id', 'text', (column) => column.notNull())
    .addColumn('job_id', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('started_by', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('newsletter_delivery')
    .addColumn('guide_id', 'text', (column) => column.notNull())
    .addColumn('subscriber_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('newsletter_delivery_once', ['guide_id', 'subscriber_id'])
    .execute()
}
