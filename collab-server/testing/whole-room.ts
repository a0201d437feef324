import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { frontMatterSchema, type Guide, writeGuideToDoc } from '@charrette/guides'
import { doc, p } from '@charrette/guides/testing'
import { getRequestListener } from '@hono/node-server'
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type Accounts, createAccounts, createScriptToken, erasureJobs } from '../accounts/index.ts'
import type { ConsortiumRole, Role } from '../api/contract.ts'
import { createApp } from '../api/create-app.ts'
import { createRequestLimits } from '../api/limit-requests.ts'
import { serveUpgrades } from '../api/serve-upgrades.ts'
import { feedbackJobs } from '../feedback/index.ts'
import { openFiles } from '../files/index.ts'
import { startJobs } from '../jobs/index.ts'
import { openPostOffice } from '../mail/post-office.ts'
import { notificationJobs } from '../notifications/index.ts'
import { createHealth, createLog, createMetrics } from '../observability/index.ts'
import { createJobFeed } from '../publishing/job-feed.ts'
import { openReadCounter, type ReadCounter } from '../statistics/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync } from '../sync/index.ts'

/** The API and sync on a free port, with one guide of a consortium; nothing is published. */
export interface WholeRoom {
  store: Store
  accounts: Accounts
  sync: Sync
  reads: ReadCounter
  address: string
  /** Signs addresses and forms. */
  secret: string
  /** Also where the built editor would be. */
  dataFolder: string
  /** Lines of the log so far. */
  logged: string[]
  /** Adds somebody and gives them a token of their whole right. */
  add(name: string, role: Role, city?: string): Promise<Somebody>
  /** Asks the API as somebody, or as nobody. */
  ask(who: Somebody | null, method: string, path: string, value?: unknown): Promise<Answer>
  /** Opens the guide as a browser does; `closed` resolves with the close code. */
  open(who: Somebody): Promise<OpenDraft>
  /** Mails that were written, oldest first. */
  mails(): Promise<{ to: string; subject: string; text: string; stopUrl: string | null }[]>
  /** Runs the jobs that write mails, or bring what readers wrote, until none is due. */
  runMailJobs(): Promise<void>
  close(): Promise<void>
}

export interface Somebody {
  accountId: string
  name: string
  email: string
  token: string
}

export interface Answer {
  status: number
  code: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
}

export interface OpenDraft {
  doc: Y.Doc
  closed: Promise<number>
  leave(): void
}

/** Two chapters, released nowhere. */
export function aGuide(): Guide {
  return {
    frontMatter: frontMatterSchema.parse({
      title: 'A guide',
      slug: 'a-guide',
      summary: 'What it is about.',
      cities: [{ name: 'Riverbend', state: 'ZZ' }],
    }),
    chapters: [
      { id: 'one', title: 'One', lang: null, content: doc(p('The first chapter.')) },
      { id: 'two', title: 'Two', lang: null, content: doc(p('The second chapter.')) },
    ],
    bibliography: [],
    pictures: {},
  }
}

