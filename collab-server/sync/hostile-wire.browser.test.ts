import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createConnection, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chapterFragment } from '@charrette/guides'
import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { Random } from './proof/random.ts'
import { type ServerProcess, startServerProcess } from './proof/server-process.ts'
import { closeCode, messageType } from './protocol.ts'
import {
  collected,
  type ForgedSection,
  forgeUpdate,
  text,
  xmlElement,
  xmlText,
} from './testing/forge-update.ts'

// A server in a process of its own, and Ben, who writes in the same guide while others send what no
// honest client sends. After each attack he is connected as before, and his words reach the disk.

let folder: string
let server: ServerProcess
let ben: WebsocketProvider
let benWasCut = 0
let asked = 0
const sockets: { terminate(): void }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-hostile-'))
  server = await startServerProcess(folder)
  ben = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, 'guide', new Y.Doc(), {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { token: 'ben' },
  })
  ben.on('connection-close', () => benWasCut++)
  await new Promise<void>((resolve) => ben.once('sync', () => resolve()))
  await othersNoticeNothing()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await othersNoticeNothing()
})
afterAll(async () => {
  ben?.destroy()
  await server?.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Ben writes, and has the server's receipt for it, on the connection that he had at first. */
async function othersNoticeNothing(): Promise<void> {
  const number = ++asked
  const receipt = new Promise<void>((resolve) => {
    ben.messageHandlers[messageType.receipt] = (_encoder, decoder) => {
      if (decoder.arr[decoder.pos] === number) resolve()
    }
  })
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(`Ben's words ${number}.`)])
  chapterFragment(ben.doc, 'one').insert(0, [paragraph])
  ben.ws?.send(Uint8Array.of(messageType.receiptRequest, number))
  await receipt
  expect(benWasCut).toBe(0)
  expect(server.alive()).toBe(true)
}

