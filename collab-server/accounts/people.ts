import type { Kysely, Transaction } from 'kysely'
import type { Actor, ConsortiumRole } from '../api/contract.ts'
import { guidePath } from '../notifications/guide-path.ts'
import { notify } from '../notifications/notify.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { judgeEverybodyAgain } from './other-cities.ts'
import { PeopleRefusal } from './people-refusal.ts'

/** A person and their place in a consortium. */
export interface ConsortiumPerson {
  accountId: string
  name: string
  email: string
  /** Name of their city; empty where they have none. */
  city: string
  cityId: string | null
  role: ConsortiumRole
}

/** Everybody with a part in a consortium, by name. */
export async function peopleOf(
  db: Kysely<Tables>,
  consortiumId: string,
): Promise<ConsortiumPerson[]> {
  const rows = await db
    .selectFrom('consortium_member')
    .innerJoin('user', 'user.id', 'consortium_member.account_id')
    .leftJoin('member', 'member.userId', 'user.id')
    .leftJoin('organization', 'organization.id', 'member.organizationId')
    .select([
      'user.id',
      'user.name',
      'user.email',
      'consortium_member.role',
      'organization.name as city',
      'organization.id as cityId',
    ])
    .where('consortium_member.consortium_id', '=', consortiumId)
    .orderBy('user.name')
    .execute()
  return rows.map((row) => ({
    accountId: row.id,
    name: row.name,
    email: row.email,
    city: row.city ?? '',
    cityId: row.cityId,
    role: row.role as ConsortiumRole,
  }))
}

/**
 * Gives somebody another role. Whoever calls it ends their connections afterwards: what is open was
 * admitted under the old role.
 *
 * @throws {PeopleRefusal} `no-such-person`, `last-administrator`.
 */
export async function changeRole(
  { db }: Store,
  {
    consortiumId,
    accountId,
    role,
    actor,
  }: { consortiumId: string; accountId: string; role: ConsortiumRole; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await personIn(trx, consortiumId, accountId)
    if (person.role === role) return
    if (person.role === 'administrator') await keepAnAdministrator(trx, consortiumId)
    await trx
      .updateTable('consortium_member')
      .set({ role })
      .where('consortium_id', '=', consortiumId)
      .where('account_id', '=', accountId)
      .execute()
    await record(trx, {
      guideId: '',
      consortiumId,
      at: new Date().toISOString(),
      actor,
      action: 'change-role',
      summary: `${actor.name} made ${person.name} ${role} instead of ${person.role}.`,
      details: { accountId, role, before: person.role },
    })
  })
}

/**
 * Takes somebody out of a consortium: their role, their guides, and, where they have a part nowhere
 * else, their sessions and tokens. What they wrote and decided stays. Whoever calls it ends their
 * connections afterwards.
 *
 * @throws {PeopleRefusal} `no-such-person`, `last-administrator`.
 */
export async function removePerson(
  { db }: Store,
  { consortiumId, accountId, actor }: { consortiumId: string; accountId: string; actor: Actor },
): Promise<void> {
  const at = new Date().toISOString()
  await db.transaction().execute(async (trx) => {
    const person = await personIn(trx, consortiumId, accountId)
    if (person.role === 'administrator') await keepAnAdministrator(trx, consortiumId)
    await trx
      .deleteFrom('consortium_member')
      .where('consortium_id', '=', consortiumId)
      .where('account_id', '=', accountId)
      .execute()
    await trx
      .deleteFrom('guide_member')
      .where('account_id', '=', accountId)
      .where('guide_id', 'in', (guides) =>
        guides.selectFrom('guide').select('id').where('consortium_id', '=', consortiumId),
      )
      .execute()
    const elsewhere = await trx
      .selectFrom('consortium_member')
      .select('consortium_id')
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (!elsewhere) {
      await trx.deleteFrom('session').where('userId', '=', accountId).execute()
      await trx
        .updateTable('script_token')
        .set({ revoked_at: at })
        .where('account_id', '=', accountId)
        .where('revoked_at', 'is', null)
        .execute()
    }
    await record(trx, {
      guideId: '',
      consortiumId,
      at,
      actor,
      action: 'remove-person',
      summary: `${actor.name} removed ${person.name}${person.city ? ` (${person.city})` : ''}.`,
      details: { accountId, role: person.role },
    })
  })
}

