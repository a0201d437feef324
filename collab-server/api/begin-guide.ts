import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import * as Y from 'yjs'
import { requireRoomForGuide } from '../consortium/index.ts'
import { type Actor, record } from '../review/index.ts'
import type { Store } from '../store/open-store.ts'
import type { GuideRow, Tables } from '../store/tables.ts'
import { freeSlug } from './free-slug.ts'

/**
 * Adds a guide to a consortium, led by who begins it until somebody else is named: its row, its first
 * text and whatever belongs to it in one transaction.
 *
 * @param by who begins it, and the city that its words are counted for.
 * @param wantedSlug its address where it is free; else with a number behind it.
 * @param fill writes the guide's first text, under the address that it got.
 * @param together writes the rows that belong to it.
 * @throws {ApiRefusal} `title-taken`; {SettingsRefusal} where the consortium may have no more guides.
 */
export async function beginGuide(
  { db }: Store,
  {
    by: { cityId, ...actor },
    consortiumId,
    title,
    wantedSlug,
    fill,
    together = async () => {},
  }: {
    by: Actor & { cityId: string }
    consortiumId: string
    title: string
    wantedSlug: string
    fill: (doc: Y.Doc, slug: string) => void
    together?: (trx: Transaction<Tables>, guide: GuideRow) => Promise<void>
  },
): Promise<GuideRow> {
  await requireRoomForGuide(db, consortiumId)
  const slug = await freeSlug(db, wantedSlug)
  const guide = {
    id: randomUUID(),
    slug,
    consortium_id: consortiumId,
    created_at: new Date().toISOString(),
    created_by: actor.accountId,
  }
  const doc = new Y.Doc()
  fill(doc, slug)
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('guide')
      .values({ ...guide, head_seq: 1 })
      .execute()
    await trx
      .insertInto('update_log')
      .values({
        guide_id: guide.id,
        seq: 1,
        update: Buffer.from(Y.encodeStateAsUpdate(doc)),
        account_id: actor.accountId,
        city_id: cityId,
        at: guide.created_at,
      })
      .execute()
    await trx
      .insertInto('guide_member')
      .values({ guide_id: guide.id, account_id: actor.accountId, role: 'lead' })
      .execute()
    await record(trx, {
      guideId: guide.id,
      at: guide.created_at,
      actor,
      action: 'create-guide',
      summary: `${actor.name} began the guide “${title}”.`,
      details: { slug },
    })
    await together(trx, guide)
  })
  return guide
}
