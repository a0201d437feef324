import type { Guide } from '@charrette/guides'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { CandidateRow, Tables } from '../store/tables.ts'
import type { CityOfText } from './approval-rules.ts'
import type { Actor } from './audit-trail.ts'
import type { CitiesOf } from './cities-of-chapters.ts'
import { AROUND, partsOfGuide } from './parts-of-guide.ts'

/** A part of a candidate with who wrote it and who approved these very bytes. */
export interface CandidatePart {
  partId: string
  hash: string
  cities: CityOfText[]
  approvals: PartApproval[]
}

export interface PartApproval {
  accountId: string
  cityId: string
  actor: Actor
  approvedAt: string
  /** The candidate that it was given on; an earlier one where the part has not changed since. */
  candidateId: string
}

const citiesSchema = z.array(z.object({ id: z.string(), name: z.string() }))

/** Keeps the parts of a candidate that was just frozen. */
export async function writeParts(
  trx: Transaction<Tables>,
  candidateId: string,
  guide: Guide,
  citiesOf: CitiesOf,
): Promise<void> {
  for (const { partId, hash } of partsOfGuide(guide))
    await trx
      .insertInto('candidate_part')
      .values({
        candidate_id: candidateId,
        part_id: partId,
        hash,
        cities: JSON.stringify(partId === AROUND ? [] : citiesOf(partId)),
      })
      .execute()
}

/** A candidate's parts in reading order, with the approvals that count for them. */
export async function readParts(
  db: Kysely<Tables>,
  candidate: Pick<CandidateRow, 'id' | 'guide_id'>,
  guide: Guide,
): Promise<CandidatePart[]> {
  const kept = await db
    .selectFrom('candidate_part')
    .select(['part_id', 'cities'])
    .where('candidate_id', '=', candidate.id)
    .execute()
  const approvals = await db
    .selectFrom('approval')
    .selectAll()
    .where('guide_id', '=', candidate.guide_id)
    .orderBy('approved_at')
    .execute()
  return partsOfGuide(guide).map(({ partId, hash }) => ({
    partId,
    hash,
    cities: citiesSchema.parse(
      JSON.parse(kept.find(({ part_id }) => part_id === partId)?.cities ?? '[]'),
    ),
    approvals: approvals
      .filter((row) => row.part_id === partId && row.hash === hash)
      .map((row) => ({
        accountId: row.account_id,
        cityId: row.city_id,
        actor: JSON.parse(row.actor) as Actor,
        approvedAt: row.approved_at,
        candidateId: row.candidate_id,
      })),
  }))
}
