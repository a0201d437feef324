import { createHash } from 'node:crypto'
import { canonicalJson } from '@charrette/guides'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** Who did something: an account as it was then. */
export interface Actor {
  accountId: string
  name: string
  city: string
}

export interface AuditEntry {
  /** Empty where the entry concerns a consortium and no guide of it. */
  guideId: string
  /** The consortium of an entry without a guide. */
  consortiumId?: string
  at: string
  actor: Actor
  /** e.g. `submit-candidate`. */
  action: string
  /** One sentence for people. */
  summary: string
  details: Record<string, string | number>
}

const GENESIS = '0'.repeat(64)

/** Adds an entry in the transaction of what it tells of. Each entry's hash covers the one before. */
export async function record(trx: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  // One after the other, on Postgres as well: this row is held until the transaction ends.
  await trx.updateTable('meta').set({ value: '' }).where('key', '=', 'audit-chain').execute()
  const last = await trx
    .selectFrom('audit')
    .select('hash')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const previous = last?.hash ?? GENESIS
  await trx
    .insertInto('audit')
    .values({
      guide_id: entry.guideId,
      consortium_id: entry.consortiumId ?? null,
      at: entry.at,
      actor: canonicalJson(entry.actor),
      action: entry.action,
      summary: entry.summary,
      details: canonicalJson(entry.details),
      previous_hash: previous,
      hash: hashOf(previous, entry),
    })
    .execute()
}

/** Reads a guide's entries, oldest first. */
export async function auditTrail(db: Kysely<Tables>, guideId: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where('guide_id', '=', guideId)
    .orderBy('seq')
    .execute()
  return rows.map(entryOf)
}

/**
 * Follows the chain from its beginning.
 *
 * @returns the number of the first entry that does not follow from the one before; null where all do.
 */
export async function firstBrokenEntry(db: Kysely<Tables>): Promise<number | null> {
  let previous = GENESIS
  for (const row of await db.selectFrom('audit').selectAll().orderBy('seq').execute()) {
    if (row.previous_hash !== previous || row.hash !== hashOf(previous, entryOf(row)))
      return row.seq
    previous = row.hash
  }
  return null
}

function entryOf(row: {
  guide_id: string
  consortium_id: string | null
  at: string
  actor: string
  action: string
  summary: string
  details: string
}): AuditEntry {
  return {
    guideId: row.guide_id,
    ...(row.consortium_id === null ? {} : { consortiumId: row.consortium_id }),
    at: row.at,
    actor: JSON.parse(row.actor) as Actor,
    action: row.action,
    summary: row.summary,
    details: JSON.parse(row.details) as AuditEntry['details'],
  }
}

function hashOf(previous: string, entry: AuditEntry): string {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest('hex')
}
