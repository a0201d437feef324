import type { Kysely } from 'kysely'
import { signedToken, valueOfToken } from '../accounts/signed-token.ts'
import { type Delivery, deliverySchema } from '../api/contract.ts'
import type { Tables } from '../store/tables.ts'

/** How somebody wants to be told by mail; at once where they never said. */
export async function deliveryOf(db: Kysely<Tables>, accountId: string): Promise<Delivery> {
  const row = await db
    .selectFrom('mail_preference')
    .select('delivery')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row ? deliverySchema.parse(row.delivery) : 'at-once'
}

export async function setDelivery(
  db: Kysely<Tables>,
  accountId: string,
  delivery: Delivery,
): Promise<void> {
  await db
    .insertInto('mail_preference')
    .values({ account_id: accountId, delivery })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ delivery }))
    .execute()
}

/** What stands in a mail's stop address: whose mail it stops, and that we wrote it. */
export const stopToken = (secret: string, accountId: string): string =>
  signedToken(secret, 'stop-mail', accountId)

/** The account of a stop address; null where it is not one of ours. */
export const accountOfStopToken = (secret: string, token: string): string | null =>
  valueOfToken(secret, 'stop-mail', token)
