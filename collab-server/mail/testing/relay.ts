import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'

/** A mail relay for tests, which can be away, refuse, or die in the middle of a mail. */
export interface Relay {
  url: string
  /** Mails that it took, in order. */
  taken: { to: string; raw: string }[]
  /** What it does with the next mail for an address: takes it unless told otherwise. */
  onMail: (to: string) => 'take' | 'refuse' | 'die' | 'take-and-hang'
  /** Stops listening and cuts every connection. */
  die(): Promise<void>
  /** Listens again, at the same address. */
  rise(): Promise<void>
}

/** Starts a relay that speaks as much SMTP (RFC 5321) as a client needs. */
export async function startRelay(): Promise<Relay> {
  const sockets = new Set<Socket>()
  let server: Server | null = null
  let port = 0
  const relay: Relay = {
    url: '',
    taken: [],
    onMail: () => 'take',
    die: async () => {
      const dying = server
      server = null
      for (const socket of sockets) socket.destroy()
      if (!dying) return
      const closed = once(dying, 'close')
      dying.close()
      await closed
    },
    rise: async () => {
      server = createServer(converse)
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      const place = server.address()
      if (!place || typeof place === 'string') throw new Error('no port')
      port = place.port
      relay.url = `smtp://127.0.0.1:${port}`
    },
  }

  function converse(socket: Socket): void {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const say = (line: string) => socket.write(`${line}\r\n`)
    let to = ''
    let data: string | null = null
    let rest = ''
    say('220 relay.example')
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
        if (socket.destroyed) return
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== null) {
          if (line !== '.') {
            data += `${line}\n`
            if (relay.onMail(to) === 'die') void relay.die()
            continue
          }
          relay.taken.push({ to, raw: data })
          data = null
          if (relay.onMail(to) !== 'take-and-hang') say('250 taken')
        } else if (/^RCPT TO:/i.test(line)) {
          to = /<([^>]*)>/.exec(line)?.[1] ?? ''
          say(relay.onMail(to) === 'refuse' ? '550 no such mailbox' : '250 ok')
        } else if (/^DATA/i.test(line)) {
          data = ''
          say('354 go on')
        } else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  }

  await relay.rise()
  return relay
}