/** @param databaseUrl of a fresh Postgres database; without it the store is SQLite in memory. */
export async function openWholeRoom({
  databaseUrl,
}: {
  databaseUrl?: string | undefined
} = {}): Promise<WholeRoom> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'charrette-room-'))
  const store = await openStore({ dataFolder: ':memory:', databaseUrl })
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  const address = `http://127.0.0.1:${place.port}`
  const postOffice = openPostOffice(store, undefined, () => {})
  const secret = 'a secret that is long enough for a test of the room'
  const accounts = await createAccounts({
    store,
    baseUrl: address,
    secret,
    sendMail: postOffice.post,
  })
  const logged: string[] = []
  const log = createLog({ level: 'debug', write: (line) => logged.push(line) })
  const metrics = createMetrics()
  const sync = createSync({
    store,
    authorize: accounts.authorizeSync,
    log: () => {},
    meter: metrics.sync,
  })
  metrics.watch({ store, sync })
  const reads = openReadCounter(store)
  const app = createApp({
    store,
    reads,
    accounts,
    sync,
    files: openFiles(dataFolder),
    jobs: { wake: () => {} },
    jobFeed: createJobFeed(store.db),
    postOffice,
    demonstration: false,
    dataFolder,
    baseUrl: address,
    behindProxy: false,
    limits: createRequestLimits(),
    secret,
    editorFolder: dataFolder,
    log,
    metrics,
    health: createHealth({ store, dataFolder }),
    doiResolver: null,
    prints: true,
    metricsToken: undefined,
  })
  server.on('request', getRequestListener(app.fetch, { hostname: '127.0.0.1' }))
  serveUpgrades(server, { sync, baseUrl: address })

  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'Cities' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'a-guide', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
  const draft = new Y.Doc()
  writeGuideToDoc(aGuide(), draft)
  await sync.apply('g', Y.encodeStateAsUpdate(draft), { accountId: 'charrette', cityId: '' })

  const providers: WebsocketProvider[] = []
  return {
    store,
    accounts,
    sync,
    address,
    secret,
    dataFolder,
    reads,
    logged,
    add: async (name, role, city = 'Riverbend') => {
      const cityId = await accounts.addCity({ slug: city.toLowerCase(), name: city, state: '' })
      const email = `${name.toLowerCase()}@${city.toLowerCase()}.example`
      const inConsortium: ConsortiumRole = role === 'lead' ? 'author' : role
      const accountId = await accounts.addPerson({
        email,
        name,
        cityId,
        consortiumId: 'c',
        role: inConsortium,
      })
      if (role === 'lead')
        await store.db
          .insertInto('guide_member')
          .values({ guide_id: 'g', account_id: accountId, role })
          .execute()
      const token = await createScriptToken(store, { email, role: 'administrator' })
      return { accountId, name, email, token }
    },
    ask: async (who, method, path, value) => {
      const response = await fetch(`${address}/api/${path}`, {
        method,
        headers: {
          ...(who ? { Authorization: `Bearer ${who.token}` } : {}),
          ...(value === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(value === undefined ? {} : { body: JSON.stringify(value) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
      const body: unknown = isJson ? JSON.parse(text) : text
      const code = body && typeof body === 'object' && 'code' in body ? String(body.code) : ''
      return { status: response.status, code, body }
    },
    open: async (who) => {
      const draftOf = new Y.Doc()
      const provider = new WebsocketProvider(
        `${address.replace('http', 'ws')}/sync`,
        'a-guide',
        draftOf,
        {
          WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
          disableBc: true,
          params: { token: who.token },
        },
      )
      providers.push(provider)
      const closed = new Promise<number>((resolve) => {
        provider.on('connection-close', (event: { code: number } | null) => {
          provider.shouldConnect = false
          resolve(event?.code ?? 0)
        })
      })
      await new Promise<void>((resolve) => {
        provider.once('sync', () => resolve())
        closed.then(() => resolve())
      })
      return { doc: draftOf, closed, leave: () => provider.destroy() }
    },
    mails: async () =>
      (await store.db.selectFrom('mail').selectAll().orderBy('created_at').execute()).map(
        ({ to_address: to, subject, text, stop_url: stopUrl }) => ({ to, subject, text, stopUrl }),
      ),
    runMailJobs: async () => {
      const handlers = {
        ...notificationJobs({ store, postOffice, baseUrl: address, secret }),
        ...feedbackJobs({ store, sync }),
        ...erasureJobs({ store, sync }),
      }
      const runner = startJobs({ store, handlers, alone: true })
      await expect
        .poll(async () => {
          const due = await store.db
            .selectFrom('job')
            .select('id')
            .where('kind', 'in', Object.keys(handlers))
            .where('state', 'in', ['waiting', 'running'])
            .where('run_at', '<=', new Date().toISOString())
            .execute()
          return due.length
        })
        .toBe(0)
      await runner.stop()
    },
    close: async () => {
      for (const provider of providers) provider.destroy()
      await sync.close()
      await reads.stop()
      server.closeAllConnections()
      server.close()
      await store.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
