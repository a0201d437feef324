import { checkGuide, compareGuides, type Finding, type Guide } from '@charrette/guides'
import type { Kysely } from 'kysely'
import { nextReleaseNumber } from '../review/index.ts'
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
      'release.number as release_number',
    ])
    .where('candidate.guide_id', '=', guideId)
    .orderBy('candidate.number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
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
  db: Kysely<Tables>,
  guide: GuideRow,
  summary: CandidateSummary,
  content: Guide,
): Promise<Candidate> {
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
    findings: checkGuide(content).map(presentFinding),
    comparedWith: before?.number ?? null,
    changes: compareGuides(before?.content ?? null, content),
    nextNumbers: {
      revision: nextReleaseNumber(lastNumber, 'revision') ?? '1.0',
      erratum: nextReleaseNumber(lastNumber, 'erratum'),
    },
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
