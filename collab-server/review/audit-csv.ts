import type { ChainedEntry } from './audit-trail.ts'

const columns = [
  'number',
  'at',
  'name',
  'city',
  'account',
  'action',
  'summary',
  'details',
  'previous_hash',
  'hash',
]

/** The audit log as CSV (RFC 4180), in UTF-8 with a mark at its beginning, as spreadsheets want it. */
export function auditCsv(entries: readonly ChainedEntry[]): string {
  const rows = entries.map(({ seq, at, actor, action, summary, details, previousHash, hash }) => [
    String(seq),
    at,
    actor.name,
    actor.city,
    actor.accountId,
    action,
    summary,
    JSON.stringify(details),
    previousHash,
    hash,
  ])
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted, and never a formula: a spreadsheet would run what somebody wrote as their reason. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
