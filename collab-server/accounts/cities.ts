import type { Kysely } from 'kysely'
import type { Actor } from '../api/contract.ts'
import { record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { PeopleRefusal } from './people-refusal.ts'

/** A city with how many people it has here. */
export interface CityHere {
  id: string
  /** Stays when the city is renamed. */
  slug: string
  name: string
  people: number
  /** Taken out of the lists; what it wrote and decided keeps its name. */
  retired: boolean
}

/** What better-auth keeps of a city as text. */
export function cityMetadata(metadata: string | null): { state: string; retired: boolean } {
  const value: unknown = metadata ? JSON.parse(metadata) : null
  const of = typeof value === 'object' && value !== null ? value : {}
  return {
    state: 'state' in of ? String(of.state) : '',
    retired: 'retired' in of && of.retired === true,
  }
}

/** Every city that anybody was added for, by name. */
export async function citiesHere(db: Kysely<Tables>): Promise<CityHere[]> {
  const rows = await db
    .selectFrom('organization')
    .leftJoin('member', 'member.organizationId', 'organization.id')
    .select(['organization.id', 'organization.slug', 'organization.name', 'organization.metadata'])
    .select(({ fn }) => fn.count('member.id').as('people'))
    .groupBy(['organization.id', 'organization.slug', 'organization.name', 'organization.metadata'])
    .orderBy('organization.name')
    .execute()
  return rows.map(({ metadata, people, ...row }) => ({
    ...row,
    people: Number(people),
    retired: cityMetadata(metadata).retired,
  }))
}

/**
 * Gives a city another name, for everybody who is of it from now on; what was decided and released
 * under the old one keeps it.
 *
 * @throws {PeopleRefusal} `no-such-city`, `city-exists`.
 */
export async function renameCity(
  { db }: Store,
  { slug, name, actor }: { slug: string; name: string; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const all = await citiesHere(trx)
    const city = all.find((one) => one.slug === slug)
    if (!city) throw noSuchCity(slug, all)
    const same = all.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (same && same.id !== city.id)
      throw new PeopleRefusal(
        'city-exists',
        `There is a city ${same.name} already (${same.slug}). Give this one another name.`,
      )
    await trx.updateTable('organization').set({ name }).where('id', '=', city.id).execute()
    await record(trx, {
      guideId: '',
      at: new Date().toISOString(),
      actor,
      action: 'rename-city',
      summary: `${actor.name} renamed the city ${city.name} to ${name}.`,
      details: { cityId: city.id, name, before: city.name },
    })
  })
}

/**
 * Takes a city out of the lists: for one that was mistyped, or has left with all its people. What it
 * wrote, decided and released keeps its name; adding it again, or an invitation, brings it back.
 *
 * @throws {PeopleRefusal} `no-such-city`, `city-has-people`, with invitations counted as people.
 */
export async function retireCity(
  { db }: Store,
  { slug, actor, now = new Date() }: { slug: string; actor: Actor; now?: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const all = await citiesHere(trx)
    const city = all.find((one) => one.slug === slug)
    if (!city) throw noSuchCity(slug, all)
    if (city.retired) return
    const invited = await trx
      .selectFrom('consortium_invitation')
      .select('id')
      .where('city_id', '=', city.id)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now.toISOString())
      .executeTakeFirst()
    if (city.people > 0 || invited)
      throw new PeopleRefusal(
        'city-has-people',
        `${city.name} has people here, or somebody is invited for it. Remove or erase them first.`,
      )
    const { metadata } = await trx
      .selectFrom('organization')
      .select('metadata')
      .where('id', '=', city.id)
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('organization')
      .set({ metadata: JSON.stringify({ ...cityMetadata(metadata), retired: true }) })
      .where('id', '=', city.id)
      .execute()
    await record(trx, {
      guideId: '',
      at: now.toISOString(),
      actor,
      action: 'retire-city',
      summary: `${actor.name} retired the city ${city.name}.`,
      details: { cityId: city.id, name: city.name },
    })
  })
}

/** Takes a retired city into the lists again. */
export async function bringBack(
  db: Kysely<Tables>,
  { id, metadata }: { id: string; metadata: string | null },
): Promise<void> {
  const { retired, state } = cityMetadata(metadata)
  if (!retired) return
  await db
    .updateTable('organization')
    .set({ metadata: JSON.stringify({ state }) })
    .where('id', '=', id)
    .execute()
}

function noSuchCity(slug: string, all: readonly CityHere[]): PeopleRefusal {
  const known = all.map((one) => one.slug).join(', ') || 'none yet'
  return new PeopleRefusal('no-such-city', `There is no city “${slug}”. There are: ${known}.`)
}
