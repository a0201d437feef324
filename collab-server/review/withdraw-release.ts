import { canonicalJson } from '@charrette/guides'
import { guidePath, notify, peopleOfGuide } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import { type Actor, record } from './audit-trail.ts'
import { ReviewRefusal } from './refusals.ts'

/**
 * Takes a release back with a reason that readers see in its place. The release and its files stay;
 * nobody gets them.
 *
 * @throws {ReviewRefusal} `release-not-found`, `release-withdrawn`.
 */
export async function withdrawRelease(
  { db }: Store,
  {
    guideId,
    number,
    reason,
    actor,
    now = new Date(),
  }: { guideId: string; number: string; reason: string; actor: Actor; now?: Date },
): Promise<void> {
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const withdrawn = await trx
      .updateTable('release')
      .set({ withdrawn_at: at, withdrawn_by: canonicalJson(actor), withdrawal_reason: reason })
      .where('guide_id', '=', guideId)
      .where('number', '=', number)
      .where('withdrawn_at', 'is', null)
      .returning(['id', 'content_hash'])
      .executeTakeFirst()
    if (!withdrawn) {
      const known = await trx
        .selectFrom('release')
        .select('number')
        .where('guide_id', '=', guideId)
        .where('number', '=', number)
        .executeTakeFirst()
      throw known
        ? new ReviewRefusal('release-withdrawn', `Release ${number} was withdrawn already.`)
        : new ReviewRefusal('release-not-found', `This guide has no release ${number}.`)
    }
    await notify(trx, {
      kind: 'publication',
      cause: `withdrawn:${withdrawn.id}`,
      title: `${actor.name} withdrew release ${number}: ${reason}`,
      href: `${await guidePath(trx, guideId)}/releases`,
      to: await peopleOfGuide(trx, guideId),
      by: actor.accountId,
      now,
    })
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'withdraw-release',
      summary: `${actor.name} withdrew release ${number}: ${reason}`,
      details: { release: number, contentHash: withdrawn.content_hash, reason },
    })
  })
}
