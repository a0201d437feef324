import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { createTransport, type Transporter } from 'nodemailer'
import type { Mail } from '../accounts/index.ts'
import { enqueue, GivenUp, type RunningJob } from '../jobs/index.ts'
import type { Store } from '../store/open-store.ts'
import type { Tables } from '../store/tables.ts'
import { handOver, type OutgoingMail } from './hand-over.ts'

/** Takes mails: kept first, then sent by a job, so that a crash neither loses nor forgets one. */
export interface PostOffice {
  /** Resolves when the mail is on disk. */
  post(mail: Mail): Promise<void>
  /** Keeps a mail in the transaction of its cause; `wake` sends it at once afterwards. */
  keep(trx: Transaction<Tables>, mail: Mail): Promise<void>
  wake(): void
  /** The job that sends one; null where no `SMTP_URL` is set and mails are only shown. */
  sendMail: ((job: RunningJob) => Promise<void>) | null
  /** Hands one mail over now, for a job that keeps its own rows; shows it where no `SMTP_URL` is set. */
  deliver(mail: DeliveredMail): Promise<void>
  /** Mails that were not sent because this is a demonstration, newest first. */
  shown(): Promise<{ to: string; subject: string; text: string; at: string }[]>
}

/** A mail that is handed over at once. */
export interface DeliveredMail extends Mail {
  /** The same mail has the same id: a relay that got it before a crash can drop the second. */
  id: string
  html: string
  /** Done before a relay can have taken it: see `handOver`. */
  beforeLast?: () => Promise<unknown>
}

/** A relay may be away for a night: tried again every ten minutes for more than a day. */
const ATTEMPTS = 200

/**
 * Milliseconds before a mail is tried again.
 *
 * @param attempts made so far.
 */
export const mailBackoff = (attempts: number): number => Math.min(600_000, 1000 * 2 ** attempts)

/** Milliseconds that a relay which says nothing is waited for: others wait behind it. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 }

/**
 * Whether the relay will never take a mail for this address (550 no such mailbox, 553 no such name):
 * trying again changes nothing. 554 is what a relay says that is not set up for us.
 */
export function isRefusedAddress(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'EENVELOPE' &&
    'command' in error &&
    error.command === 'RCPT TO' &&
    'responseCode' in error &&
    Number(error.responseCode) >= 550 &&
    Number(error.responseCode) <= 553
  )
}

/**
 * @param smtpUrl e.g. `smtps://user:password@host`; without it mails are kept and shown.
 * @param wake called when there is a mail to send.
 */
export function openPostOffice(
  { db }: Store,
  smtpUrl: string | undefined,
  wake: () => void,
): PostOffice {
  const transport = smtpUrl ? createTransport({ url: smtpUrl, ...patience }) : null
  const from = process.env.MAIL_FROM ?? 'Charrette <charrette@localhost>'

  async function keep(
    trx: Transaction<Tables>,
    { to, subject, text, stopUrl }: Mail,
  ): Promise<void> {
    const id = randomUUID()
    await trx
      .insertInto('mail')
      .values({
        id,
        to_address: to,
        subject,
        text,
        html: '',
        created_at: new Date().toISOString(),
        sent_at: null,
        stop_url: stopUrl ?? null,
        handed_over_at: null,
      })
      .execute()
    if (transport) await enqueue(trx, { kind: 'mail', payload: { id }, maxAttempts: ATTEMPTS })
  }

  const send = (
    relay: Transporter,
    {
      id,
      stopUrl,
      ...mail
    }: Pick<OutgoingMail, 'to' | 'subject' | 'text' | 'html'> & {
      id: string
      stopUrl: string | null | undefined
    },
    beforeLast?: () => Promise<unknown>,
  ): Promise<void> =>
    handOver(
      relay,
      {
        from,
        ...mail,
        // The same mail has the same id: a relay that got it before a crash can drop the second.
        messageId: `<${id}@charrette>`,
        ...(stopUrl ? { headers: stopHeaders(stopUrl) } : {}),
      },
      beforeLast,
    )

  return {
    post: async (mail) => {
      await db.transaction().execute((trx) => keep(trx, mail))
      wake()
    },
    keep,
    wake,
    deliver: async ({ id, to, subject, text, html, stopUrl, beforeLast }) => {
      if (!transport)
        return db
          .transaction()
          .execute((trx) => keep(trx, { to, subject, text, ...(stopUrl ? { stopUrl } : {}) }))
      await send(transport, { id, to, subject, text, html, stopUrl }, beforeLast)
    },
    sendMail: transport
      ? async ({ payload }) => {
          const { id } = payload as { id: string }
          const mail = await db
            .selectFrom('mail')
            .selectAll()
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
          if (mail.sent_at) return
          // A crash came between handing it over and writing that down: whether the relay has it,
          // nobody knows. What tells of something that stands in the product is not sent twice; a
          // sign-in link is, for its owner waits for it.
          if (mail.handed_over_at && mail.stop_url) return
          const mark = (handedOver: string | null) =>
            db
              .updateTable('mail')
              .set({ handed_over_at: handedOver })
              .where('id', '=', id)
              .execute()
          try {
            const { to_address: to, subject, text, stop_url: stopUrl } = mail
            await send(transport, { id, to, subject, text, stopUrl }, () =>
              mark(new Date().toISOString()),
            )
          } catch (error) {
            await mark(null)
            if (isRefusedAddress(error))
              throw new GivenUp('The relay says that nobody can be reached at this address.')
            throw error
          }
          await db
            .updateTable('mail')
            .set({ sent_at: new Date().toISOString() })
            .where('id', '=', id)
            .execute()
        }
      : null,
    shown: async () => {
      const rows = await db
        .selectFrom('mail')
        .select(['to_address', 'subject', 'text', 'created_at'])
        .where('sent_at', 'is', null)
        .orderBy('created_at', 'desc')
        .limit(50)
        .execute()
      return rows.map(({ to_address: to, subject, text, created_at: at }) => ({
        to,
        subject,
        text,
        at,
      }))
    },
  }
}

/** RFC 2369 and RFC 8058: mail programs show a button that stops these mails with one click. */
function stopHeaders(url: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
