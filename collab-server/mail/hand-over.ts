import { Readable } from 'node:stream'
import type { Transporter } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'

/** A mail as a relay gets it. */
export interface OutgoingMail {
  from: string
  to: string
  subject: string
  text: string
  html?: string
  messageId: string
  headers?: Record<string, string>
}

/**
 * Hands a mail to a relay, and does something at the last moment at which it is certain that the relay has
 * not taken it: a relay answers for a mail from its closing dot on (RFC 5321, 4.2.5 and 6.1), which is not
 * sent before `beforeLast` is done. What is noted there and not undone means “perhaps taken”; noted
 * before the first word was said, it would mean so of every mail whose sender died while connecting.
 *
 * @throws what `beforeLast` throws, the relay having taken nothing; or what the relay says.
 */
export async function handOver(
  transport: Transporter,
  mail: OutgoingMail,
  beforeLast: () => Promise<unknown> = async () => {},
): Promise<void> {
  const composed = new MailComposer(mail).compile()
  const envelope = composed.getEnvelope()
  const message = await composed.build()
  await transport.sendMail({ envelope, raw: Readable.from(heldBack(message, beforeLast)) })
}

async function* heldBack(message: Buffer, beforeLast: () => Promise<unknown>) {
  yield message.subarray(0, -1)
  await beforeLast()
  yield message.subarray(-1)
}
