import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import {
  addChapter,
  chapterFragment,
  frontMatterMap,
  frontMatterSchema,
  type Guide,
  guideFromDoc,
  renameChapter,
  writeGuideToDoc,
} from '@charrette/guides'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync } from './index.ts'
import { closeCode, messageType } from './protocol.ts'

const guide: Guide = {
  frontMatter: frontMatterSchema.parse({ title: 'A guide', slug: 'a-guide' }),
  chapters: [
    {
      id: 'one',
      title: 'One',
      lang: null,
      content: {
        type: 'doc',
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'First.' }] }],
      },
    },
  ],
  bibliography: [],
  pictures: {},
}

let store: Store
let sync: Sync
let server: Server
let address: string
const clients: { destroy(): void }[] = []
const author = { accountId: 'server', cityId: '' }

beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  for (const id of ['a-guide', 'other'])
    await store.db
      .insertInto('guide')
      .values({ id, slug: id, consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
  await start()
  const doc = new Y.Doc()
  writeGuideToDoc(guide, doc)
  await sync.apply('a-guide', Y.encodeStateAsUpdate(doc), author)
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await stop()
  await store.close()
})

async function start(): Promise<void> {
  sync = createSync({
    store,
    log: () => {},
    limits: {
      messageBytes: 2_000_000,
      connectionsPerAccount: 3,
      messages: { burst: 500, perSecond: 500 },
      tooFastFor: 500,
    },
    authorize: async ({ slug, token }) => {
      if (slug !== 'a-guide' && slug !== 'other') return { ok: false, reason: 'not-found' }
      if (token !== 'reader' && token !== 'ana' && token !== 'ben')
        return { ok: false, reason: 'unauthenticated' }
      return {
        ok: true,
        access: {
          guideId: slug,
          accountId: token,
          name: token,
          cityId: `city of ${token}`,
          cityName: `City of ${token}`,
          role: token === 'reader' ? 'reader' : 'author',
        },
      }
    },
  })
  server = createServer()
  server.on('upgrade', sync.handleUpgrade)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  address = `ws://127.0.0.1:${place.port}/sync`
}

async function stop(): Promise<void> {
  await sync.close()
  server.close()
}

/** The stock client, unmodified. */
async function join(
  token: string,
  slug = 'a-guide',
): Promise<{ doc: Y.Doc; provider: WebsocketProvider }> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(address, slug, doc, {
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { token },
  })
  clients.push(provider)
  await until(() => provider.synced)
  return { doc, provider }
}

async function raw(token: string, query = ''): Promise<WebSocket> {
  const socket = new WebSocket(`${address}/a-guide?token=${token}${query}`)
  clients.push({ destroy: () => socket.terminate() })
  await once(socket, 'open')
  return socket
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('It did not come true within 4 s')
}

function type(doc: Y.Doc, text: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  const fragment = chapterFragment(doc, 'one')
  fragment.insert(fragment.length, [paragraph])
}

const textOf = (doc: Y.Doc) => chapterFragment(doc, 'one').toString()
const updateFrame = (update: Uint8Array, step = 2) => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

test('[W1] two stock clients write at once and end with the same text', async () => {
  const [ana, ben] = await Promise.all([join('ana'), join('ben')])
  for (let i = 0; i < 20; i++) {
    type(ana.doc, `ana ${i}`)
    type(ben.doc, `ben ${i}`)
  }
  await until(() => textOf(ana.doc) === textOf(ben.doc) && textOf(ana.doc).includes('ben 19'))
  expect(textOf(ana.doc)).toContain('ana 19')
  expect((await sync.readGuide('a-guide')).guide).toEqual(guideFromDoc(ana.doc))
})

test('[W2] messages of every length arrive whole', async () => {
  const [ana, ben] = await Promise.all([join('ana'), join('ben')])
  for (const length of [1, 80, 120, 130, 70_000, 200_000]) {
    type(ana.doc, 'x'.repeat(length))
    await until(() => textOf(ben.doc) === textOf(ana.doc))
  }
  const carla = await join('ben')
  expect(textOf(carla.doc)).toBe(textOf(ana.doc))
})

