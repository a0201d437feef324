import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '../api/contract.ts'
import type { Store } from '../store/open-store.ts'

/** There is no such account; the message says what to do. */
export class UnknownAccount extends Error {
  readonly code = 'unknown-account'
}

const PREFIX = 'charrette_'
const DAYS = 90

/**
 * Makes a token for scripts. It is shown once: only its hash is kept.
 *
 * @returns the token, good for 90 days as `Authorization: Bearer …` and as `?token=` of sync.
 * @throws {UnknownAccount} where nobody has the address.
 */
export async function createScriptToken(
  { db }: Store,
  { email, role, now = new Date() }: { email: string; role: Role; now?: Date },
): Promise<string> {
  const account = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()
  if (!account) throw new UnknownAccount(`Nobody here has the address ${email}. Invite them first.`)
  const token = PREFIX + randomBytes(32).toString('base64url')
  await db
    .insertInto('script_token')
    .values({
      id: randomUUID(),
      token_hash: hashOf(token),
      account_id: account.id,
      role,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + DAYS * 24 * 3_600_000).toISOString(),
      revoked_at: null,
    })
    .execute()
  return token
}

/** Whose token this is and what it allows; null where it is unknown, expired or revoked. */
export async function readScriptToken(
  { db }: Store,
  token: string,
  now = new Date(),
): Promise<{ accountId: string; role: Role; expiresAt: string } | null> {
  if (!token.startsWith(PREFIX)) return null
  const row = await db
    .selectFrom('script_token')
    .select(['account_id', 'role', 'expires_at'])
    .where('token_hash', '=', hashOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row
    ? { accountId: row.account_id, role: row.role as Role, expiresAt: row.expires_at }
    : null
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
