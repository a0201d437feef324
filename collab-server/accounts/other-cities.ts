import { type Kysely, sql, type Transaction } from 'kysely'
import type { Actor, OtherCities } from '../api/contract.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import type { GuideOfConsortium } from './people.ts'

// A guide is written by the cities that lead it; its lead authors decide whether authors of others
// write in it as well, or suggest only.

export async function otherCitiesOf(db: Kysely<Tables>, guideId: string): Promise<OtherCities> {
  const row = await db
    .selectFrom('guide')
    .select('other_cities')
    .where('id', '=', guideId)
    .executeTakeFirst()
  return row?.other_cities === 'suggest' ? 'suggest' : 'write'
}

/** Whether an author of a city may only suggest in a guide. Where nobody leads it, everybody writes. */
export async function suggestsOnly(
  db: Kysely<Tables>,
  guideId: string,
  cityId: string | null,
): Promise<boolean> {
  if ((await otherCitiesOf(db, guideId)) === 'write') return false
  const leading = await db
    .selectFrom('guide_member')
    .innerJoin('member', 'member.userId', 'guide_member.account_id')
    .select('member.organizationId as cityId')
    .where('guide_member.guide_id', '=', guideId)
    .where('guide_member.role', '=', 'lead')
    .execute()
  return leading.length > 0 && leading.every((city) => city.cityId !== cityId)
}

/** Decides what authors of other cities may do. It holds at once, for those who are writing too. */
export async function decideOtherCities(
  { db }: Store,
  {
    guide,
    otherCities,
    actor,
  }: { guide: GuideOfConsortium; otherCities: OtherCities; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('guide')
      .set({ other_cities: otherCities })
      .where('id', '=', guide.id)
      .execute()
    await judgeEverybodyAgain(trx, guide.consortium_id)
    await record(trx, {
      guideId: guide.id,
      at: new Date().toISOString(),
      actor,
      action: 'decide-other-cities',
      summary: `${actor.name} decided that authors of other cities ${otherCities === 'suggest' ? 'suggest only' : 'write'}.`,
      details: { otherCities },
    })
  })
}

/** Has every process read the rights of a consortium's people anew: the database counts the change. */
export async function judgeEverybodyAgain(
  trx: Transaction<Tables>,
  consortiumId: string,
): Promise<void> {
  await sql`update consortium_member set role = role where consortium_id = ${consortiumId}`.execute(
    trx,
  )
}
