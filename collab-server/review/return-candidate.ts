import { canonicalJson, type Guide } from '@charrette/guides'
import { authorsInCharge, guidePath, notify } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import { type Actor, record } from './audit-trail.ts'
import { closeCandidate, openCandidate } from './decide-on-candidate.ts'

/**
 * Sends a candidate back to its authors with a reason.
 *
 * @throws {ReviewRefusal} where it no longer waits for a decision.
 */
export async function returnCandidate(
  { db }: Store,
  {
    guideId,
    number,
    actor,
    reason,
    now = new Date(),
  }: {
    guideId: string
    number: number
    actor: Actor
    reason: string
    now?: Date
  },
): Promise<void> {
  const at = now.toISOString()
  await db.transaction().execute(async (trx) => {
    const candidate = await openCandidate(trx, guideId, number)
    await closeCandidate(trx, candidate, {
      state: 'returned',
      decidedBy: canonicalJson(actor),
      at,
      reason,
    })
    const { title } = (JSON.parse(candidate.content) as Guide).frontMatter
    await notify(trx, {
      kind: 'decision',
      cause: `returned:${candidate.id}`,
      title: `${actor.name} sent “${title}” (candidate ${number}) back: ${reason}`,
      href: `${await guidePath(trx, guideId)}/review/${number}`,
      to: await authorsInCharge(trx, guideId, JSON.parse(candidate.submitted_by) as Actor),
      by: actor.accountId,
      now,
    })
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'return-candidate',
      summary: `${actor.name} sent candidate ${number} back: ${reason}`,
      details: { candidate: number, contentHash: candidate.content_hash },
    })
  })
}
