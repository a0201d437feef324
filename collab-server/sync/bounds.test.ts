import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { chapterFragment } from '@charrette/guides'
import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync } from './index.ts'
import { closeCode, messageType } from './protocol.ts'

// Limits that are small enough here to be reached at once.

const limits = { unsentBytes: 500_000, documentBytes: 3_000_000 }
let store: Store
let sync: Sync
let server: Server
let address: string
/** The most that ever waited to be sent on one connection. */
let mostUnsent = 0
/** Connections that are gone. */
let cut = 0
const sockets: WebSocket[] = []
/** Whoever is judged waits for it. */
let judged: Promise<void>

beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
  sync = createSync({
    store,
    log: () => {},
    limits,
    authorize: async ({ token }) => {
      await judged
      return {
        ok: true,
        access: {
          guideId: 'g',
          accountId: token ?? '',
          name: '',
          cityId: '',
          cityName: '',
          role: 'author',
        },
      }
    },
  })
  server = createServer()
  server.on('upgrade', sync.handleUpgrade)
  judged = Promise.resolve()
  mostUnsent = 0
  cut = 0
  server.on('connection', (socket: Socket) => {
    const { write } = socket
    socket.write = ((...args: Parameters<Socket['write']>) => {
      const more = write.apply(socket, args)
      mostUnsent = Math.max(mostUnsent, socket.writableLength)
      return more
    }) as Socket['write']
    socket.on('close', () => cut++)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  address = `ws://127.0.0.1:${place.port}/sync/g`
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await sync.close()
  server.close()
  await store.close()
})

async function join(token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${address}?token=${token}`)
  sockets.push(socket)
  await once(socket, 'message')
  return socket
}

function message(step: number, payload: Uint8Array): Uint8Array {
  const to = encoding.createEncoder()
  encoding.writeVarUint(to, messageType.sync)
  encoding.writeVarUint(to, step)
  encoding.writeVarUint8Array(to, payload)
  return encoding.toUint8Array(to)
}
const everything = message(0, Uint8Array.of(0))

/** What a client sends that makes a change. */
function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc)
  doc.transact(change)
  return message(2, Y.encodeStateAsUpdate(doc, before))
}

function addParagraph(doc: Y.Doc, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  chapterFragment(doc, 'one').insert(0, [paragraph])
}

async function receipt(socket: WebSocket): Promise<void> {
  const came = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === messageType.receipt) resolve()
    })
  })
  socket.send(message(1, Uint8Array.of(0, 0)))
  socket.send(Uint8Array.of(messageType.receiptRequest, 1))
  await came
}

test('[L3] who does not take what is sent to them is cut before it fills the memory; others go on', async () => {
  const doc = new Y.Doc()
  const ben = await join('ben')
  ben.send(updateOf(doc, () => addParagraph(doc, 'x'.repeat(900_000))))
  await receipt(ben)
  const slow = await join('slow')
  slow.pause()
  // Each question has three bytes, and its answer almost a megabyte: more than the line holds.
  while (cut === 0) {
    slow.send(everything)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(mostUnsent).toBeGreaterThan(limits.unsentBytes)
  expect(mostUnsent).toBeLessThan(limits.unsentBytes + 1_000_000)
  ben.send(updateOf(doc, () => addParagraph(doc, 'still here')))
  await receipt(ben)
})

test('[L2] who types while a slow server judges them is sent away for a moment, and loses nothing', async () => {
  const slow = Promise.withResolvers<void>()
  judged = slow.promise
  const doc = new Y.Doc()
  const hasty = new WebSocket(`${address}?token=hasty`)
  sockets.push(hasty)
  await once(hasty, 'open')
  const closed = once(hasty, 'close')
  for (let i = 0; i < 150; i++) hasty.send(updateOf(doc, () => addParagraph(doc, `word ${i}`)))
  const [code] = await closed
  expect(code).toBe(closeCode.tooFast)
  slow.resolve()
  const again = await join('hasty')
  again.send(message(1, Y.encodeStateAsUpdate(doc)))
  await receipt(again)
  const rows = await store.db.selectFrom('update_log').select('update').execute()
  const stored = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(stored, new Uint8Array(update))
  expect(Y.encodeStateVector(stored)).toEqual(Y.encodeStateVector(doc))
})

test('[L3] who asks for everything many times at once is refused, not answered from memory', async () => {
  const doc = new Y.Doc()
  const ben = await join('ben')
  ben.send(updateOf(doc, () => addParagraph(doc, 'x'.repeat(900_000))))
  await receipt(ben)
  const greedy = await join('greedy')
  const closed = once(greedy, 'close')
  for (let i = 0; i < 200; i++) greedy.send(everything)
  const [code] = await closed
  expect([closeCode.tooFast, closeCode.tooSlow]).toContain(code)
  expect(mostUnsent).toBeLessThan(limits.unsentBytes + 1_000_000)
})

test('[L4] a guide grows to its largest size and no further; what is deleted makes room', async () => {
  const doc = new Y.Doc()
  const ana = await join('ana')
  const closed = once(ana, 'close')
  const ben = await join('ben')
  for (let i = 0; i < 3; i++) ana.send(updateOf(doc, () => addParagraph(doc, 'x'.repeat(900_000))))
  await receipt(ana)
  const kept = Y.encodeStateAsUpdate(doc)
  ana.send(updateOf(doc, () => addParagraph(doc, 'y'.repeat(900_000))))
  const [code] = await closed
  expect(code).toBe(closeCode.tooLarge)
  const rows = await store.db.selectFrom('update_log').select('update').execute()
  const stored = new Y.Doc()
  for (const { update } of rows) Y.applyUpdate(stored, new Uint8Array(update))
  expect(Buffer.compare(Y.encodeStateAsUpdate(stored), kept)).toBe(0)
  // Ben takes one paragraph out and writes another.
  const bens = new Y.Doc()
  Y.applyUpdate(bens, kept)
  ben.send(updateOf(bens, () => chapterFragment(bens, 'one').delete(0, 1)))
  ben.send(updateOf(bens, () => addParagraph(bens, 'z'.repeat(500_000))))
  await receipt(ben)
})
