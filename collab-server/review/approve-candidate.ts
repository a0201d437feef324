import { canonicalJson, checkGuide, type Guide } from '@charrette/guides'
import type { Transaction } from 'kysely'
import type { OpenDiscussion } from '../api/contract.ts'
import { authorsInCharge, guidePath, notify } from '../notifications/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { failedChecks, missingApprovals, rulesOf } from './approval-rules.ts'
import { type Actor, record } from './audit-trail.ts'
import { readParts } from './candidate-parts.ts'
import { cutRelease } from './cut-release.ts'
import { holdCandidate, openCandidate } from './decide-on-candidate.ts'
import { AROUND } from './parts-of-guide.ts'
import type { PublicationTime } from './publication-time.ts'
import { ReviewRefusal } from './refusals.ts'

export interface Approval {
  guideId: string
  number: number
  /** Names the whole text that the editor read. */
  contentHash: string
  /** Ids of the parts that are approved; without them, all of them are. */
  parts?: string[] | undefined
  changelog: string
  /** When readers may see it; null for as soon as it is published. */
  publication?: PublicationTime | null
  actor: Actor
  openDiscussion?: OpenDiscussion
  now?: Date
}

/**
 * Approves one exact text, or parts of it. With the last approval that the guide's rules ask for,
 * the release is cut: decision, release, the job that publishes it and the audit entries are one
 * transaction.
 *
 * @returns the release, or null where approvals are still missing.
 * @throws {ReviewRefusal} where the candidate is not open, another text or no part of it is named,
 * checks fail, or this editor has approved all of it already.
 */
export async function approveCandidate(
  { db }: Store,
  {
    guideId,
    number,
    contentHash,
    parts: chosen,
    changelog,
    publication = null,
    actor,
    openDiscussion = { comments: 0, suggestions: 0 },
    now = new Date(),
  }: Approval,
): Promise<{ releaseNumber: string; jobId: string } | null> {
  const at = now.toISOString()
  return db.transaction().execute(async (trx) => {
    // Two editors at the same instant come one after the other: the second sees the first's approval.
    await holdCandidate(trx, guideId, number)
    const candidate = await openCandidate(trx, guideId, number)
    if (candidate.content_hash !== contentHash)
      throw new ReviewRefusal(
        'content-hash-differs',
        'The text that you approve is not the text of this candidate. Reload the page and read it again.',
      )
    const guide = JSON.parse(candidate.content) as Guide
    const rules = await rulesOf(trx, guideId)
    const findings = checkGuide(guide)
    const failed = failedChecks(rules, findings, openDiscussion)
    if (failed.length > 0)
      throw new ReviewRefusal(
        'checks-failed',
        `${failed.join(' ')} Send it back, so that it can be mended.`,
        findings,
      )
    const before = await readParts(trx, candidate, guide)
    const unknown = chosen?.find((id) => before.every(({ partId }) => partId !== id))
    if (unknown !== undefined || chosen?.length === 0)
      throw new ReviewRefusal(
        'no-such-part',
        'This is no part of the candidate. Reload the page and choose its chapters again.',
      )
    const fresh = before.filter(
      ({ partId, approvals }) =>
        (chosen?.includes(partId) ?? true) &&
        approvals.every(({ accountId }) => accountId !== actor.accountId),
    )
    const cityId = await cityIdOf(trx, actor.accountId)
    for (const { partId, hash } of fresh)
      await trx
        .insertInto('approval')
        .values({
          guide_id: guideId,
          part_id: partId,
          hash,
          account_id: actor.accountId,
          actor: canonicalJson(actor),
          city_id: cityId,
          candidate_id: candidate.id,
          approved_at: at,
        })
        .execute()
    const parts = await readParts(trx, candidate, guide)
    const lacking = parts.flatMap(({ partId, approvals, cities }) =>
      missingApprovals(rules, approvals, cities).map((what) => ({ partId, what })),
    )
    const [first] = lacking
    if (fresh.length === 0 && first)
      throw new ReviewRefusal(
        'already-approved',
        `You have approved this already. It still needs ${first.what}${first.partId === AROUND ? '' : ` for “${titleOf(guide, first.partId)}”`}.`,
      )
    const words = changelog || candidate.changelog
    if (words !== candidate.changelog)
      await trx
        .updateTable('candidate')
        .set({ changelog: words })
        .where('id', '=', candidate.id)
        .execute()
    const whole = fresh.length === before.length || chosen === undefined
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'approve-candidate',
      summary: whole
        ? `${actor.name} approved candidate ${number}.`
        : `${actor.name} approved of candidate ${number}: ${fresh.map(({ partId }) => titleOf(guide, partId)).join(', ')}.`,
      details: {
        candidate: number,
        contentHash,
        parts: fresh.map(({ partId, hash }) => `${partId}=${hash}`).join(' '),
      },
    })
    if (lacking.length > 0) return null
    const release = await cutRelease(trx, {
      candidate,
      parts,
      changelog: words,
      publication,
      actor: canonicalJson(actor),
      at,
    })
    await record(trx, {
      guideId,
      at,
      actor,
      action: 'cut-release',
      summary: `Candidate ${number} became release ${release.number}${publication ? `, to be published at ${publication.at} (${publication.zone})` : ''}.`,
      details: {
        candidate: number,
        release: release.number,
        contentHash,
        ...(publication ? { publishAt: publication.at, zone: publication.zone } : {}),
      },
    })
    const { title } = guide.frontMatter
    await notify(trx, {
      kind: 'decision',
      cause: `approved:${candidate.id}`,
      title: `${actor.name} approved “${title}”: it is release ${release.number} now.`,
      href: `${await guidePath(trx, guideId)}/review/${number}`,
      to: await authorsInCharge(trx, guideId, JSON.parse(candidate.submitted_by) as Actor),
      by: actor.accountId,
      now,
    })
    return { releaseNumber: release.number, jobId: release.jobId }
  })
}

/** What a part is called. */
export function titleOf(guide: Guide, partId: string): string {
  if (partId === AROUND) return 'Front matter, order, bibliography and pictures'
  return guide.chapters.find(({ id }) => id === partId)?.title || 'Untitled'
}

async function cityIdOf(trx: Transaction<Tables>, accountId: string): Promise<string> {
  const member = await trx
    .selectFrom('member')
    .select('organizationId')
    .where('userId', '=', accountId)
    .executeTakeFirst()
  return member?.organizationId ?? ''
}
