import type { Kysely } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { settingsOf } from './settings.ts'
import { SettingsRefusal } from './settings-refusal.ts'

const MEGABYTE = 1_000_000

/** What a consortium keeps: how many guides, and the megabytes of pictures of the guide with most. */
export async function usedBy(
  db: Kysely<Tables>,
  consortiumId: string,
): Promise<{ guides: number; pictures: number }> {
  const { guides } = await db
    .selectFrom('guide')
    .select(({ fn }) => fn.countAll().as('guides'))
    .where('consortium_id', '=', consortiumId)
    .executeTakeFirstOrThrow()
  const most = await db
    .selectFrom('guide_picture')
    .innerJoin('guide', 'guide.id', 'guide_picture.guide_id')
    .select(({ fn }) => fn.sum('guide_picture.bytes').as('bytes'))
    .where('guide.consortium_id', '=', consortiumId)
    .groupBy('guide_picture.guide_id')
    .orderBy('bytes', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    guides: Number(guides),
    pictures: Math.round((Number(most?.bytes ?? 0) / MEGABYTE) * 10) / 10,
  }
}

/** @throws {SettingsRefusal} `quota-of-guides` where the consortium has as many as it may. */
export async function requireRoomForGuide(db: Kysely<Tables>, consortiumId: string): Promise<void> {
  const { quotas } = await settingsOf(db, consortiumId)
  if (quotas.guides === null || (await usedBy(db, consortiumId)).guides < quotas.guides) return
  throw new SettingsRefusal(
    'quota-of-guides',
    `This consortium may have ${quotas.guides} ${quotas.guides === 1 ? 'guide' : 'guides'}, and has them. An administrator can allow more in its settings.`,
  )
}

/**
 * Counts a picture to a guide, once however often it is put in.
 *
 * @throws {SettingsRefusal} `quota-of-pictures` where it takes more than the guide may.
 */
export async function countPicture(
  db: Kysely<Tables>,
  {
    guide,
    sha256,
    bytes,
  }: { guide: { id: string; consortium_id: string }; sha256: string; bytes: number },
): Promise<void> {
  const { quotas } = await settingsOf(db, guide.consortium_id)
  await db.transaction().execute(async (trx) => {
    const { kept } = await trx
      .selectFrom('guide_picture')
      .select(({ fn }) => fn.sum('bytes').as('kept'))
      .where('guide_id', '=', guide.id)
      .where('sha256', '<>', sha256)
      .executeTakeFirstOrThrow()
    if (quotas.pictures !== null && Number(kept ?? 0) + bytes > quotas.pictures * MEGABYTE)
      throw new SettingsRefusal(
        'quota-of-pictures',
        `The pictures of this guide may take ${quotas.pictures} MB together, and with this one they would take more. Make the picture smaller, or ask an administrator to allow more in the settings.`,
      )
    await trx
      .insertInto('guide_picture')
      .values({ guide_id: guide.id, sha256, bytes })
      .onConflict((conflict) => conflict.columns(['guide_id', 'sha256']).doNothing())
      .execute()
  })
}
