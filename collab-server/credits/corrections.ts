import { randomUUID } from 'node:crypto'
import { canonicalJson } from '@charrette/guides'
import type { Kysely } from 'kysely'
import type { NewCreditCorrection } from '../api/contract.ts'
import { type Actor, record } from '../review/audit-trail.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { CreditRefusal } from './credit-refusal.ts'

/** What an editor put right in the credits that are counted from the text. */
export interface CreditCorrection {
  id: string
  /** Null for the whole guide. */
  chapterId: string | null
  /** Somebody is added, a city is left out, or a city's text is credited to somebody else. */
  kind: 'add' | 'remove' | 'replace'
  /** The city whose text it is about; null where somebody is added. */
  cityId: string | null
  /** Who is credited; null where a city is left out. */
  name: string | null
  reason: string
  by: Actor
  at: string
}

/** The corrections of a guide that hold, in the order in which they were made. */
export async function correctionsOf(
  db: Kysely<Tables>,
  guideId: string,
): Promise<CreditCorrection[]> {
  const rows = await db
    .selectFrom('credit_correction')
    .selectAll()
    .where('guide_id', '=', guideId)
    .where('taken_back_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    chapterId: row.chapter_id,
    kind: row.kind as CreditCorrection['kind'],
    cityId: row.city_id,
    name: row.name,
    reason: row.reason,
    by: JSON.parse(row.made_by) as Actor,
    at: row.made_at,
  }))
}

/**
 * Puts a credit right from the next candidate on; what was frozen before stays as it was.
 *
 * @param chapterTitle of the chapter that it is about; null for the whole guide.
 * @throws {CreditRefusal} `no-such-city`, `credited-already`.
 */
export async function correctCredit(
  { db }: Store,
  {
    guideId,
    correction,
    chapterTitle,
    actor,
    now = new Date(),
  }: {
    guideId: string
    correction: NewCreditCorrection
    chapterTitle: string | null
    actor: Actor
    now?: Date
  },
): Promise<void> {
  const { chapterId, reason } = correction
  const cityId = correction.kind === 'add' ? null : correction.cityId
  const name = correction.kind === 'remove' ? null : correction.name
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const city = cityId === null ? null : await cityOf(trx, cityId)
    const same = (await correctionsOf(trx, guideId)).some(
      (one) =>
        one.kind === correction.kind &&
        one.chapterId === chapterId &&
        one.cityId === cityId &&
        (one.name === name || correction.kind !== 'add'),
    )
    if (same)
      throw new CreditRefusal(
        'credited-already',
        'There is such a correction already. Take it back before you make another.',
      )
    await trx
      .insertInto('credit_correction')
      .values({
        id: randomUUID(),
        guide_id: guideId,
        chapter_id: chapterId,
        kind: correction.kind,
        city_id: cityId,
        name,
        reason,
        made_by: canonicalJson(actor),
        made_at: at,
        taken_back_at: null,
      })
      .execute()
    const where = chapterTitle === null ? 'the whole guide' : `“${chapterTitle}”`
    const what = {
      add: `added ${name} to the credits of ${where}`,
      remove: `left ${city} out of the credits of ${where}`,
      replace: `credited ${name} with what ${city} wrote in ${where}`,
    }[correction.kind]
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'correct-credit',
      summary: `${actor.name} ${what}: ${reason}`,
      details: { chapterId: chapterId ?? '', kind: correction.kind, name: name ?? city ?? '' },
    })
  })
}

/**
 * Takes a correction back: the credit is counted from the text again.
 *
 * @throws {CreditRefusal} `no-such-correction`, where another did so before as well.
 */
export async function takeBackCorrection(
  { db }: Store,
  {
    guideId,
    id,
    reason,
    actor,
    now = new Date(),
  }: { guideId: string; id: string; reason: string; actor: Actor; now?: Date },
): Promise<void> {
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const correction = (await correctionsOf(trx, guideId)).find((one) => one.id === id)
    const { numUpdatedRows } = await trx
      .updateTable('credit_correction')
      .set({ taken_back_at: at })
      .where('id', '=', id)
      .where('guide_id', '=', guideId)
      .where('taken_back_at', 'is', null)
      .executeTakeFirst()
    if (!correction || numUpdatedRows === 0n)
      throw new CreditRefusal('no-such-correction', 'This correction was taken back already.')
    const { name, cityId } = correction
    const about = name ?? (cityId === null ? '' : await cityOf(trx, cityId))
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'take-back-credit',
      summary: `${actor.name} took back a correction of the credits (${about}): ${reason}`,
      details: { correction: id, chapterId: correction.chapterId ?? '' },
    })
  })
}

async function cityOf(db: Kysely<Tables>, cityId: string): Promise<string> {
  const city = await db
    .selectFrom('organization')
    .select('name')
    .where('id', '=', cityId)
    .executeTakeFirst()
  if (!city) throw new CreditRefusal('no-such-city', 'There is no such city here.')
  return city.name
}