test('[W5] what arrives twice is stored once; a day offline on both sides is one update each', async () => {
  const [ana, ben] = await Promise.all([join('ana'), join('ben')])
  const rows = () => store.db.selectFrom('update_log').select('seq').execute()
  const before = (await rows()).length
  ana.provider.disconnect()
  ben.provider.disconnect()
  for (let i = 0; i < 1000; i++) {
    type(ana.doc, `ana ${i}`)
    type(ben.doc, `ben ${i}`)
  }
  // A laptop that is closed in the middle of it, and opened again.
  ana.provider.connect()
  ana.provider.disconnect()
  ana.provider.connect()
  ben.provider.connect()
  await until(() => textOf(ana.doc) === textOf(ben.doc) && textOf(ben.doc).includes('ana 999'))
  expect(textOf(ana.doc)).toContain('ben 999')
  const after = (await rows()).length
  expect(after - before).toBe(2)
  const socket = await raw('ben')
  socket.send(updateFrame(Y.encodeStateAsUpdate(ben.doc)))
  type(ana.doc, 'later')
  await until(async () => textOf(await reread()).includes('later'))
  expect((await rows()).length).toBe(after + 1)
  expect(textOf(await reread())).toBe(textOf(ana.doc))
})

test('[L1] more connections than an account may have are refused, and others are let in', async () => {
  for (let i = 0; i < 3; i++) await join('ana')
  const socket = new WebSocket(`${address}/a-guide?token=ana`)
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.tooManyConnections)
  await join('ben')
})

test('[L2] a burst is taken, and whoever goes on so is read more slowly and then cut', async () => {
  const socket = await raw('ana')
  const closed = once(socket, 'close')
  const query = Uint8Array.of(messageType.queryAwareness)
  const timer = setInterval(() => {
    for (let i = 0; i < 200; i++) socket.send(query)
  }, 10)
  const [code] = await closed
  clearInterval(timer)
  expect(code).toBe(closeCode.tooFast)
  await join('ben')
})

test('[D1] a receipt is given only for what is in the log, with its verified author', async () => {
  const ana = await join('ana')
  const receipt = new Promise((resolve) => {
    ana.provider.messageHandlers[messageType.receipt] = (_encoder, _decoder) => resolve(true)
  })
  type(ana.doc, 'kept')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.receiptRequest)
  encoding.writeVarUint(encoder, 1)
  ana.provider.ws?.send(encoding.toUint8Array(encoder))
  await receipt
  const rows = await store.db.selectFrom('update_log').selectAll().orderBy('seq').execute()
  expect(rows.at(-1)).toMatchObject({ account_id: 'ana', city_id: 'city of ana' })
  const replay = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(replay, new Uint8Array(update))
  expect(textOf(replay)).toContain('kept')
})

test('[D2] what was stored is there after a restart, from snapshot and log', async () => {
  const ana = await join('ana')
  type(ana.doc, 'before the restart')
  await until(async () => textOf((await reread()) ?? new Y.Doc()).includes('before the restart'))
  await stop()
  await start()
  const ben = await join('ben')
  expect(textOf(ben.doc)).toContain('before the restart')
})

test('[D3] a guide that cannot be read is not served empty, and others go on', async () => {
  await store.db
    .insertInto('update_log')
    .values({
      guide_id: 'other',
      seq: 2,
      update: Uint8Array.of(9, 9, 9),
      account_id: '',
      city_id: '',
      at: '',
    })
    .execute()
  const socket = new WebSocket(`${address}/other?token=ana`)
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.quarantined)
  await join('ana')
})

