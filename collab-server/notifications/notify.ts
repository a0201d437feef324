import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { NotificationKind } from '../api/contract.ts'
import { enqueue } from '../jobs/index.ts'
import type { Tables } from '../store/tables.ts'
import { deliveryOf } from './mail-preference.ts'

/** Something that people should know of. */
export interface Notice {
  kind: NotificationKind
  /** Names the event: nobody is told of the same one twice. */
  cause: string
  /** One sentence for people. */
  title: string
  /** Path on this server where it can be looked at. */
  href: string
  /** Account ids; unknown ones and doubles are left out. */
  to: readonly string[]
  /** Who did it: nobody is told of what they did themselves. */
  by: string | null
  now?: Date
}

/** When digests are written, in hours UTC: morning in North America. */
const DIGEST_HOUR = 12

/**
 * Tells people of something, in the transaction of that something: after a crash there is neither
 * the one nor the other, or both. Mails are written by jobs, which are rows of the same transaction.
 */
export async function notify(
  trx: Transaction<Tables>,
  { kind, cause, title, href, to, by, now = new Date() }: Notice,
): Promise<void> {
  const wanted = [...new Set(to)].filter((accountId) => accountId !== by)
  if (wanted.length === 0) return
  const known = await trx.selectFrom('user').select('id').where('id', 'in', wanted).execute()
  for (const { id: accountId } of known) {
    const id = randomUUID()
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('notification')
      .values({
        id,
        account_id: accountId,
        kind,
        cause,
        title,
        href,
        created_at: now.toISOString(),
        read_at: null,
        mailed_at: null,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'cause']).doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) continue
    const delivery = await deliveryOf(trx, accountId)
    if (delivery === 'at-once')
      await enqueue(trx, { kind: 'notification-mail', payload: { id }, maxAttempts: 20 })
    if (delivery === 'digest') await enqueueDigest(trx, accountId, now)
  }
}

/** One digest a day and person, however much happens. */
async function enqueueDigest(
  trx: Transaction<Tables>,
  accountId: string,
  now: Date,
): Promise<void> {
  const payload = { accountId }
  const waiting = await trx
    .selectFrom('job')
    .select('id')
    .where('kind', '=', 'digest')
    .where('state', '=', 'waiting')
    .where('payload', '=', JSON.stringify(payload))
    .executeTakeFirst()
  if (waiting) return
  const runAt = new Date(now)
  runAt.setUTCHours(DIGEST_HOUR, 0, 0, 0)
  if (runAt <= now) runAt.setUTCDate(runAt.getUTCDate() + 1)
  await enqueue(trx, { kind: 'digest', payload, maxAttempts: 20, runAt })
}
