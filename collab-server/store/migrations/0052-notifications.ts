import type { Kysely } from 'kysely'

export const name = '0052-notifications'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notification')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('cause', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('href', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('read_at', 'text')
    .addColumn('mailed_at', 'text')
    // Nobody is told of the same thing twice, however often a crash makes us try.
    .addUniqueConstraint('notification_cause', ['account_id', 'cause'])
    .execute()
  await db.schema
    .createIndex('notification_newest')
    .on('notification')
    .columns(['account_id', 'created_at'])
    .execute()
  await db.schema
    .createTable('mail_preference')
    .addColumn('account_id', 'text', (column) => column.primaryKey())
    .addColumn('delivery', 'text', (column) => column.notNull())
    .execute()
  // The address that stops mails of this kind; null for mails that somebody asked for.
  await db.schema.alterTable('mail').addColumn('stop_url', 'text').execute()
  // Set before a mail is handed over, taken back where the relay refused it.
  await db.schema.alterTable('mail').addColumn('handed_over_at', 'text').execute()
  await db.schema.alterTable('release').addColumn('announced_at', 'text').execute()
}
