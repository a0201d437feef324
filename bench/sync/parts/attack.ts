import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { randomFrom } from '../random.ts'
import { pause, type RunningServer } from '../servers.ts'

/**
 * Bad company while others write: connections that send garbage, connections that ask for
 * everything again and again, valid updates of 200 kB, and connections that are opened and left. Frames that are known to end a peer's
 * process (a reserved bit set) are left out, so that there is something to compare.
 *
 * @param toLeave how many connections are opened and left.
 * @returns a function that ends the attack.
 */
export async function attack(server: RunningServer, toLeave: number): Promise<() => void> {
  const random = randomFrom(1)
  let on = true
  const hocuspocus = server.wire === 'hocuspocus'
  const open = async (guide: string): Promise<WebSocket> => {
    const path = hocuspocus
      ? '/'
      : server.name.startsWith('charrette')
        ? `/sync/${guide}`
        : `/${guide}`
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`)
    socket.on('error', () => {})
    await new Promise((resolve) => {
      socket.once('open', resolve)
      socket.once('close', resolve)
    })
    return socket
  }
  const frame = (guide: string, write: (to: encoding.Encoder) => void): Uint8Array => {
    const encoder = encoding.createEncoder()
    if (hocuspocus) encoding.writeVarString(encoder, guide)
    write(encoder)
    return encoding.toUint8Array(encoder)
  }
  const token = frame('attacked', (to) => {
    encoding.writeVarUint(to, 2)
    encoding.writeVarUint(to, 0)
    encoding.writeVarString(to, 'token')
  })
  const everything = frame('attacked', (to) => {
    encoding.writeVarUint(to, 0)
    encoding.writeVarUint(to, 0)
    encoding.writeVarUint8Array(to, Uint8Array.of(0))
  })
  const large = (): Uint8Array => {
    const doc = new Y.Doc()
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment('chapter:one').insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText('z'.repeat(200_000))])
    return frame('attacked', (to) => {
      encoding.writeVarUint(to, 0)
      encoding.writeVarUint(to, 2)
      encoding.writeVarUint8Array(to, Y.encodeStateAsUpdate(doc))
    })
  }
  const garbage = async (): Promise<void> => {
    while (on) {
      const socket = await open('attacked')
      socket.send(Uint8Array.from({ length: 200 }, () => Math.floor(random() * 256)))
      await pause(20)
      socket.terminate()
    }
  }
  const askAgain = async (): Promise<void> => {
    while (on) {
      const socket = await open('attacked')
      if (hocuspocus) socket.send(token)
      while (on && socket.readyState === WebSocket.OPEN) {
        socket.send(everything)
        await pause(50)
      }
      socket.terminate()
    }
  }
  const flood = async (): Promise<void> => {
    while (on) {
      const socket = await open('attacked')
      if (hocuspocus) socket.send(token)
      for (let count = 0; on && count < 10 && socket.readyState === WebSocket.OPEN; count++) {
        socket.send(large())
        await pause(200)
      }
      socket.terminate()
    }
  }
  const left: WebSocket[] = []
  const leave = async (): Promise<void> => {
    while (on && left.length < toLeave)
      left.push(...(await Promise.all(Array.from({ length: 100 }, () => open('left')))))
  }
  for (const bad of [garbage(), garbage(), askAgain(), flood(), leave()]) bad.catch(() => {})
  return () => {
    on = false
    for (const socket of left) socket.terminate()
  }
}