test('[D4] where the log cannot be written, nothing is acknowledged and everybody is sent off', async () => {
  const [ana, ben] = await Promise.all([join('ana'), join('ben')])
  await store.db.schema.dropTable('update_log').execute()
  const codes = [ana, ben].map(
    ({ provider }) =>
      new Promise<number>((resolve) =>
        provider.on('connection-close', (event) => resolve(event?.code ?? 0)),
      ),
  )
  let acknowledged = false
  ana.provider.messageHandlers[messageType.receipt] = () => {
    acknowledged = true
  }
  type(ana.doc, 'never stored')
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.receiptRequest)
  encoding.writeVarUint(encoder, 1)
  ana.provider.ws?.send(encoding.toUint8Array(encoder))
  expect(await Promise.all(codes)).toEqual([closeCode.unavailable, closeCode.unavailable])
  expect(acknowledged).toBe(false)
})

test('[D5] what others saw and a crash took from the server comes back from them', async () => {
  const ben = await join('ben')
  const ana = await join('ana')
  // The others are shown the update; the server's log never gets it.
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(ana.doc))
  type(doc, 'seen before it was stored')
  Y.applyUpdate(ben.doc, Y.encodeStateAsUpdate(doc), ben.provider)
  ben.provider.disconnect()
  ben.provider.connect()
  await until(() => textOf(ana.doc).includes('seen before it was stored'))
  await until(async () => textOf(await reread()).includes('seen before it was stored'))
})

test('[A1] a reader’s update is refused, the reader is told, the document is untouched', async () => {
  const reader = await join('reader')
  const closed = new Promise<number>((resolve) =>
    reader.provider.on('connection-close', (event) => resolve(event?.code ?? 0)),
  )
  type(reader.doc, 'not mine to write')
  expect(await closed).toBe(closeCode.forbidden)
  expect(JSON.stringify((await sync.readGuide('a-guide')).guide)).not.toContain('not mine')
})

test('[A2] nobody can speak in another’s name', async () => {
  const [ana, ben] = await Promise.all([join('ana'), join('ben')])
  ana.provider.awareness.setLocalState({ user: { name: 'The mayor', color: '#aa0000' } })
  await until(() => ben.provider.awareness.getStates().has(ana.doc.clientID))
  expect(ben.provider.awareness.getStates().get(ana.doc.clientID)?.user).toEqual({
    accountId: 'ana',
    name: 'ana',
    city: 'City of ana',
    color: '#aa0000',
  })
})

test('[A3] revoked people are cut at once', async () => {
  const socket = await raw('ana')
  await new Promise((resolve) => setTimeout(resolve, 50))
  const began = Date.now()
  sync.revoke('ana')
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.signInAgain)
  expect(Date.now() - began).toBeLessThan(1000)
})

test.each([
  ['an unknown token', 'nobody', '', closeCode.signInAgain],
  ['an outdated editor', 'ana', '&schema=0', closeCode.outdatedEditor],
])('[A4] %s is refused', async (_name, token, query, expected) => {
  const socket = new WebSocket(`${address}/a-guide?token=${token}${query}`)
  const [code] = await once(socket, 'close')
  expect(code).toBe(expected)
})

/** The answer to the greeting of a client that has written nothing. */
const nothingNew = updateFrame(Uint8Array.of(0, 0), 1)

/** An update that a hostile client makes of the guide as it stands. */
async function hostile(change: (doc: Y.Doc) => void): Promise<Uint8Array> {
  const doc = await reread()
  const before = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, before)
}

const attacks: [string, (doc: Y.Doc) => void][] = [
  ['an unknown node', (doc) => chapterFragment(doc, 'one').insert(0, [new Y.XmlElement('script')])],
  [
    'text outside a paragraph',
    (doc) => chapterFragment(doc, 'one').insert(0, [new Y.XmlText('x')]),
  ],
  ['an unknown attribute', (doc) => element(doc).setAttribute('onclick', 'alert(1)')],
  [
    'a link that runs a script',
    (doc) => xmlText(doc).format(0, 3, { link: { href: 'javascript:alert(1)' } }),
  ],
  [
    'a script in the place of a sound link',
    (doc) => {
      const text = xmlText(doc)
      text.format(0, 3, { link: { href: 'https://example.org' } })
      text.format(0, 3, { link: { href: 'javascript:alert(1)' } })
    },
  ],
  ['an unknown mark', (doc) => xmlText(doc).format(0, 3, { blink: {} })],
  ['an unknown root', (doc) => doc.getMap('__proto__x').set('a', 1)],
  ['an unknown field', (doc) => doc.getMap('frontMatter').set('__proto__', 'x')],
  ['a subdocument', (doc) => doc.getMap('frontMatter').set('title', new Y.Doc())],
  [
    'a heading of level 9',
    (doc) => {
      const heading = new Y.XmlElement('heading')
      heading.setAttribute('level', '9')
      chapterFragment(doc, 'one').insert(0, [heading])
    },
  ],
  [
    'a nesting bomb',
    (doc) => {
      let inner: Y.XmlElement = new Y.XmlElement('blockquote')
      const outer = inner
      chapterFragment(doc, 'one').insert(0, [outer])
      for (let depth = 0; depth < 100; depth++) {
        const next = new Y.XmlElement('blockquote')
        inner.insert(0, [next])
        inner = next
      }
    },
  ],
]

