import { enqueue } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import { type Actor, record } from './audit-trail.ts'
import type { PublicationTime } from './publication-time.ts'
import { ReviewRefusal } from './refusals.ts'

/**
 * Sets when readers may see a release that they do not see yet.
 *
 * @param publication null for now.
 * @throws {ReviewRefusal} `release-not-found`, `release-published`, `release-withdrawn`.
 */
export async function schedulePublication(
  { db }: Store,
  {
    guideId,
    number,
    publication,
    actor,
    now = new Date(),
  }: {
    guideId: string
    number: string
    publication: PublicationTime | null
    actor: Actor
    now?: Date
  },
): Promise<void> {
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const release = await trx
      .selectFrom('release')
      .select(['id', 'published_at', 'withdrawn_at'])
      .where('guide_id', '=', guideId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!release)
      throw new ReviewRefusal('release-not-found', `This guide has no release ${number}.`)
    if (release.withdrawn_at !== null)
      throw new ReviewRefusal('release-withdrawn', `Release ${number} was withdrawn.`)
    if (release.published_at !== null && release.published_at <= at)
      throw new ReviewRefusal(
        'release-published',
        `Readers see release ${number} already. Withdraw it, or correct it by an erratum.`,
      )
    const moment = publication?.at ?? at
    await trx
      .updateTable('release')
      .set({
        publish_at: publication?.at ?? null,
        publish_zone: publication?.zone ?? null,
        // Its files are ready: only the moment changes.
        ...(release.published_at === null ? {} : { published_at: moment }),
      })
      .where('id', '=', release.id)
      .execute()
    if (release.published_at !== null)
      await enqueue(trx, {
        kind: 'announce',
        payload: { releaseId: release.id },
        maxAttempts: 20,
        runAt: new Date(moment),
      })
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'schedule-publication',
      summary: publication
        ? `${actor.name} set the publication of release ${number} to ${publication.at} (${publication.zone}).`
        : `${actor.name} had release ${number} published at once.`,
      details: { release: number, publishAt: moment, zone: publication?.zone ?? '' },
    })
  })
}
