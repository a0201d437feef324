import { once } from 'node:events'
import type { Socket } from 'node:net'
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

/** What a relay does with a mail; one that hangs has taken it and never says so. */
export type Behaviour = 'take' | 'refuse' | 'die' | 'take-and-hang'

/** A mail relay on a free port of this machine, which keeps what it takes. */
export interface MailRelay {
  url: string
  /** What it has taken, in order. */
  received: ReceivedMail[]
  /** What it does with the next mail for an address: takes it unless told otherwise. */
  onMail: (to: string) => Behaviour
  /** Resolves with the next mail that it takes. */
  next(): Promise<ReceivedMail>
  /** Stops listening and cuts every connection. */
  die(): Promise<void>
  /** Listens again, at the same address. */
  rise(): Promise<void>
}

/**
 * Starts a relay.
 *
 * @param slowness milliseconds between having a mail and saying so.
 * @param port to listen on; a free one where it is left out.
 */
export async function startMailRelay({ slowness = 0, port = 0 } = {}): Promise<MailRelay> {
  const waiting: ((mail: ReceivedMail) => void)[] = []
  const sockets = new Set<Socket>()
  let server: SMTPServer | null = null
  const relay: MailRelay = {
    url: '',
    received: [],
    onMail: () => 'take',
    next: () => new Promise((resolve) => waiting.push(resolve)),
    die: async () => {
      const dying = server
      server = null
      for (const socket of sockets) socket.destroy()
      if (dying) await new Promise<void>((resolve) => dying.close(() => resolve()))
    },
    rise: async () => {
      server = listener()
      server.listen(port, '127.0.0.1')
      await once(server.server, 'listening')
      const place = server.server.address()
      if (!place || typeof place === 'string') throw new Error('the relay has no port')
      port = place.port
      relay.url = `smtp://127.0.0.1:${port}`
    },
  }

  function listener(): SMTPServer {
    const listening = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        if (relay.onMail(address) !== 'refuse') return done()
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
      },
      onData: (stream, { envelope }, done) => {
        const behaviour = relay.onMail(envelope.rcptTo[0]?.address ?? '')
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => {
          if (behaviour === 'die') void relay.die()
          chunks.push(chunk)
        })
        stream.on('end', () => {
          if (behaviour === 'die') return
          const mail = readMail(Buffer.concat(chunks).toString())
          relay.received.push(mail)
          for (const take of waiting.splice(0)) take(mail)
          if (behaviour !== 'take-and-hang') setTimeout(done, slowness)
        })
      },
    })
    // A client that is killed in the middle is no failure of the relay.
    listening.on('error', () => {})
    listening.server.on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    })
    return listening
  }

  await relay.rise()
  return relay
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
