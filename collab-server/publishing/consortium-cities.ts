import type { Kysely } from 'kysely'
import { stateOf } from '../accounts/index.ts'
import type { Tables } from '../store/tables.ts'

/** A city that has, or had, people here. */
export interface KnownCity {
  id: string
  name: string
  state: string
}

/** Every city, those whose people have left included: what they wrote still stands. */
export async function allCities(db: Kysely<Tables>): Promise<KnownCity[]> {
  const rows = await db
    .selectFrom('organization')
    .select(['id', 'name', 'metadata'])
    .orderBy('name')
    .execute()
  return rows.map(({ id, name, metadata }) => ({ id, name, state: stateOf(metadata) }))
}

/** The consortia by name, each with the cities whose people are in it. */
export async function consortia(
  db: Kysely<Tables>,
): Promise<{ name: string; cities: KnownCity[] }[]> {
  const [names, places, cities] = await Promise.all([
    db.selectFrom('consortium').select(['id', 'name']).orderBy('name').execute(),
    db
      .selectFrom('consortium_member')
      .innerJoin('member', 'member.userId', 'consortium_member.account_id')
      .select(['consortium_member.consortium_id as consortium', 'member.organizationId as city'])
      .distinct()
      .execute(),
    allCities(db),
  ])
  return names.map(({ id, name }) => {
    const ids = new Set(
      places.filter(({ consortium }) => consortium === id).map(({ city }) => city),
    )
    return { name, cities: cities.filter((city) => ids.has(city.id)) }
  })
}
