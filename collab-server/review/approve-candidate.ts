import { randomUUID } from 'node:crypto'
import { canonicalJson, checkGuide, type Guide, hasErrors } from '@charrette/guides'
import { enqueue } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import { type Actor, record } from './audit-trail.ts'
import { closeCandidate, openCandidate } from './decide-on-candidate.ts'
import { ReviewRefusal } from './refusals.ts'
import { nextReleaseNumber, type ReleaseKind } from './release-number.ts'

/**
 * Approves one exact text and cuts the release: the decision, the release, the job that publishes
 * it and the audit entry are one transaction.
 *
 * @param contentHash names the text that the editor read.
 * @returns the release's number and the job that publishes it.
 * @throws {ReviewRefusal} where the candidate is not open, another text is named, or checks fail.
 */
export async function approveCandidate(
  { db }: Store,
  {
    guideId,
    number,
    contentHash,
    kind,
    changelog,
    actor,
    now = new Date(),
  }: {
    guideId: string
    number: number
    contentHash: string
    kind: ReleaseKind
    changelog: string
    actor: Actor
    now?: Date
  },
): Promise<{ releaseNumber: string; jobId: string }> {
  const at = now.toISOString()
  return db.transaction().execute(async (trx) => {
    const candidate = await openCandidate(trx, guideId, number)
    if (candidate.content_hash !== contentHash)
      throw new ReviewRefusal(
        'content-hash-differs',
        'The text that you approve is not the text of this candidate. Reload the page and read it again.',
      )
    const findings = checkGuide(JSON.parse(candidate.content) as Guide)
    if (hasErrors(findings))
      throw new ReviewRefusal(
        'checks-failed',
        'Release checks found errors in this text. Send it back, so that they can be mended.',
        findings,
      )
    const last = await trx
      .selectFrom('release')
      .select(['number', 'ordinal'])
      .where('guide_id', '=', guideId)
      .orderBy('ordinal', 'desc')
      .limit(1)
      .executeTakeFirst()
    const releaseNumber = nextReleaseNumber(last?.number ?? null, kind)
    if (releaseNumber === null)
      throw new ReviewRefusal(
        'nothing-to-correct',
        'An erratum corrects a release, and this guide has none yet. Approve it as a revision.',
      )
    const decidedBy = canonicalJson(actor)
    await closeCandidate(trx, candidate, { state: 'approved', decidedBy, at, reason: '' })
    const releaseId = randomUUID()
    const jobId = await enqueue(trx, { kind: 'publish', payload: { releaseId } })
    await trx
      .insertInto('release')
      .values({
        id: releaseId,
        guide_id: guideId,
        candidate_id: candidate.id,
        number: releaseNumber,
        ordinal: (last?.ordinal ?? 0) + 1,
        content_hash: contentHash,
        released_at: at,
        approvals: canonicalJson([{ name: actor.name, city: actor.city, approvedAt: at }]),
        changelog,
        job_id: jobId,
        published_at: null,
      })
      .execute()
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'approve-candidate',
      summary: `${actor.name} approved candidate ${number} as release ${releaseNumber}.`,
      details: { candidate: number, release: releaseNumber, contentHash },
    })
    return { releaseNumber, jobId }
  })
}
