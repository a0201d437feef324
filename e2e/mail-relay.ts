import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** A mail as the relay took it. */
export interface ReceivedMail {
  to: string
  messageId: string
  subject: string
  /** Whether it says how to stop mails of its kind: it tells of something that stands in the product. */
  canBeStopped: boolean
  /** Headers and body, as they came. */
  raw: string
}

/** A mail relay on a free port of this machine, which keeps what it takes. */
export interface MailRelay {
  url: string
  /** What it has said yes to, in order. */
  received: ReceivedMail[]
  /** Resolves with the next mail that it takes. */
  next(): Promise<ReceivedMail>
  close(): Promise<void>
}

/**
 * Starts a relay.
 *
 * @param slowness milliseconds between having a mail and saying so.
 * @param port to come back on.
 */
export async function startMailRelay({ slowness = 0, port = 0 } = {}): Promise<MailRelay> {
  const received: ReceivedMail[] = []
  const waiting: ((mail: ReceivedMail) => void)[] = []
  const relay = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const mail = readMail(Buffer.concat(chunks).toString())
        received.push(mail)
        for (const take of waiting.splice(0)) take(mail)
        setTimeout(done, slowness)
      })
    },
  })
  // A client that is killed in the middle is no failure of the relay.
  relay.on('error', () => {})
  relay.listen(port, '127.0.0.1')
  await once(relay.server, 'listening')
  const place = relay.server.address()
  if (!place || typeof place === 'string') throw new Error('the relay has no port')
  return {
    url: `smtp://127.0.0.1:${place.port}`,
    received,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => new Promise((resolve) => relay.close(() => resolve())),
  }
}

function readMail(raw: string): ReceivedMail {
  const header = (name: string) =>
    new RegExp(`^${name}:\\s*(.*(?:\\r\\n[ \\t].*)*)`, 'im')
      .exec(raw)?.[1]
      ?.replace(/\r\n[ \t]/g, ' ')
      .trim() ?? ''
  return {
    to: header('To'),
    messageId: header('Message-ID'),
    subject: header('Subject'),
    canBeStopped: header('List-Unsubscribe') !== '',
    raw,
  }
}
