import { canonicalJson } from '@charrette/guides'
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
