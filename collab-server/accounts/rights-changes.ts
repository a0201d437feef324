import { sql } from 'kysely'
import type { Store } from '../store/open-store.ts'

/** Tables whose rows give rights, the column that says to whom, and what can take them away. */
const watched = [
  ['consortium_member', 'account_id', ['insert', 'update', 'delete']],
  ['guide_member', 'account_id', ['insert', 'update', 'delete']],
  ['script_token', 'account_id', ['update', 'delete']],
  ['member', 'userId', ['insert', 'update', 'delete']],
  ['session', 'userId', ['update', 'delete']],
  ['user', 'id', ['update', 'delete']],
] as const

/**
 * Makes the database itself count every change of somebody's rights in `rights_change`. To be
 * called when better-auth's tables are there; calling it again changes nothing.
 */
export async function countRightsChanges({ db, dialect }: Store): Promise<void> {
  if (dialect === 'sqlite') {
    for (const [table, column, events] of watched)
      for (const event of events) {
        const row = event === 'delete' ? 'old' : 'new'
        await sql`create trigger if not exists ${sql.id(`rights_${table}_${event}`)}
          after ${sql.raw(event)} on ${sql.table(table)} begin
            update rights_change set change = change + 1 where account_id = '';
            insert or replace into rights_change (account_id, change)
              select ${sql.raw(row)}.${sql.id(column)}, change
              from rights_change where account_id = '';
          end`.execute(db)
      }
    return
  }
  // Processes that start together would replace each other's triggers.
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('charrette rights'))`.execute(trx)
    await sql`create or replace function count_rights_change() returns trigger language plpgsql as ${sql.lit(
      `declare account text;
      begin
        account := coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[0];
        update rights_change set change = change + 1 where account_id = '';
        insert into rights_change (account_id, change)
          select account, change from rights_change where account_id = ''
          on conflict (account_id) do update set change = excluded.change;
        return null;
      end`,
    )}`.execute(trx)
    await sql`create or replace function take_rights_count() returns trigger language plpgsql as ${sql.lit(
      `begin
        perform 1 from rights_change where account_id = '' for update;
        return null;
      end`,
    )}`.execute(trx)
    for (const [table, column, events] of watched) {
      const trigger = sql.id(`rights_${table}`)
      await sql`drop trigger if exists ${trigger} on ${sql.table(table)}`.execute(trx)
      // The count is taken before any row: two transactions that each changed one person's rights
      // and go on to the other's would wait for each other.
      const first = sql.id(`rights_${table}_first`)
      await sql`drop trigger if exists ${first} on ${sql.table(table)}`.execute(trx)
      await sql`create trigger ${first}
        before ${sql.raw(events.join(' or '))} on ${sql.table(table)}
        for each statement execute function take_rights_count()`.execute(trx)
      await sql`create trigger ${trigger}
        after ${sql.raw(events.join(' or '))} on ${sql.table(table)}
        for each row execute function count_rights_change(${sql.lit(column)})`.execute(trx)
    }
  })
}
