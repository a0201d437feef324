import type { Kysely } from 'kysely'
import { may, peopleOf } from '../accounts/index.ts'
import type { Actor } from '../api/contract.ts'
import type { Tables } from '../store/tables.ts'

/** Everybody who can decide on a guide's candidates. */
export async function editorsOf(db: Kysely<Tables>, guideId: string): Promise<string[]> {
  const people = await peopleOf(db, await consortiumOf(db, guideId))
  return people
    .filter(({ role }) => may(role, 'decide on a candidate'))
    .map(({ accountId }) => accountId)
}

/** Who answers for a guide's text: whoever submitted the candidate, and the lead authors. */
export async function authorsInCharge(
  db: Kysely<Tables>,
  guideId: string,
  submittedBy: Actor,
): Promise<string[]> {
  const leads = await db
    .selectFrom('guide_member')
    .select('account_id')
    .where('guide_id', '=', guideId)
    .execute()
  return [submittedBy.accountId, ...leads.map(({ account_id }) => account_id)]
}

/** Everybody who has written in a guide, leads it, or approved something of it. */
export async function peopleOfGuide(db: Kysely<Tables>, guideId: string): Promise<string[]> {
  const [wrote, leads, approved] = await Promise.all([
    db.selectFrom('candidate').select('submitted_by').where('guide_id', '=', guideId).execute(),
    db.selectFrom('guide_member').select('account_id').where('guide_id', '=', guideId).execute(),
    db
      .selectFrom('approval')
      .select('account_id')
      .distinct()
      .where('guide_id', '=', guideId)
      .execute(),
  ])
  return [
    ...wrote.map(({ submitted_by }) => (JSON.parse(submitted_by) as Actor).accountId),
    ...[...leads, ...approved].map(({ account_id }) => account_id),
  ]
}

/** Of these accounts, those that have a part in a guide's consortium. */
export async function membersAmong(
  db: Kysely<Tables>,
  guideId: string,
  accountIds: readonly string[],
): Promise<string[]> {
  const people = await peopleOf(db, await consortiumOf(db, guideId))
  return people.map(({ accountId }) => accountId).filter((id) => accountIds.includes(id))
}

async function consortiumOf(db: Kysely<Tables>, guideId: string): Promise<string> {
  const { consortium_id: id } = await db
    .selectFrom('guide')
    .select('consortium_id')
    .where('id', '=', guideId)
    .executeTakeFirstOrThrow()
  return id
}
