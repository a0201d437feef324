import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** There is nobody with that address; the message says so. */
export class NobodyHere extends Error {
  readonly code = 'nobody-here'
}

/** @throws {NobodyHere} */
export async function accountByEmail(
  db: Kysely<Tables>,
  email: string,
): Promise<{ id: string; name: string; email: string }> {
  const account = await db
    .selectFrom('user')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (!account) throw new NobodyHere(`Nobody here has the address ${email}.`)
  return account
}

/**
 * All that the database says of a person, for the person: as an object whose keys are words. What
 * they wrote in guides, and their comments, stand in the guides, which they can read and export.
 *
 * @throws {NobodyHere}
 */
export async function exportPerson(
  db: Kysely<Tables>,
  email: string,
): Promise<Record<string, unknown>> {
  const account = await accountByEmail(db, email)
  const { id } = account
  const city = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['organization.name', 'organization.slug'])
    .where('member.userId', '=', id)
    .executeTakeFirst()
  const { rows: sessions } = await sql<Record<string, unknown>>`
    select ${sql.id('createdAt')}, ${sql.id('expiresAt')}, ${sql.id('ipAddress')}, ${sql.id('userAgent')}
    from session where ${sql.id('userId')} = ${id}`.execute(db)
  const audit = await db.selectFrom('audit').selectAll().orderBy('seq').execute()
  const candidates = await db
    .selectFrom('candidate')
    .innerJoin('guide', 'guide.id', 'candidate.guide_id')
    .select([
      'guide.slug as guide',
      'candidate.number',
      'candidate.note',
      'candidate.reason',
      'submitted_by',
      'submitted_at',
      'decided_by',
      'decided_at',
    ])
    .execute()
  return {
    account,
    city: city ?? null,
    consortia: await db
      .selectFrom('consortium_member')
      .innerJoin('consortium', 'consortium.id', 'consortium_member.consortium_id')
      .select(['consortium.slug', 'consortium.name', 'consortium_member.role'])
      .where('account_id', '=', id)
      .execute(),
    leads: await db
      .selectFrom('guide_member')
      .innerJoin('guide', 'guide.id', 'guide_member.guide_id')
      .select(['guide.slug', 'guide_member.role'])
      .where('account_id', '=', id)
      .execute(),
    sessions,
    scriptTokens: await db
      .selectFrom('script_token')
      .select(['role', 'created_at', 'expires_at', 'revoked_at'])
      .where('account_id', '=', id)
      .execute(),
    invitations: await db
      .selectFrom('consortium_invitation')
      .select(['name', 'email', 'role', 'created_at', 'accepted_at', 'revoked_at'])
      .where('email', '=', account.email)
      .execute(),
    notifications: await db
      .selectFrom('notification')
      .select(['kind', 'title', 'href', 'created_at', 'read_at', 'mailed_at'])
      .where('account_id', '=', id)
      .execute(),
    mailPreference:
      (
        await db
          .selectFrom('mail_preference')
          .select('delivery')
          .where('account_id', '=', id)
          .executeTakeFirst()
      )?.delivery ?? null,
    mails: await db
      .selectFrom('mail')
      .select(['subject', 'created_at', 'sent_at'])
      .where('to_address', '=', account.email)
      .execute(),
    questions: await db
      .selectFrom('question')
      .select(['name', 'email', 'city', 'text', 'asked_at'])
      .where('email', '=', account.email)
      .execute(),
    submitted: candidates
      .filter(({ submitted_by }) => isBy(submitted_by, id))
      .map(({ guide, number, note, submitted_at }) => ({ guide, number, note, submitted_at })),
    decided: candidates
      .filter(({ decided_by }) => isBy(decided_by, id))
      .map(({ guide, number, reason, decided_at }) => ({ guide, number, reason, decided_at })),
    approved: await db
      .selectFrom('approval')
      .innerJoin('guide', 'guide.id', 'approval.guide_id')
      .select(['guide.slug as guide', 'approval.part_id', 'approval.approved_at'])
      .where('account_id', '=', id)
      .execute(),
    creditCorrections: (
      await db.selectFrom('credit_correction').selectAll().orderBy('made_at').execute()
    )
      .filter(({ made_by }) => isBy(made_by, id))
      .map(({ kind, name, reason, made_at }) => ({ kind, name, reason, made_at })),
    audit: audit
      .filter(({ actor, details }) => isBy(actor, id) || isBy(details, id))
      .map(({ seq, at, action, summary }) => ({ seq, at, action, summary })),
  }
}

/** Whether JSON of an actor, or of an entry's details, is of this account. */
export function isBy(json: string | null, accountId: string): boolean {
  if (json === null) return false
  const value: unknown = JSON.parse(json)
  return typeof value === 'object' && value !== null && 'accountId' in value
    ? value.accountId === accountId
    : false
}
