import { z } from 'zod'
import type { Handlers } from '../jobs/index.ts'
import type { PostOffice } from '../mail/post-office.ts'
import type { Store } from '../store/open-store.ts'
import { announceRelease } from './announce-release.ts'
import { deliveryOf, stopToken } from './mail-preference.ts'

const oneSchema = z.object({ id: z.string() })
const digestSchema = z.object({ accountId: z.string() })
const announceSchema = z.object({ releaseId: z.string() })

/**
 * The jobs that write mails about notifications. Each marks what it writes of and keeps the mail in
 * one transaction: repeated after a crash, it finds nothing left to write.
 */
export function notificationJobs({
  store: { db },
  postOffice,
  baseUrl,
  secret,
}: {
  store: Store
  postOffice: PostOffice
  baseUrl: string
  secret: string
}): Handlers {
  /** Writes one mail of everything that waits for it, or of one notification. */
  async function write(which: { accountId: string } | { id: string }): Promise<void> {
    await db.transaction().execute(async (trx) => {
      const at = new Date().toISOString()
      const waiting = await trx
        .updateTable('notification')
        .set({ mailed_at: at })
        .where('mailed_at', 'is', null)
        // What was read in the product needs no mail.
        .where('read_at', 'is', null)
        .where((is) =>
          'id' in which ? is('id', '=', which.id) : is('account_id', '=', which.accountId),
        )
        .returning(['account_id', 'title', 'href', 'created_at'])
        .execute()
      const [first] = waiting
      if (!first) return
      const account = await trx
        .selectFrom('user')
        .select(['name', 'email'])
        .where('id', '=', first.account_id)
        .executeTakeFirst()
      // Stopped in the meantime, or gone.
      if (!account || (await deliveryOf(trx, first.account_id)) === 'none') return
      const stopUrl = `${baseUrl}/mail/stop/${stopToken(secret, first.account_id)}`
      const items = waiting.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1))
      await postOffice.keep(trx, {
        to: account.email,
        subject: items.length === 1 ? first.title : `${items.length} things about your guides`,
        text: [
          `Hello ${account.name},`,
          ...items.map(({ title, href }) => `${title}\n${baseUrl}${href}`),
          `You get this because you have a part in these guides. To choose how often we write: ${baseUrl}/write/notifications\nTo stop these mails: ${stopUrl}\n`,
        ].join('\n\n'),
        stopUrl,
      })
    })
    postOffice.wake()
  }
  return {
    'notification-mail': async ({ payload }) => write(oneSchema.parse(payload)),
    digest: async ({ payload }) => write(digestSchema.parse(payload)),
    announce: async ({ payload }) =>
      db
        .transaction()
        .execute((trx) => announceRelease(trx, announceSchema.parse(payload).releaseId)),
  }
}
