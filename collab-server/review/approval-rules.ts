import { type Finding, hasErrors } from '@charrette/guides'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { ApprovalRules, OpenDiscussion } from '../api/contract.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, record } from './audit-trail.ts'

/** Where nothing was set: one editor is enough. */
export const defaultRules: ApprovalRules = { editors: 1, cities: 1, checks: [] }

/** An approval of one part, as the rules look at it. */
export interface CountedApproval {
  accountId: string
  /** Empty for somebody without a city. */
  cityId: string
}

export interface CityOfText {
  id: string
  name: string
}

/**
 * What a part still lacks, in words for people; empty where it has all that the rules ask for.
 *
 * @param cities that wrote the part: none of them may be its only judge.
 */
export function missingApprovals(
  { editors, cities: fromCities }: ApprovalRules,
  approvals: readonly CountedApproval[],
  cities: readonly CityOfText[],
): string[] {
  const people = new Set(approvals.map(({ accountId }) => accountId)).size
  const places = new Set(approvals.map(({ cityId }) => cityId)).size
  const missing: string[] = []
  if (people < editors)
    missing.push(editors - people === 1 ? 'one more editor' : `${editors - people} more editors`)
  if (people >= editors && places < fromCities)
    missing.push(
      fromCities - places === 1
        ? 'an editor of another city'
        : `editors of ${fromCities - places} other cities`,
    )
  if (people > 0)
    for (const city of cities)
      if (approvals.every(({ cityId }) => cityId === city.id))
        missing.push(`an editor who is not of ${city.name}, which wrote in it`)
  return missing
}

/** What stands in the way of a release, whoever approves it: errors, and the named checks. */
export function failedChecks(
  { checks }: ApprovalRules,
  findings: readonly Finding[],
  open: OpenDiscussion,
): string[] {
  const failed: string[] = []
  if (hasErrors(findings)) failed.push('Release checks found errors in this text.')
  for (const check of checks) {
    if (check === 'open-comments') {
      if (open.comments > 0) failed.push('This guide’s rules ask that every comment is resolved.')
    } else if (check === 'open-suggestions') {
      if (open.suggestions > 0)
        failed.push('This guide’s rules ask that every suggestion is accepted or rejected.')
    } else if (findings.some(({ ruleId, severity }) => ruleId === check && severity === 'warning'))
      failed.push(`This guide’s rules ask that the check “${check}” finds nothing.`)
  }
  return failed
}

export async function rulesOf(db: Kysely<Tables>, guideId: string): Promise<ApprovalRules> {
  const row = await db
    .selectFrom('approval_rule')
    .selectAll()
    .where('guide_id', '=', guideId)
    .executeTakeFirst()
  if (!row) return defaultRules
  const checks = z.array(z.string()).parse(JSON.parse(row.checks))
  return { editors: row.editors, cities: row.cities, checks }
}

/** Sets what a guide's candidates need. It counts at once, for candidates that are open as well. */
export async function setRules(
  { db }: Store,
  { guideId, rules, actor }: { guideId: string; rules: ApprovalRules; actor: Actor },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await write(trx, guideId, rules)
    const { editors, cities, checks } = rules
    await record(trx, {
      guideId,
      at: new Date().toISOString(),
      actor,
      action: 'set-approval-rules',
      summary: `${actor.name} set the approval rules: ${editors} ${editors === 1 ? 'editor' : 'editors'} from ${cities} ${cities === 1 ? 'city' : 'cities'}${checks.length > 0 ? `, and the checks ${checks.join(', ')}` : ''}.`,
      details: { editors, cities, checks: checks.join(' ') },
    })
  })
}

async function write(
  trx: Transaction<Tables>,
  guideId: string,
  { editors, cities, checks }: ApprovalRules,
): Promise<void> {
  const row = { editors, cities, checks: JSON.stringify(checks) }
  await trx
    .insertInto('approval_rule')
    .values({ guide_id: guideId, ...row })
    .onConflict((conflict) => conflict.column('guide_id').doUpdateSet(row))
    .execute()
}
