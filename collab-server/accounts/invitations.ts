import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { canonicalJson, slugFrom } from '@charrette/guides'
import type { Kysely } from 'kysely'
import type { Actor, ConsortiumRole, NewInvitation } from '../api/contract.ts'
import type { PostOffice } from '../mail/post-office.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { InvitationRow, Tables } from '../store/tables.ts'
import type { Accounts } from './create-accounts.ts'
import { peopleOf } from './people.ts'
import { PeopleRefusal } from './people-refusal.ts'
import { greaterRole } from './policies.ts'

const DAYS = 14

/**
 * Invites somebody by mail to a consortium, for a city. The link in the mail works once; only its
 * hash is kept.
 *
 * @throws {PeopleRefusal} `already-a-member`, `already-invited`.
 */
export async function invite(
  {
    store,
    accounts,
    postOffice,
    baseUrl,
  }: { store: Store; accounts: Accounts; postOffice: PostOffice; baseUrl: string },
  {
    consortium,
    invitation: { name, role, city, ...given },
    actor,
    now = new Date(),
  }: {
    consortium: { id: string; name: string }
    invitation: NewInvitation
    actor: Actor
    now?: Date
  },
): Promise<void> {
  const email = given.email.toLowerCase()
  const cityId =
    (await knownCity(store.db, consortium.id, city.name)) ??
    (await accounts.addCity({ slug: slugFrom(`${city.name} ${city.state}`) || 'city', ...city }))
  const token = randomBytes(32).toString('base64url')
  await store.db.transaction().execute(async (trx) => {
    if ((await peopleOf(trx, consortium.id)).some((person) => person.email === email))
      throw new PeopleRefusal(
        'already-a-member',
        `${email} has a part in ${consortium.name} already. Change their role instead.`,
      )
    const waiting = await openInvitations(trx, consortium.id, now)
    if (waiting.some((open) => open.email === email))
      throw new PeopleRefusal(
        'already-invited',
        `${email} was invited already. Withdraw that invitation before you send another.`,
      )
    await trx
      .insertInto('consortium_invitation')
      .values({
        id: randomUUID(),
        consortium_id: consortium.id,
        email,
        name,
        city_id: cityId,
        role,
        token_hash: hashOf(token),
        invited_by: canonicalJson(actor),
        created_at: now.toISOString(),
        expires_at: new Date(now.getTime() + DAYS * 24 * 3_600_000).toISOString(),
        accepted_at: null,
        revoked_at: null,
      })
      .execute()
    await postOffice.keep(trx, {
      to: email,
      subject: `${actor.name} invites you to ${consortium.name}`,
      text: `Hello ${name},\n\n${actor.name} invites you to write guides with ${consortium.name}, for ${city.name}. Open this link to begin. It works once, for ${DAYS} days:\n\n${baseUrl}/join/${token}\n\nIf you do not know what this is about, ignore this mail.\n`,
    })
    await record(trx, {
      guideId: '',
      consortiumId: consortium.id,
      at: now.toISOString(),
      actor,
      action: 'invite-person',
      summary: `${actor.name} invited ${name} (${city.name}) as ${role}.`,
      details: { email, role, city: city.name },
    })
  })
  postOffice.wake()
}

