import { chapterFragment, frontMatterSchema, writeGuideToDoc } from '@charrette/guides'
import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openStore, type Store } from '../store/open-store.ts'
import { startPostgres } from '../store/testing/postgres.ts'
import { appendUpdates, loadGuide, readLog } from './guide-log.ts'
import { type ServerProcess, startServerProcess } from './proof/server-process.ts'
import { messageType } from './protocol.ts'

// Real processes on a real Postgres that syncs what it commits; both are killed.

const postgres = await startPostgres({ durable: true })

describe.skipIf(!postgres)('several processes on one Postgres', () => {
  let databaseUrl: string
  let store: Store
  let slug = ''
  let a: ServerProcess
  let b: ServerProcess
  const writers: Writer[] = []

  beforeAll(async () => {
    databaseUrl = (await postgres?.freshDatabase()) ?? ''
    store = await openStore({ dataFolder: ':memory:', databaseUrl })
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    const start = () => startServerProcess(':memory:', databaseUrl)
    ;[a, b] = await Promise.all([start(), start()])
  })
  afterAll(async () => {
    await Promise.all([a?.kill(), b?.kill()])
    await store.close()
  })
  beforeEach(async () => {
    slug = crypto.randomUUID()
    await store.db
      .insertInto('guide')
      .values({ id: slug, slug, consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
    const doc = new Y.Doc()
    writeGuideToDoc(
      {
        frontMatter: frontMatterSchema.parse({ title: 'G', slug: 'g' }),
        chapters: [
          {
            id: 'one',
            title: 'One',
            lang: null,
            content: { type: 'doc', content: [{ type: 'paragraph' }] },
          },
        ],
        bibliography: [],
        pictures: {},
      },
      doc,
    )
    const update = Y.encodeStateAsUpdate(doc)
    await appendUpdates(store, slug, 0, [{ update, author: { accountId: 'a', cityId: '' } }])
  })
  afterEach(async () => {
    for (const { provider } of writers.splice(0)) provider.destroy()
  })

  interface Writer {
    doc: Y.Doc
    provider: WebsocketProvider
    /** Marks whose receipt has come. */
    receipted: Set<string>
    write(mark: string): void
  }

  /** A stock client that asks for receipts, as the editor does. */
  function writer(name: string, port: number): Writer {
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`ws://127.0.0.1:${port}/sync`, slug, doc, {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { token: name },
      maxBackoffTime: 300,
    })
    const receipted = new Set<string>()
    const written: string[] = []
    const pending = new Map<number, string[]>()
    let asked = 0
    const ask = () => {
      if (!provider.synced || provider.ws?.readyState !== WebSocket.OPEN) return
      pending.set(++asked, [...written])
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, messageType.receiptRequest)
      encoding.writeVarUint(encoder, asked)
      provider.ws.send(encoding.toUint8Array(encoder))
    }
    provider.messageHandlers[messageType.receipt] = (_encoder, decoder) => {
      const number = decoder.arr[decoder.pos] ?? 0
      for (const mark of pending.get(number) ?? []) receipted.add(mark)
    }
    provider.on('sync', (synced: boolean) => {
      if (synced) ask()
    })
    const made: Writer = {
      doc,
      provider,
      receipted,
      write: (mark) => {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(`${mark}.`)])
        const fragment = chapterFragment(doc, 'one')
        fragment.insert(fragment.length, [paragraph])
        written.push(mark)
        ask()
      },
    }
    writers.push(made)
    return made
  }
  const textOf = (doc: Y.Doc) => chapterFragment(doc, 'one').toString()
  const stored = async () => textOf((await loadGuide(store, slug)).doc.live)

  test('[S1] writers at two processes see each other, and the log is one', async () => {
    const [ana, ben] = [writer('ana', a.port), writer('ben', b.port)]
    await until(() => ana.provider.synced && ben.provider.synced)
    for (let i = 0; i < 30; i++) {
      ana.write(`ana${i}`)
      ben.write(`ben${i}`)
      if (i % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => ana.receipted.has('ana29') && ben.receipted.has('ben29'))
    await until(() => textOf(ana.doc) === textOf(ben.doc) && textOf(ana.doc).includes('ben29'))
    expect(await stored()).toBe(textOf(ana.doc))
  })

  test('[S1] what two tabs of one author give to two processes is in the log once, and ends nobody', async () => {
    const [one, other, ben] = [writer('ana', a.port), writer('ana', b.port), writer('ben', b.port)]
    await until(() => [one, other, ben].every(({ provider }) => provider.synced))
    let closed = 0
    for (const { provider } of [one, other, ben]) provider.on('connection-close', () => closed++)
    const entries = async () => (await readLog(store, slug, 0)).length
    const before = await entries()
    // As the tabs' channel has it: each sends what it shows over its own connection.
    one.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== one.provider) Y.applyUpdate(other.doc, update, 'channel')
    })
    for (let i = 0; i < 40; i++) {
      one.write(`one${i}`)
      if (i % 4 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    other.write('last')
    await until(() => one.receipted.has('one39') && other.receipted.has('last'))
    await until(() => textOf(ben.doc).includes('last') && textOf(one.doc) === textOf(ben.doc))
    expect(await stored()).toBe(textOf(ben.doc))
    expect((await entries()) - before).toBe(41)
    expect(closed).toBe(0)
  })

  test('[S2] presence crosses processes, under its verified name', async () => {
    const [ana, ben] = [writer('ana', a.port), writer('ben', b.port)]
    await until(() => ana.provider.synced && ben.provider.synced)
    ana.provider.awareness.setLocalState({ user: { name: 'The mayor' } })
    const seen = () => ben.provider.awareness.getStates().get(ana.doc.clientID)?.user
    await until(() => seen() !== undefined)
    expect(seen()).toMatchObject({ accountId: 'ana', name: 'ana' })
    // Who comes later is told as well; who goes is gone.
    const late = writer('late', b.port)
    await until(() => late.provider.awareness.getStates().has(ana.doc.clientID))
    ana.provider.disconnect()
    await until(() => !ben.provider.awareness.getStates().has(ana.doc.clientID))
  })

  test('[S4] the database crashes under load and comes back: nothing acknowledged is lost', async () => {
    const [ana, ben] = [writer('ana', a.port), writer('ben', b.port)]
    await until(() => ana.provider.synced && ben.provider.synced)
    let back: Promise<void> | undefined
    for (let i = 0; i < 60; i++) {
      ana.write(`ana${i}`)
      ben.write(`ben${i}`)
      if (i === 20) back = postgres?.crash()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await back
    const log = await stored()
    for (const mark of [...ana.receipted, ...ben.receipted])
      if (!log.includes(`${mark}.`)) {
        // It may have been acknowledged after the log was read.
        expect(await stored()).toContain(`${mark}.`)
      }
    await until(() => ana.receipted.has('ana59') && ben.receipted.has('ben59'))
    await until(() => textOf(ana.doc) === textOf(ben.doc))
    expect(await stored()).toBe(textOf(ana.doc))
    expect(await store.db.selectFrom('quarantine').selectAll().execute()).toEqual([])
  })

  test('[S3] a process is killed under load: nothing acknowledged is lost, all converge', async () => {
    const [ana, ben] = [writer('ana', a.port), writer('ben', b.port)]
    await until(() => ana.provider.synced && ben.provider.synced)
    for (let i = 0; i < 60; i++) {
      ana.write(`ana${i}`)
      ben.write(`ben${i}`)
      if (i === 30) await a.kill()
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    const log = await stored()
    for (const mark of ana.receipted) expect(log).toContain(`${mark}.`)
    // Its people come back to the process that lives.
    ana.provider.disconnect()
    ana.provider.serverUrl = `ws://127.0.0.1:${b.port}/sync`
    ana.provider.connect()
    await until(() => ana.receipted.has('ana59') && ben.receipted.has('ben59'))
    await until(() => textOf(ana.doc) === textOf(ben.doc))
    expect(await stored()).toBe(textOf(ana.doc))
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('It did not come true within 60 s')
}
