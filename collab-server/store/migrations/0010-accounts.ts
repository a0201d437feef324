import type { Kysely } from 'kysely'

export const name = '0010-accounts'

// Accounts, sessions, cities (organisations) and passkeys are better-auth's tables; these stand
// beside them.
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('consortium_member')
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('consortium_id', 'text', (column) => column.notNull().references('consortium.id'))
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('consortium_member_key', ['account_id', 'consortium_id'])
    .execute()
  await db.schema
    .createTable('script_token')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('revoked_at', 'text')
    .execute()
  await db.schema
    .createTable('mail')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('to_address', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'text')
    .execute()
}
