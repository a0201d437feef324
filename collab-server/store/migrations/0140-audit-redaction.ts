import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../open-store.ts'

export const name = '0140-audit-redaction'

const words = 'The audit log is append-only'

/**
 * Entries of the audit log in which somebody who was erased has a pseudonym now. The log still only
 * grows, but for the words of an entry that an erasure has been noted for; its place in the chain, its
 * moment and what was done stay.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('audit_redaction')
    .addColumn('erasure', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_redaction_key', ['erasure', 'seq'])
    .execute()
  const kept = ['seq', 'guide_id', 'at', 'action', 'previous_hash', 'hash']
  const same = kept.map((column) => `new.${column} = old.${column}`).join(' and ')
  const noted = 'exists (select 1 from audit_redaction where seq = old.seq)'
  if (dialect === 'sqlite') {
    await sql`drop trigger audit_no_update`.execute(db)
    await sql`create trigger audit_no_update before update on audit
      when not (${sql.raw(same)} and new.consortium_id is old.consortium_id and ${sql.raw(noted)})
      begin select raise(abort, ${sql.lit(words)}); end`.execute(db)
    return
  }
  await sql`create function audit_words_only() returns trigger language plpgsql as ${sql.lit(
    `begin
      if ${same} and new.consortium_id is not distinct from old.consortium_id and ${noted} then
        return new;
      end if;
      raise exception '${words}';
    end`,
  )}`.execute(db)
  await sql`drop trigger audit_append_only on audit`.execute(db)
  await sql`create trigger audit_append_only before delete or truncate on audit
    for each statement execute function audit_append_only()`.execute(db)
  await sql`create trigger audit_words_only before update on audit
    for each row execute function audit_words_only()`.execute(db)
}
