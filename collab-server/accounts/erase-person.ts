import { createHash, randomUUID } from 'node:crypto'
import { canonicalJson } from '@charrette/guides'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '../api/contract.ts'
import { redact } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { enqueueErasureFromDrafts, renamed } from './erase-from-drafts.ts'
import { accountByEmail, isBy } from './export-person.ts'
import { PeopleRefusal } from './people-refusal.ts'

/** What an erasure did. */
export interface Erasure {
  accountId: string
  /** What stands where their name stood. */
  pseudonym: string
  /** Entries of the audit log that name the pseudonym now. */
  auditEntries: number
}

/**
 * Takes a person out of everything that is not published: their name and address, their sign-ins,
 * tokens, invitations, mails and notifications. Where the road to a release needs somebody, in
 * candidates, approvals and the audit log, there stands a pseudonym; the chain of the audit log stays
 * whole. So it does in what others were told of them; comments and suggestions follow by a job, which is
 * kept in the same transaction. Histories name people by their account, and so the pseudonym. What was released says who approved it, as it was read. All of it, or nothing.
 *
 * @throws {NobodyHere}
 * @throws {PeopleRefusal} `last-administrator` where a consortium would have none.
 */
export async function erasePerson(
  { db }: Store,
  { email, actor, now = new Date() }: { email: string; actor: Actor; now?: Date },
): Promise<Erasure> {
  return db.transaction().execute(async (trx) => {
    const account = await accountByEmail(trx, email)
    const { id } = account
    const pseudonym = `Former member ${createHash('sha256').update(id).digest('hex').slice(0, 6)}`
    await keepAdministrators(trx, id)
    const auditEntries = await redact(
      trx,
      { erasure: randomUUID(), at: now.toISOString(), actor },
      (entry) => {
        const details = canonicalJson(entry.details)
        const concerns =
          entry.actor.accountId === id ||
          entry.details.accountId === id ||
          details.includes(account.email) ||
          entry.summary.includes(account.email)
        if (!concerns) return null
        const without = (text: string) =>
          text.replaceAll(account.name, pseudonym).replaceAll(account.email, pseudonym)
        return {
          actor: entry.actor.accountId === id ? { ...entry.actor, name: pseudonym } : entry.actor,
          summary: without(entry.summary),
          details: Object.fromEntries(
            Object.entries(entry.details).map(([key, value]) => [
              key,
              typeof value === 'string' ? without(value) : value,
            ]),
          ),
        }
      },
    )
    await renameInReviews(trx, id, pseudonym)
    await renameInWordsToOthers(trx, account.name, pseudonym)
    await forget(trx, account)
    // Comments and suggestions lie in documents that a process may hold in memory.
    await enqueueErasureFromDrafts(trx, { accountId: id, name: account.name, pseudonym })
    await trx
      .updateTable('user')
      .set({ name: pseudonym, email: `${id.toLowerCase()}@erased.invalid` })
      .where('id', '=', id)
      .execute()
    return { accountId: id, pseudonym, auditEntries }
  })
}

/** A consortium without an administrator could never have one again. */
async function keepAdministrators(trx: Transaction<Tables>, accountId: string): Promise<void> {
  const theirs = await trx
    .selectFrom('consortium_member')
    .innerJoin('consortium', 'consortium.id', 'consortium_member.consortium_id')
    .select(['consortium.id', 'consortium.name'])
    .where('account_id', '=', accountId)
    .where('role', '=', 'administrator')
    .execute()
  for (const { id, name } of theirs) {
    const another = await trx
      .selectFrom('consortium_member')
      .select('account_id')
      .where('consortium_id', '=', id)
      .where('role', '=', 'administrator')
      .where('account_id', '!=', accountId)
      .executeTakeFirst()
    if (!another)
      throw new PeopleRefusal(
        'last-administrator',
        `This is the only administrator of ${name}. Make somebody else an administrator first.`,
      )
  }
}