/** Invitations that can still be accepted, newest first. */
export async function openInvitations(
  db: Kysely<Tables>,
  consortiumId: string,
  now = new Date(),
): Promise<(InvitationRow & { city: string })[]> {
  return db
    .selectFrom('consortium_invitation')
    .innerJoin('organization', 'organization.id', 'consortium_invitation.city_id')
    .selectAll('consortium_invitation')
    .select('organization.name as city')
    .where('consortium_id', '=', consortiumId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .orderBy('consortium_invitation.created_at', 'desc')
    .execute()
}

/**
 * What the holder of a link is invited to.
 *
 * @throws {PeopleRefusal} where the link is unknown, used, withdrawn or expired.
 */
export async function readInvitation(
  db: Kysely<Tables>,
  token: string,
  now = new Date(),
): Promise<InvitationRow & { city: string; consortium: string }> {
  const row = await db
    .selectFrom('consortium_invitation')
    .innerJoin('organization', 'organization.id', 'consortium_invitation.city_id')
    .innerJoin('consortium', 'consortium.id', 'consortium_invitation.consortium_id')
    .selectAll('consortium_invitation')
    .select(['organization.name as city', 'consortium.name as consortium'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  if (!row)
    throw new PeopleRefusal(
      'invitation-not-found',
      'There is no such invitation. Open the link exactly as it stands in your mail.',
    )
  if (row.accepted_at !== null) throw used()
  if (row.revoked_at !== null)
    throw new PeopleRefusal(
      'invitation-revoked',
      'This invitation was withdrawn. Ask the person who sent it.',
    )
  if (row.expires_at <= now.toISOString())
    throw new PeopleRefusal(
      'invitation-expired',
      `This invitation was good for ${DAYS} days and is no longer. Ask for a new one.`,
    )
  return row
}

/**
 * Uses an invitation: the account and its role are there afterwards.
 *
 * @returns an address that signs its owner in: whoever holds the link reads that mailbox.
 * @throws {PeopleRefusal} where the link cannot be used, or was used at the same moment.
 */
export async function acceptInvitation(
  { store, accounts }: { store: Store; accounts: Accounts },
  token: string,
  now = new Date(),
): Promise<string> {
  const invitation = await readInvitation(store.db, token, now)
  const { email, name, city_id: cityId, consortium_id: consortiumId } = invitation
  const at = now.toISOString()
  // Adding an account twice finds it: a crash after this line leaves a link that still works.
  const accountId = await accounts.addAccount({ email, name, cityId })
  await store.db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('consortium_invitation')
      .set({ accepted_at: at })
      .where('id', '=', invitation.id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw used()
    const known = await trx
      .selectFrom('consortium_member')
      .select('role')
      .where('account_id', '=', accountId)
      .where('consortium_id', '=', consortiumId)
      .executeTakeFirst()
    const invited = invitation.role as ConsortiumRole
    const role = known ? greaterRole(known.role as ConsortiumRole, invited) : invited
    await trx
      .insertInto('consortium_member')
      .values({ account_id: accountId, consortium_id: consortiumId, role })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'consortium_id']).doUpdateSet({ role }),
      )
      .execute()
    await record(trx, {
      guideId: '',
      consortiumId,
      at,
      actor: { accountId, name, city: invitation.city },
      action: 'accept-invitation',
      summary: `${name} accepted the invitation and is now ${role}.`,
      details: { invitation: invitation.id, role },
    })
  })
  return accounts.signInUrl(email)
}

/** @throws {PeopleRefusal} `invitation-not-found` where it no longer waits. */
export async function revokeInvitation(
  { db }: Store,
  { consortiumId, id, actor }: { consortiumId: string; id: string; actor: Actor },
): Promise<void> {
  const at = new Date().toISOString()
  await db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable('consortium_invitation')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('consortium_id', '=', consortiumId)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning(['name', 'email'])
      .executeTakeFirst()
    if (!revoked)
      throw new PeopleRefusal(
        'invitation-not-found',
        'This invitation no longer waits: it was accepted or withdrawn. Reload the page.',
      )
    await record(trx, {
      guideId: '',
      consortiumId,
      at,
      actor,
      action: 'revoke-invitation',
      summary: `${actor.name} withdrew the invitation of ${revoked.name}.`,
      details: { invitation: id, email: revoked.email },
    })
  })
}

const used = () =>
  new PeopleRefusal(
    'invitation-used',
    'This invitation was used already. Sign in with your e-mail address instead.',
  )

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Cities of a consortium: those of its people. */
export async function citiesOfConsortium(
  db: Kysely<Tables>,
  consortiumId: string,
): Promise<{ id: string; slug: string; name: string }[]> {
  return db
    .selectFrom('consortium_member')
    .innerJoin('member', 'member.userId', 'consortium_member.account_id')
    .innerJoin('organization', 'organization.id', 'member.organizationId')
    .select(['organization.id', 'organization.slug', 'organization.name'])
    .distinct()
    .where('consortium_member.consortium_id', '=', consortiumId)
    .orderBy('organization.name')
    .execute()
}

async function knownCity(
  db: Kysely<Tables>,
  consortiumId: string,
  name: string,
): Promise<string | null> {
  const cities = await citiesOfConsortium(db, consortiumId)
  return cities.find((city) => city.name.toLowerCase() === name.toLowerCase())?.id ?? null
}