/** Who leads a guide. */
export async function leadsOf(db: Kysely<Tables>, guideId: string): Promise<Actor[]> {
  const rows = await db
    .selectFrom('guide_member')
    .innerJoin('user', 'user.id', 'guide_member.account_id')
    .leftJoin('member', 'member.userId', 'user.id')
    .leftJoin('organization', 'organization.id', 'member.organizationId')
    .select(['user.id', 'user.name', 'organization.name as city'])
    .where('guide_member.guide_id', '=', guideId)
    .where('guide_member.role', '=', 'lead')
    .orderBy('user.name')
    .execute()
  return rows.map(({ id, name, city }) => ({ accountId: id, name, city: city ?? '' }))
}

/**
 * Makes somebody of the consortium a lead author of one of its guides.
 *
 * @throws {PeopleRefusal} `no-such-person` where they have no part in the consortium.
 */
export async function nameLead(
  { db }: Store,
  {
    guide,
    title,
    accountId,
    actor,
    now = new Date(),
  }: {
    guide: GuideOfConsortium
    /** The guide's title, for the person to be told. */
    title: string
    accountId: string
    actor: Actor
    now?: Date
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await personIn(trx, guide.consortium_id, accountId)
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('guide_member')
      .values({ guide_id: guide.id, account_id: accountId, role: 'lead' })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return
    // Their city leads it now, which may concern others of it.
    await judgeEverybodyAgain(trx, guide.consortium_id)
    await notify(trx, {
      kind: 'assignment',
      cause: `lead:${guide.id}:${now.toISOString()}`,
      title: `${actor.name} named you a lead author of “${title}”.`,
      href: await guidePath(trx, guide.id),
      to: [accountId],
      by: actor.accountId,
      now,
    })
    await record(trx, {
      guideId: guide.id,
      at: now.toISOString(),
      actor,
      action: 'name-lead',
      summary: `${actor.name} named ${person.name} a lead author.`,
      details: { accountId },
    })
  })
}

/** @throws {PeopleRefusal} `no-such-person` where they do not lead the guide. */
export async function dismissLead(
  { db }: Store,
  { guide, accountId, actor }: { guide: GuideOfConsortium; accountId: string; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const person = await personIn(trx, guide.consortium_id, accountId)
    const { numDeletedRows } = await trx
      .deleteFrom('guide_member')
      .where('guide_id', '=', guide.id)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    if (numDeletedRows === 0n)
      throw new PeopleRefusal('no-such-person', `${person.name} does not lead this guide.`)
    await judgeEverybodyAgain(trx, guide.consortium_id)
    await record(trx, {
      guideId: guide.id,
      at: new Date().toISOString(),
      actor,
      action: 'dismiss-lead',
      summary: `${actor.name} ended ${person.name}’s lead of the guide.`,
      details: { accountId },
    })
  })
}

export interface GuideOfConsortium {
  id: string
  consortium_id: string
}

/** @throws {PeopleRefusal} `no-such-person`. */
export async function personIn(
  trx: Kysely<Tables>,
  consortiumId: string,
  accountId: string,
): Promise<ConsortiumPerson> {
  const person = (await peopleOf(trx, consortiumId)).find((one) => one.accountId === accountId)
  if (!person)
    throw new PeopleRefusal(
      'no-such-person',
      'This person has no part in the consortium. They may have been removed: reload the page.',
    )
  return person
}

/**
 * Whoever administers one consortium does not decide what another keeps of its people.
 *
 * @throws {PeopleRefusal} `part-elsewhere`.
 */
export async function requireNowhereElse(
  db: Kysely<Tables>,
  { consortiumId, accountId }: { consortiumId: string; accountId: string },
): Promise<void> {
  const elsewhere = await db
    .selectFrom('consortium_member')
    .innerJoin('consortium', 'consortium.id', 'consortium_member.consortium_id')
    .select('consortium.name')
    .where('account_id', '=', accountId)
    .where('consortium_id', '!=', consortiumId)
    .executeTakeFirst()
  if (elsewhere)
    throw new PeopleRefusal(
      'part-elsewhere',
      `They have a part in ${elsewhere.name}, too. Remove them here, and ask whoever runs the server to erase them.`,
    )
}

/** A consortium without an administrator could never have one again. */
async function keepAnAdministrator(trx: Transaction<Tables>, consortiumId: string): Promise<void> {
  // Held until the transaction ends, so that two administrators cannot remove each other at once.
  const { id } = await trx
    .updateTable('consortium')
    .set((row) => ({ slug: row.ref('slug') }))
    .where('id', '=', consortiumId)
    .returning('id')
    .executeTakeFirstOrThrow()
  const administrators = await trx
    .selectFrom('consortium_member')
    .select('account_id')
    .where('consortium_id', '=', id)
    .where('role', '=', 'administrator')
    .execute()
  if (administrators.length < 2)
    throw new PeopleRefusal(
      'last-administrator',
      'This is the only administrator. Make somebody else an administrator first.',
    )
}