test.each(attacks)('[C1] %s never reaches the document', async (_name, attack) => {
  const ben = await join('ben')
  const before = textOf(ben.doc)
  const socket = await raw('ana')
  socket.send(updateFrame(await hostile(attack)))
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.doesNotFit)
  type(ben.doc, 'others notice nothing')
  await until(async () => textOf(await reread()).includes('others notice nothing'))
  expect(textOf(ben.doc).startsWith(before)).toBe(true)
})

test('[C2] whatever a well-behaved client can do to a guide is let in', async () => {
  const ana = await join('ana')
  addChapter(ana.doc, { title: 'New', after: 'one' })
  // What replaces a map's entry or an attribute does not say its key on the wire.
  renameChapter(ana.doc, 'one', 'Renamed once')
  renameChapter(ana.doc, 'one', 'Renamed twice')
  frontMatterMap(ana.doc).set('title', 'Retitled')
  const list = new Y.XmlElement('bulletList')
  const item = new Y.XmlElement('listItem')
  item.insert(0, [new Y.XmlElement('paragraph')])
  list.insert(0, [item])
  chapterFragment(ana.doc, 'one').insert(1, [list])
  xmlText(ana.doc).format(0, 3, { strong: {}, link: { href: 'https://example.org' } })
  chapterFragment(ana.doc, 'one').delete(0, 1)
  type(ana.doc, 'after the deletion')
  await until(async () => textOf(await reread()).includes('after the deletion'))
  expect((await sync.readGuide('a-guide')).guide).toEqual(guideFromDoc(ana.doc))
})

test('[W4] who types on while connecting is not sent off, and gets a receipt only for all of it', async () => {
  const doc = await reread()
  const socket = new WebSocket(`${address}/a-guide?token=ana`)
  clients.push({ destroy: () => socket.terminate() })
  const messages: Uint8Array[] = []
  // The greeting may come in the same packet as the handshake.
  socket.on('message', (data: Buffer) => messages.push(new Uint8Array(data)))
  await once(socket, 'open')
  type(doc, 'written without a connection')
  const before = Y.encodeStateVector(doc)
  type(doc, 'and the next words')
  socket.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
  socket.send(Uint8Array.of(messageType.receiptRequest, 7))
  await until(() => messages.some(([kind, step]) => kind === messageType.sync && step === 0))
  expect(messages.some(([kind]) => kind === messageType.receipt)).toBe(false)
  socket.send(updateFrame(Y.encodeStateAsUpdate(doc), 1))
  await until(() => messages.some(([kind]) => kind === messageType.receipt))
  expect(textOf(await reread())).toBe(textOf(doc))
})

