import type { Transaction } from 'kysely'
import type { CandidateRow, Tables } from '../store/tables.ts'
import { ReviewRefusal } from './refusals.ts'

/**
 * Makes whoever decides on this candidate at the same moment wait until this transaction ends. On
 * Postgres, transactions would else not see each other's approvals.
 */
export async function holdCandidate(
  trx: Transaction<Tables>,
  guideId: string,
  number: number,
): Promise<void> {
  await trx
    .updateTable('candidate')
    .set((row) => ({ state: row.ref('state') }))
    .where('guide_id', '=', guideId)
    .where('number', '=', number)
    .execute()
}

/**
 * Reads the candidate that a decision is about.
 *
 * @throws {ReviewRefusal} where there is none, or it no longer waits for a decision.
 */
export async function openCandidate(
  trx: Transaction<Tables>,
  guideId: string,
  number: number,
): Promise<CandidateRow> {
  const candidate = await trx
    .selectFrom('candidate')
    .selectAll()
    .where('guide_id', '=', guideId)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!candidate)
    throw new ReviewRefusal('candidate-not-found', `This guide has no candidate ${number}.`)
  if (candidate.state === 'superseded')
    throw new ReviewRefusal(
      'candidate-superseded',
      `Candidate ${number} was superseded: a newer candidate or release took its place. Decide on the newest.`,
    )
  if (candidate.state !== 'submitted')
    throw new ReviewRefusal(
      'candidate-decided',
      `Candidate ${number} was ${candidate.state} already.`,
    )
  return candidate
}

/**
 * Writes the decision, if nobody else has decided in the meantime.
 *
 * @throws {ReviewRefusal} `candidate-decided`.
 */
export async function closeCandidate(
  trx: Transaction<Tables>,
  candidate: CandidateRow,
  decision: { state: 'approved' | 'returned'; decidedBy: string; at: string; reason: string },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('candidate')
    .set({
      state: decision.state,
      decided_by: decision.decidedBy,
      decided_at: decision.at,
      reason: decision.reason,
    })
    .where('id', '=', candidate.id)
    .where('state', '=', 'submitted')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n)
    throw new ReviewRefusal(
      'candidate-decided',
      `Somebody decided on candidate ${candidate.number} at the same moment.`,
    )
}