async function renameInReviews(
  trx: Transaction<Tables>,
  accountId: string,
  name: string,
): Promise<void> {
  const signedAs = (json: string): string => canonicalJson({ ...(JSON.parse(json) as Actor), name })
  const candidates = await trx
    .selectFrom('candidate')
    .select(['id', 'submitted_by', 'decided_by'])
    .execute()
  for (const { id, submitted_by, decided_by } of candidates) {
    const change = {
      ...(isBy(submitted_by, accountId) ? { submitted_by: signedAs(submitted_by) } : {}),
      ...(decided_by !== null && isBy(decided_by, accountId)
        ? { decided_by: signedAs(decided_by) }
        : {}),
    }
    if (Object.keys(change).length > 0)
      await trx.updateTable('candidate').set(change).where('id', '=', id).execute()
  }
  const approvals = await trx
    .selectFrom('approval')
    .select(['guide_id', 'part_id', 'hash', 'actor'])
    .where('account_id', '=', accountId)
    .execute()
  for (const { guide_id, part_id, hash, actor } of approvals)
    await trx
      .updateTable('approval')
      .set({ actor: signedAs(actor) })
      .where('account_id', '=', accountId)
      .where('guide_id', '=', guide_id)
      .where('part_id', '=', part_id)
      .where('hash', '=', hash)
      .execute()
  const corrections = await trx.selectFrom('credit_correction').select(['id', 'made_by']).execute()
  for (const { id, made_by } of corrections)
    if (isBy(made_by, accountId))
      await trx
        .updateTable('credit_correction')
        .set({ made_by: signedAs(made_by) })
        .where('id', '=', id)
        .execute()
  const withdrawn = await trx
    .selectFrom('release')
    .select(['id', 'withdrawn_by'])
    .where('withdrawn_by', 'is not', null)
    .execute()
  for (const { id, withdrawn_by } of withdrawn)
    if (withdrawn_by !== null && isBy(withdrawn_by, accountId))
      await trx
        .updateTable('release')
        .set({ withdrawn_by: signedAs(withdrawn_by) })
        .where('id', '=', id)
        .execute()
}

/** Notifications, and the mails that were made of them. */
async function renameInWordsToOthers(
  trx: Transaction<Tables>,
  name: string,
  pseudonym: string,
): Promise<void> {
  const told = await trx
    .selectFrom('notification')
    .select(['id', 'title'])
    .where('title', 'like', `%${name}%`)
    .execute()
  for (const { id, title } of told)
    await trx
      .updateTable('notification')
      .set({ title: renamed(title, name, pseudonym) })
      .where('id', '=', id)
      .execute()
  const mails = await trx
    .selectFrom('mail')
    .select(['id', 'subject', 'text', 'html'])
    .where((is) => is.or([is('subject', 'like', `%${name}%`), is('text', 'like', `%${name}%`)]))
    .execute()
  for (const { id, subject, text, html } of mails)
    await trx
      .updateTable('mail')
      .set({
        subject: renamed(subject, name, pseudonym),
        text: renamed(text, name, pseudonym),
        html: renamed(html, name, pseudonym),
      })
      .where('id', '=', id)
      .execute()
}

/** Their rights, ways in, and what was written to them. Live connections end by the change of rights. */
async function forget(
  trx: Transaction<Tables>,
  { id, email }: { id: string; email: string },
): Promise<void> {
  for (const table of [
    'consortium_member',
    'guide_member',
    'notification',
    'mail_preference',
  ] as const)
    await trx.deleteFrom(table).where('account_id', '=', id).execute()
  await trx.deleteFrom('script_token').where('account_id', '=', id).execute()
  await trx.deleteFrom('session').where('userId', '=', id).execute()
  await trx.deleteFrom('member').where('userId', '=', id).execute()
  // better-auth's own.
  await sql`delete from account where ${sql.id('userId')} = ${id}`.execute(trx)
  await sql`delete from verification where value like ${`%${email}%`}`.execute(trx)
  await trx.deleteFrom('consortium_invitation').where('email', '=', email).execute()
  await trx.deleteFrom('mail').where('to_address', '=', email).execute()
  await trx.deleteFrom('question').where('email', '=', email).execute()
}