/** A connection of Mallory's, open and greeted. */
async function mallory(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/guide?token=mallory`)
  sockets.push(socket)
  socket.on('error', () => {})
  await once(socket, 'message')
  return socket
}

async function closed(socket: WebSocket): Promise<number> {
  if (socket.readyState === WebSocket.CLOSED) throw new Error('It was closed before')
  const [code] = await once(socket, 'close')
  return code
}

/** What is written past the client's own framing. */
const raw = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket

const message = (write: (to: encoding.Encoder) => void): Uint8Array => {
  const to = encoding.createEncoder()
  write(to)
  return encoding.toUint8Array(to)
}
const syncMessage = (step: number, payload: Uint8Array) =>
  message((to) => {
    encoding.writeVarUint(to, messageType.sync)
    encoding.writeVarUint(to, step)
    encoding.writeVarUint8Array(to, payload)
  })
const update = (payload: Uint8Array) => syncMessage(2, payload)
/** The answer to the greeting of a client that has nothing. */
const nothingNew = syncMessage(1, Uint8Array.of(0, 0))
const forged = (...sections: ForgedSection[]) => update(forgeUpdate(sections))
const awareness = (states: [clientId: number, clock: number, state: string | Uint8Array][]) =>
  message((to) => {
    encoding.writeVarUint(to, messageType.awareness)
    encoding.writeVarUint8Array(
      to,
      message((inner) => {
        encoding.writeVarUint(inner, states.length)
        for (const [clientId, clock, state] of states) {
          encoding.writeVarUint(inner, clientId)
          encoding.writeVarUint(inner, clock)
          if (typeof state === 'string') encoding.writeVarString(inner, state)
          else encoding.writeVarUint8Array(inner, state)
        }
      }),
    )
  })
const badText = Uint8Array.of(0x22, 0xff, 0xfe, 0xc0, 0x22)

test('[H1] random bytes on 30 connections', async () => {
  const random = new Random(3)
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const socket = await mallory()
      const end = closed(socket)
      for (let i = 0; i < 300; i++)
        socket.send(
          Uint8Array.from({ length: random.between(1, 60) }, () => random.between(0, 255)),
        )
      expect([closeCode.doesNotFit, closeCode.syncAgain]).toContain(await end)
    }),
  )
})

/** 50 MB of a frame's payload behind a header that is as a client's should be. */
const masked = (opcode: number, length: number) => {
  const header = Buffer.alloc(14)
  header[0] = opcode
  header[1] = 0xff
  header.writeBigUInt64BE(BigInt(length), 2)
  return header
}
const malformed: [string, number, (socket: WebSocket) => void][] = [
  ['a reserved bit', 1002, (socket) => raw(socket).write(Buffer.from([0xc2, 0x80, 0, 0, 0, 0]))],
  ['an opcode that there is not', 1002, (socket) => raw(socket).write(Buffer.from([0x83, 0x80]))],
  ['a frame without a mask', 1002, (socket) => raw(socket).write(Buffer.from([0x82, 1, 3]))],
  ['a ping in parts', 1002, (socket) => raw(socket).write(Buffer.from([0x09, 0x80]))],
  ['a frame said to be of 200 MB', 1009, (socket) => raw(socket).write(masked(0x82, 2e8))],
  ['a frame said to be of 2^62 bytes', 1009, (socket) => raw(socket).write(masked(0x82, 2 ** 62))],
  [
    'more than a message may hold, in parts',
    1009,
    (socket) => {
      for (let i = 0; i < 17; i++) socket.send(Buffer.alloc(1_000_000), { fin: false })
    },
  ],
  [
    'a message in thousands of parts',
    1008,
    (socket) => {
      for (let i = 0; i < 16_400; i++) socket.send(Uint8Array.of(1), { fin: false })
    },
  ],
  ['text that is no UTF-8', 1007, (socket) => socket.send(Buffer.from(badText), { binary: false })],
  ['text', closeCode.doesNotFit, (socket) => socket.send('hello')],
  ['an empty message', closeCode.doesNotFit, (socket) => socket.send(new Uint8Array())],
  ['a message cut short', closeCode.doesNotFit, (s) => s.send(nothingNew.subarray(0, 3))],
  [
    'a payload that is shorter than it says',
    closeCode.doesNotFit,
    (socket) => socket.send(Uint8Array.of(0, 2, 0xff, 0xff, 0xff, 0x7f, 1, 2)),
  ],
  ['a type of message that there is not', closeCode.doesNotFit, (s) => s.send(Uint8Array.of(77))],
  ['a number without an end', closeCode.doesNotFit, (s) => s.send(new Uint8Array(40).fill(0xff))],
  [
    'a state vector of a million writers',
    closeCode.doesNotFit,
    (socket) => socket.send(syncMessage(0, new Uint8Array(2_000_000).fill(1))),
  ],
  [
    'a state vector that ends early',
    closeCode.doesNotFit,
    (socket) => socket.send(syncMessage(0, Uint8Array.of(9, 1, 1))),
  ],
  ['a presence that is a number', closeCode.doesNotFit, (s) => s.send(awareness([[5, 1, '4']]))],
  ['a presence that is a list', closeCode.doesNotFit, (s) => s.send(awareness([[5, 1, '[]']]))],
  ['a presence that is no JSON', closeCode.doesNotFit, (s) => s.send(awareness([[5, 1, '{']]))],
  [
    'a presence that is no UTF-8',
    closeCode.doesNotFit,
    (s) => s.send(awareness([[5, 1, badText]])),
  ],
  [
    'a presence of many kilobytes',
    closeCode.doesNotFit,
    (socket) => socket.send(awareness([[5, 1, JSON.stringify({ a: 'x'.repeat(10_000) })]])),
  ],
  [
    'the last number that a presence can have',
    closeCode.doesNotFit,
    (socket) => socket.send(awareness([[5, Number.MAX_SAFE_INTEGER, '{}']])),
  ],
  [
    'thousands of presences',
    closeCode.doesNotFit,
    (socket) => socket.send(awareness(Array.from({ length: 5000 }, (_, i) => [i, 1, '{}']))),
  ],
  [
    'presences for hundreds',
    closeCode.doesNotFit,
    (socket) => socket.send(awareness(Array.from({ length: 500 }, (_, i) => [i, 1, '{}']))),
  ],
  [
    'an update whose text is no UTF-8',
    closeCode.doesNotFit,
    (socket) =>
      socket.send(
        forged({
          client: 66,
          clock: 0,
          structs: [
            xmlElement({ parent: 'chapter:one' }, 'paragraph'),
            xmlText({ parent: { client: 66, clock: 0 } }),
            (to) => {
              encoding.writeUint8(to, 4)
              encoding.writeVarUint(to, 0)
              encoding.writeVarUint(to, 66)
              encoding.writeVarUint(to, 1)
              encoding.writeVarUint8Array(to, badText)
            },
          ],
        }),
      ),
  ],
  [
    'an update that counts to the end of numbers',
    closeCode.doesNotFit,
    (socket) =>
      socket.send(forged({ client: 66, clock: 0, structs: [collected(Number.MAX_SAFE_INTEGER)] })),
  ],
  [
    'an update of millions of parts',
    closeCode.doesNotFit,
    (socket) => {
      const bytes = new Uint8Array(2 * 1_000_000 + 8).fill(0)
      const head = message((to) => {
        encoding.writeVarUint(to, 1)
        encoding.writeVarUint(to, 1_000_000)
        encoding.writeVarUint(to, 66)
        encoding.writeVarUint(to, 0)
      })
      for (let i = 0; i < bytes.length; i += 2) bytes[i + 1] = 1
      socket.send(update(Buffer.concat([head, bytes])))
    },
  ],
  [
    'an update with a second part, unchecked by whoever reads the first',
    closeCode.doesNotFit,
    (socket) =>
      socket.send(
        forged(
          { client: 66, clock: 0, structs: [xmlElement({ parent: 'chapter:one' }, 'paragraph')] },
          { client: 66, clock: 0, structs: [xmlElement({ parent: 'chapter:one' }, 'script')] },
        ),
      ),
  ],
  [
    'an update that waits for itself',
    closeCode.doesNotFit,
    (socket) =>
      socket.send(
        forged(
          { client: 66, clock: 0, structs: [text({ origin: { client: 67, clock: 0 } }, 'a')] },
          { client: 67, clock: 0, structs: [text({ origin: { client: 66, clock: 0 } }, 'b')] },
        ),
      ),
  ],
  [
    'an update that waits for what never comes',
    closeCode.syncAgain,
    (socket) => {
      socket.send(nothingNew)
      const at = { origin: { client: 66, clock: 0 }, rightOrigin: { client: 99, clock: 5 } }
      socket.send(
        forged({
          client: 66,
          clock: 0,
          structs: [
            xmlElement({ parent: 'chapter:one' }, 'paragraph'),
            xmlElement(at, 'paragraph'),
          ],
        }),
      )
    },
  ],
]

test.each(malformed)('[H1] %s ends its connection with %i', async (_what, code, send) => {
  const socket = await mallory()
  const end = closed(socket)
  send(socket)
  expect(await end).toBe(code)
})

test('[H1] 50 MB end their connection before they are taken in', async () => {
  const socket = await mallory()
  const end = closed(socket)
  socket.send(Buffer.alloc(50_000_000))
  // Whoever still sends when the line is cut does not always get to read why.
  expect([1009, 1006]).toContain(await end)
})

test('[H2] 16,000 items that nobody could have written so are refused, and keep nobody waiting', async () => {
  const socket = await mallory()
  const end = closed(socket)
  const at = (clock: number) => ({ client: 77, clock })
  const row = Array.from({ length: 8000 }, (_, i) =>
    xmlElement(i === 0 ? { parent: 'chapter:one' } : { origin: at(i - 1) }, 'paragraph'),
  )
  // Each between the first and another one: Yjs goes past all that stand between them.
  const crowd = row.map((_, i) =>
    xmlElement({ origin: at(0), rightOrigin: at(i + 1) }, 'paragraph'),
  )
  socket.send(forged({ client: 77, clock: 0, structs: [...row, ...crowd.slice(1)] }))
  await othersNoticeNothing()
  expect(socket.readyState).toBe(WebSocket.OPEN)
  expect(await end).toBe(closeCode.tooFast)
})

test('[H2] a large update that stock Yjs wrote is tried out and taken, and its receipt waits for that', async () => {
  const doc = new Y.Doc()
  for (let i = 0; i < 1500; i++)
    chapterFragment(doc, 'large').insert((i * 7) % (i + 1), [new Y.XmlElement('paragraph')])
  const socket = await mallory()
  const receipt = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === messageType.receipt) resolve()
    })
  })
  socket.send(nothingNew)
  socket.send(update(Y.encodeStateAsUpdate(doc)))
  socket.send(Uint8Array.of(messageType.receiptRequest, 1))
  await receipt
  await othersNoticeNothing()
  expect(chapterFragment(ben.doc, 'large').length).toBe(1500)
})

test('[H1] a connection that ends in the middle of a frame, and one in the middle of its handshake', async () => {
  const socket = await mallory()
  raw(socket).write(masked(0x82, 1_000_000))
  raw(socket).destroy()
  const half = createConnection(server.port, '127.0.0.1')
  sockets.push({ terminate: () => half.destroy() })
  await once(half, 'connect')
  half.write('GET /sync/guide?token=mallory HTTP/1.1\r\nUpgrade: websocket\r\nConnec')
  half.destroy()
})

test('[A2] whoever forges a presence is shown under the verified name, and takes nobody’s place', async () => {
  const socket = await mallory()
  const benId = ben.doc.clientID
  ben.awareness.setLocalState({ user: { name: 'ben' } })
  const seen = new Promise<void>((resolve) =>
    ben.awareness.on('change', () => {
      if (ben.awareness.getStates().has(4242)) resolve()
    }),
  )
  socket.send(
    awareness([
      [benId, 9_999, JSON.stringify({ user: { name: 'mallory was here', accountId: 'ben' } })],
      [benId, 10_000, 'null'],
      [4242, 1, JSON.stringify({ user: { name: 'ben', accountId: 'ben', city: 'Ben’s' } })],
    ]),
  )
  await seen
  expect(ben.awareness.getStates().get(4242)?.user).toEqual({
    accountId: 'mallory',
    name: 'mallory',
    city: 'City',
  })
  const carla = await new Promise<Map<number, Record<string, unknown>>>((resolve) => {
    const provider = new WebsocketProvider(ben.serverUrl, 'guide', new Y.Doc(), {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { token: 'carla' },
    })
    sockets.push({ terminate: () => provider.destroy() })
    provider.awareness.on('change', () => {
      const states = provider.awareness.getStates()
      if (states.has(benId)) resolve(states)
    })
  })
  expect(carla.get(benId)?.user).toMatchObject({ accountId: 'ben', name: 'ben' })
})

test('[A6] nobody writes under the id that another writes under', async () => {
  const benId = ben.doc.clientID
  const before = Y.getState(ben.doc.store, benId)
  // The numbers that Ben's next words will have: whoever takes them makes his words vanish.
  for (const structs of [[collected(1000)], [xmlElement({ parent: 'chapter:one' }, 'paragraph')]]) {
    const socket = await mallory()
    const end = closed(socket)
    socket.send(nothingNew)
    socket.send(forged({ client: benId, clock: before, structs }))
    expect(await end).toBe(closeCode.syncAgain)
  }
  await othersNoticeNothing()
  const reader = new Y.Doc()
  const provider = new WebsocketProvider(ben.serverUrl, 'guide', reader, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { token: 'carla' },
  })
  sockets.push({ terminate: () => provider.destroy() })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  expect(chapterFragment(reader, 'one').toString()).toContain(`Ben's words ${asked}.`)
})

test('[H1] 1,000 connections opened and left', async () => {
  const opened = await Promise.all(
    Array.from({ length: 1000 }, async () => {
      const socket = createConnection(server.port, '127.0.0.1')
      socket.on('error', () => {})
      sockets.push({ terminate: () => socket.destroy() })
      socket.write(
        'GET /sync/guide?token=mallory HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      )
      const [answer] = await once(socket, 'data')
      return String(answer).startsWith('HTTP/1.1 101')
    }),
  )
  expect(opened.every(Boolean)).toBe(true)
  await othersNoticeNothing()
})

test('[H1] after all of that the server holds no more memory than a server may', () => {
  expect(server.memory()).toBeLessThan(600)
})
