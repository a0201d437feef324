import { randomUUID } from 'node:crypto'
import { canonicalJson } from '@charrette/guides'
import type { Transaction } from 'kysely'
import { keepAppearance } from '../consortium/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { CandidateRow, Tables } from '../store/tables.ts'
import type { CandidatePart } from './candidate-parts.ts'
import { closeCandidate } from './decide-on-candidate.ts'
import { type Erratum, erratumOf } from './erratum.ts'
import type { PublicationTime } from './publication-time.ts'
import { ReviewRefusal } from './refusals.ts'
import { nextReleaseNumber } from './release-number.ts'

/**
 * Makes a release of a candidate that has every approval, with the job that publishes it. Other
 * candidates of the guide lose their place: they do not hold what was just released.
 *
 * @param actor who gave the last approval, as canonical JSON.
 * @throws {ReviewRefusal} `nothing-to-correct`, or `candidate-decided` at the same moment.
 */
export async function cutRelease(
  trx: Transaction<Tables>,
  {
    candidate,
    parts,
    changelog,
    publication,
    actor,
    at,
  }: {
    candidate: CandidateRow
    parts: CandidatePart[]
    changelog: string
    publication: PublicationTime | null
    actor: string
    at: string
  },
): Promise<{ number: string; jobId: string }> {
  const { guide_id: guideId } = candidate
  const last = await trx
    .selectFrom('release')
    .select(['number', 'ordinal'])
    .where('guide_id', '=', guideId)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = nextReleaseNumber(last?.number ?? null, candidate.kind)
  if (number === null)
    throw new ReviewRefusal(
      'nothing-to-correct',
      'An erratum corrects a release, and this guide has none yet. Submit the whole guide instead.',
    )
  await closeCandidate(trx, candidate, { state: 'approved', decidedBy: actor, at, reason: '' })
  await trx
    .updateTable('candidate')
    .set({ state: 'superseded' })
    .where('guide_id', '=', guideId)
    .where('state', '=', 'submitted')
    .execute()
  const releaseId = randomUUID()
  // More than elsewhere: an attempt in which the server or the browser was killed
  // counts, and says nothing about the guide.
  const jobId = await enqueue(trx, { kind: 'publish', payload: { releaseId }, maxAttempts: 5 })
  const erratum = erratumOf(candidate.erratum)
  await trx
    .insertInto('release')
    .values({
      id: releaseId,
      guide_id: guideId,
      candidate_id: candidate.id,
      number,
      ordinal: (last?.ordinal ?? 0) + 1,
      content_hash: candidate.content_hash,
      released_at: at,
      approvals: canonicalJson(approvers(parts)),
      changelog: changelog || (erratum ? erratumWords(erratum) : ''),
      job_id: jobId,
      published_at: null,
      kind: candidate.kind,
      erratum: candidate.erratum,
      publish_at: publication?.at ?? null,
      publish_zone: publication?.zone ?? null,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal_reason: null,
      announced_at: null,
    })
    .execute()
  await keepAppearance(trx, { releaseId, guideId })
  return { number, jobId }
}

/** Each person once, with the last moment at which they approved something of this text. */
function approvers(parts: CandidatePart[]): { name: string; city: string; approvedAt: string }[] {
  const byAccount = new Map<string, { name: string; city: string; approvedAt: string }>()
  for (const { accountId, actor, approvedAt } of parts.flatMap(({ approvals }) => approvals)) {
    const known = byAccount.get(accountId)
    if (!known || known.approvedAt < approvedAt)
      byAccount.set(accountId, { name: actor.name, city: actor.city, approvedAt })
  }
  return [...byAccount.values()].sort((a, b) => (a.approvedAt < b.approvedAt ? -1 : 1))
}

function erratumWords({ chapterTitle, reason }: Erratum): string {
  return `Corrected in “${chapterTitle}”: ${reason}`
}
