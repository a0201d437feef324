import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../open-store.ts'

export const name = '0050-people'

export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  // A role in one guide, beside the role in the consortium: its lead authors.
  await db.schema
    .createTable('guide_member')
    .addColumn('guide_id', 'text', (column) => column.notNull().references('guide.id'))
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('guide_member_key', ['guide_id', 'account_id'])
    .execute()
  await db.schema
    .createTable('consortium_invitation')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('consortium_id', 'text', (column) => column.notNull().references('consortium.id'))
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('city_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('invited_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text')
    .addColumn('revoked_at', 'text')
    .execute()
  // What concerns a consortium and no guide of it is in the audit log as well.
  await db.schema.alterTable('audit').addColumn('consortium_id', 'text').execute()
  // Whoever adds to the audit log updates this row first: on Postgres, too, one comes after the other.
  await sql`insert into meta (key, value) values ('audit-chain', '')`.execute(db)
  await forbidRewriting(db, dialect)
}

/** The audit log only grows: the database itself refuses everything else. */
async function forbidRewriting(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const words = 'The audit log is append-only'
  if (dialect === 'postgres') {
    await sql`create function audit_append_only() returns trigger language plpgsql as ${sql.lit(
      `begin raise exception '${words}'; end`,
    )}`.execute(db)
    await sql`create trigger audit_append_only before update or delete or truncate on audit
      for each statement execute function audit_append_only()`.execute(db)
    return
  }
  for (const event of ['update', 'delete'])
    await sql`create trigger ${sql.id(`audit_no_${event}`)} before ${sql.raw(event)} on audit
      begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
}
