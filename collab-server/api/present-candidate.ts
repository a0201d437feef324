import { checkGuide, compareGuides, type Finding, type Guide } from '@charrette/guides'
import type { Kysely } from 'kysely'
import {
  erratumOf,
  failedChecks,
  missingApprovals,
  nextReleaseNumber,
  openDiscussion,
  readParts,
  rulesOf,
  titleOf,
} from '../review/index.ts'
import type { Store } from '../store/open-store.ts'
import type { CandidateRow, GuideRow, Tables } from '../store/tables.ts'
import type { Actor, Candidate, CandidateSummary } from './contract.ts'

/** A candidate as a line in a list. */
export async function candidateSummaries(
  db: Kysely<Tables>,
  guideId: string,
): Promise<CandidateSummary[]> {
  const rows = await db
    .selectFrom('candidate')
    .leftJoin('release', 'release.candidate_id', 'candidate.id')
    .select([
      'candidate.number',
      'candidate.state',
      'candidate.content_hash',
      'candidate.submitted_by',
      'candidate.submitted_at',
      'candidate.note',
      'candidate.decided_by',
      'candidate.decided_at',
      'candidate.reason',
      'candidate.kind',
      'candidate.erratum',
      'release.number as release_number',
    ])
    .where('candidate.guide_id', '=', guideId)
    .orderBy('candidate.number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    kind: row.kind,
    erratum: erratumOf(row.erratum),
    state: row.state,
    contentHash: row.content_hash,
    submittedBy: JSON.parse(row.submitted_by) as Actor,
    submittedAt: row.submitted_at,
    note: row.note,
    decidedBy: row.decided_by ? (JSON.parse(row.decided_by) as Actor) : null,
    decidedAt: row.decided_at,
    reason: row.reason,
    releaseNumber: row.release_number,
  }))
}

/** A candidate with everything that an editor needs to decide on it. */
export async function presentCandidate(
  store: Store,
  guide: GuideRow,
  summary: CandidateSummary,
  row: Pick<CandidateRow, 'id' | 'guide_id' | 'content' | 'changelog'>,
): Promise<Candidate> {
  const { db } = store
  const content = JSON.parse(row.content) as Guide
  const [rules, parts, open] = await Promise.all([
    rulesOf(db, guide.id),
    readParts(db, row, content),
    openDiscussion(store, guide.id),
  ])
  const findings = checkGuide(content)
  const before = await releaseBefore(db, guide.id, summary)
  const last = await db
    .selectFrom('release')
    .select('number')
    .where('guide_id', '=', guide.id)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  const lastNumber = last?.number ?? null
  return {
    ...summary,
    guide: { slug: guide.slug, title: content.frontMatter.title },
    findings: findings.map(presentFinding),
    comparedWith: before?.number ?? null,
    changes: compareGuides(before?.content ?? null, content),
    nextNumber: nextReleaseNumber(lastNumber, summary.kind) ?? '1.0',
    changelog: row.changelog,
    parts: parts.map(({ partId, cities, approvals }) => ({
      partId,
      title: titleOf(content, partId),
      cities: cities.map(({ name }) => name),
      approvals: approvals.map(({ actor, approvedAt, candidateId }) => ({
        ...actor,
        approvedAt,
        earlier: candidateId !== row.id,
      })),
      missing: missingApprovals(rules, approvals, cities),
    })),
    rules,
    openDiscussion: open,
    failedChecks: failedChecks(rules, findings, open),
  }
}

export function presentFinding(finding: Finding): Candidate['findings'][number] {
  const { ruleId, severity, message, mend, chapterId, chapterTitle, quote } = finding
  return { ruleId, severity, message, mend, chapterId, chapterTitle, quote }
}

/** The release that the candidate would follow, or did follow. */
async function releaseBefore(
  db: Kysely<Tables>,
  guideId: string,
  { number }: Pick<CandidateRow, 'number'>,
): Promise<{ number: string; content: Guide } | null> {
  const row = await db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .select(['release.number', 'candidate.content'])
    .where('release.guide_id', '=', guideId)
    .where('candidate.number', '<', number)
    .orderBy('release.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { number: row.number, content: JSON.parse(row.content) as Guide } : null
}
