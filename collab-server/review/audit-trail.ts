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

/** An entry with its place in the chain. */
export interface ChainedEntry extends AuditEntry {
  seq: number
  previousHash: string
  hash: string
}

/** Reads the entries of a guide, or those of a consortium that concern no guide; oldest first. */
export async function auditTrail(
  db: Kysely<Tables>,
  of: { guideId: string } | { consortiumId: string },
): Promise<ChainedEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .where((is) =>
      'guideId' in of ? is('guide_id', '=', of.guideId) : is('consortium_id', '=', of.consortiumId),
    )
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    ...entryOf(row),
    seq: row.seq,
    previousHash: row.previous_hash,
    hash: row.hash,
  }))
}

/** What was found by following the whole chain. */
export interface ChainReport {
  entries: number
  /** Hash of the last entry; noted elsewhere, it later tells whether the log was cut off. */
  head: string
  /** The first entry that does not follow from the one before; null where all do. */
  broken: number | null
  /** Whether the chain passes through the hash that was asked for; true where none was. */
  expectedFound: boolean
}

/**
 * Follows the chain from its beginning. An entry in which somebody was given a pseudonym keeps the
 * hash that it had; what it says now is covered by the entry that tells of the erasure.
 */
export async function verifyChain(db: Kysely<Tables>, expected?: string): Promise<ChainReport> {
  const rows = await db.selectFrom('audit').selectAll().orderBy('seq').execute()
  const redacted = await redactionsThatHold(db, rows)
  const report: ChainReport = {
    entries: rows.length,
    head: GENESIS,
    broken: null,
    expectedFound: expected === undefined,
  }
  for (const row of rows) {
    const now = hashOf(report.head, entryOf(row))
    if (row.previous_hash !== report.head || now !== (redacted.get(row.seq) ?? row.hash))
      return { ...report, broken: row.seq }
    report.head = row.hash
    if (row.hash === expected) report.expectedFound = true
  }
  return report
}

/**
 * Puts other words into entries, in the transaction in which somebody is erased. The entry that
 * tells of it covers them by a hash.
 *
 * @param change an entry's new actor, summary and details; null where it stays.
 * @returns how many entries were changed.
 */
export async function redact(
  trx: Transaction<Tables>,
  { erasure, at, actor }: { erasure: string; at: string; actor: Actor },
  change: (entry: AuditEntry) => Pick<AuditEntry, 'actor' | 'summary' | 'details'> | null,
): Promise<number> {
  await trx.updateTable('meta').set({ value: '' }).where('key', '=', 'audit-chain').execute()
  const changed: Redaction[] = []
  for (const row of await trx.selectFrom('audit').selectAll().orderBy('seq').execute()) {
    const entry = entryOf(row)
    const words = change(entry)
    if (!words) continue
    const redaction = { seq: row.seq, hash: hashOf(row.previous_hash, { ...entry, ...words }) }
    // First the note of it: the database lets no other entry be changed.
    await trx
      .insertInto('audit_redaction')
      .values({ erasure, ...redaction })
      .execute()
    await trx
      .updateTable('audit')
      .set({
        actor: canonicalJson(words.actor),
        summary: words.summary,
        details: canonicalJson(words.details),
      })
      .where('seq', '=', row.seq)
      .execute()
    changed.push(redaction)
  }
  await record(trx, {
    guideId: '',
    at,
    actor,
    action: 'erase-person',
    summary: `Somebody who asked for it has a pseudonym in ${changed.length} entries of this log.`,
    details: { erasure, entries: changed.length, covers: coverOf(changed) },
  })
  return changed.length
}

interface Redaction {
  seq: number
  hash: string
}

/** The hashes of redacted entries, by their place; an erasure that no entry covers does not count. */
async function redactionsThatHold(
  db: Kysely<Tables>,
  rows: readonly Parameters<typeof entryOf>[0][],
): Promise<Map<number, string>> {
  const holds = new Map<number, string>()
  const all = await db.selectFrom('audit_redaction').selectAll().orderBy('seq').execute()
  // In the order of the log: who is named beside somebody who was erased may be erased later.
  for (const row of rows) {
    if (row.action !== 'erase-person') continue
    const { erasure, covers } = entryOf(row).details
    const own = all.filter((redaction) => redaction.erasure === erasure)
    if (coverOf(own) === covers) for (const { seq, hash } of own) holds.set(seq, hash)
  }
  return holds
}

function coverOf(redactions: readonly Redaction[]): string {
  const list = redactions.map(({ seq, hash }) => [seq, hash])
  return createHash('sha256').update(JSON.stringify(list)).digest('hex')
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
