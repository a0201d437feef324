import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { Person } from '../accounts/index.ts'
import { requireRoomForGuide } from '../consortium/index.ts'
import { record } from '../review/index.ts'
import type { GuideRow } from '../store/tables.ts'
import type { ApiDependencies } from './dependencies.ts'
import { freeSlug } from './free-slug.ts'
import { actorOf } from './routes/candidates.ts'

/**
 * Adds a guide to a consortium, led by who begins it until somebody else is named.
 *
 * @param wantedSlug its address where it is free; else with a number behind it.
 * @param fill writes the guide's first text, under the address that it got.
 * @throws {ApiRefusal} `title-taken`; {SettingsRefusal} where the consortium may have no more guides.
 */
export async function beginGuide(
  { store: { db }, sync }: ApiDependencies,
  {
    person,
    consortiumId,
    title,
    wantedSlug,
    fill,
  }: {
    person: Person
    consortiumId: string
    title: string
    wantedSlug: string
    fill: (doc: Y.Doc, slug: string) => void
  },
): Promise<GuideRow> {
  await requireRoomForGuide(db, consortiumId)
  const slug = await freeSlug(db, wantedSlug)
  const guide = {
    id: randomUUID(),
    slug,
    consortium_id: consortiumId,
    created_at: new Date().toISOString(),
    created_by: person.accountId,
  }
  const actor = actorOf(person)
  const doc = new Y.Doc()
  fill(doc, slug)
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('guide').values(guide).execute()
    await trx
      .insertInto('guide_member')
      .values({ guide_id: guide.id, account_id: person.accountId, role: 'lead' })
      .execute()
    await record(trx, {
      guideId: guide.id,
      at: guide.created_at,
      actor,
      action: 'create-guide',
      summary: `${actor.name} began the guide “${title}”.`,
      details: { slug },
    })
  })
  await sync.apply(guide.id, Y.encodeStateAsUpdate(doc), {
    accountId: person.accountId,
    cityId: person.city?.id ?? '',
  })
  return guide
}