test('[W6] who connects is shown what others write after the answer to their question, not before', async () => {
  const ana = await join('ana')
  ana.provider.awareness.setLocalStateField('user', { name: 'Ana' })
  const ben = await raw('ben')
  const doc = new Y.Doc()
  const steps: number[] = []
  let presences = 0
  ben.on('message', (data: Buffer) => {
    const [kind, step = -1] = data
    if (kind === messageType.awareness) presences++
    if (kind !== messageType.sync || step === 0) return
    steps.push(step)
    const from = decoding.createDecoder(new Uint8Array(data).subarray(2))
    Y.applyUpdate(doc, decoding.readVarUint8Array(from))
  })
  type(ana.doc, 'before the question')
  await until(async () => textOf(await reread()) === textOf(ana.doc))
  // Frames keep their order: whatever was sent to this connection before has come by then.
  const seen = presences
  ben.send(Uint8Array.of(messageType.queryAwareness))
  await until(() => presences > seen)
  expect(steps).toEqual([])
  ben.send(Uint8Array.of(messageType.sync, 0, 1, 0))
  type(ana.doc, 'while it is answered')
  await until(() => textOf(doc) === textOf(ana.doc))
  expect(steps[0]).toBe(1)
  expect(doc.store.pendingStructs).toBe(null)
  type(ana.doc, 'after the answer')
  await until(() => textOf(doc) === textOf(ana.doc))
})

test('[C3] an update with a gap is sent back to sync again, and none stays pending', async () => {
  const doc = await reread()
  type(doc, 'missing')
  const before = Y.encodeStateVector(doc)
  type(doc, 'builds on what is missing')
  const socket = await raw('ana')
  socket.send(nothingNew)
  socket.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.syncAgain)
})

test('[C3] a deletion of what has not arrived is sent back, and the guide can still be read', async () => {
  const socket = await raw('ana')
  socket.send(nothingNew)
  // No structs; of client 999, five from clock 0 deleted.
  socket.send(updateFrame(Uint8Array.of(0, 1, 0xe7, 0x07, 1, 0, 5)))
  const [code] = await once(socket, 'close')
  expect(code).toBe(closeCode.syncAgain)
  await stop()
  await start()
  await join('ana')
})

const garbage: [string, (socket: WebSocket) => void][] = [
  [
    'random bytes',
    (socket) => socket.send(Uint8Array.from({ length: 300 }, (_, i) => (i * 97) % 256)),
  ],
  ['an empty frame', (socket) => socket.send(new Uint8Array())],
  ['text', (socket) => socket.send('hello')],
  ['a truncated update', (socket) => socket.send(updateFrame(Uint8Array.of(1, 50, 2)))],
  ['a presence that is no object', (socket) => socket.send(Uint8Array.of(1, 5, 1, 6, 1, 1, 52))],
  ['3 MB', (socket) => socket.send(new Uint8Array(3_000_000))],
  // A reserved bit, and a length of 200 MB: written past the client's own framing.
  ['a reserved bit', (socket) => rawBytes(socket, [0xc2, 0x80, 0, 0, 0, 0])],
  [
    'a frame said to be 200 MB',
    (socket) => rawBytes(socket, [0x82, 0xff, 0, 0, 0, 0, 0x0c, 0, 0, 0, 0, 0, 0, 0]),
  ],
]

test.each(garbage)('[H1] %s ends its own connection only', async (_name, send) => {
  const ben = await join('ben')
  const socket = await raw('ana')
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  send(socket)
  await closed
  type(ben.doc, 'still here')
  await until(async () => textOf(await reread()).includes('still here'))
})

function rawBytes(socket: WebSocket, bytes: number[]): void {
  const inner = (socket as unknown as { _socket: { write(data: Uint8Array): void } })._socket
  inner.write(Uint8Array.from(bytes))
}

function element(doc: Y.Doc): Y.XmlElement {
  const first = chapterFragment(doc, 'one').get(0)
  if (!(first instanceof Y.XmlElement)) throw new Error('no element')
  return first
}

function xmlText(doc: Y.Doc): Y.XmlText {
  const first = element(doc).get(0)
  if (!(first instanceof Y.XmlText)) throw new Error('no text')
  return first
}

/** The guide as its log tells it. */
async function reread(): Promise<Y.Doc> {
  const rows = await store.db
    .selectFrom('update_log')
    .select('update')
    .where('guide_id', '=', 'a-guide')
    .orderBy('seq')
    .execute()
  const doc = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(doc, new Uint8Array(update))
  return doc
}
