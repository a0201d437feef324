import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ChromiumMissing, chromiumExecutable } from '@charrette/publisher/chromium'
import { getRequestListener } from '@hono/node-server'
import { type Accounts, createAccounts, erasureJobs } from './accounts/index.ts'
import { createApp } from './api/create-app.ts'
import { createRequestLimits } from './api/limit-requests.ts'
import { isNew, setUpPath } from './api/routes/set-up.ts'
import { serveUpgrades } from './api/serve-upgrades.ts'
import { openStoreWithBackup } from './backup/index.ts'
import { printChapters } from './chapter-prints/index.ts'
import { buildEditor, editorFolder } from './command-line/build-editor.ts'
import { isDemonstration, seedLibrary } from './demo/seed-library.ts'
import { feedbackJobs } from './feedback/index.ts'
import { openFiles } from './files/index.ts'
import { type JobEnd, startJobs } from './jobs/index.ts'
import { mailBackoff, openPostOffice, type PostOffice } from './mail/post-office.ts'
import { deliverNewsletter } from './newsletter/index.ts'
import { notificationJobs, notifyMentioned } from './notifications/index.ts'
import {
  createHealth,
  createLog,
  createMetrics,
  type Log,
  startTraces,
  traceJobs,
} from './observability/index.ts'
import { createJobFeed } from './publishing/job-feed.ts'
import { publishEdition } from './publishing/publish-edition.ts'
import { DOI_RESOLVER } from './sources/index.ts'
import { openReadCounter } from './statistics/index.ts'
import { exclusively } from './store/exclusively.ts'
import type { Store } from './store/open-store.ts'
import { createSync } from './sync/index.ts'

export interface ServerOptions {
  port: number
  host: string
  dataFolder: string
  databaseUrl?: string | undefined
  /** The address that people use, where a proxy stands before this process; ends without `/`. */
  publicUrl?: string | undefined
  /** Whether an empty database is filled with the demonstration; default true. */
  withDemonstration?: boolean | undefined
  /** Takes what the person who starts it reads. */
  say: (line: string) => void
  /** Takes what an operator may want to read later; default: nowhere. */
  log?: Log
  /** Who sends it as a bearer token may read `/metrics`. */
  metricsToken?: string | undefined
}

/** The server cannot start; the message says why and what to do. */
export class StartRefused extends Error {
  readonly code = 'start-refused'
}

export interface Server {
  /** Where it listens, e.g. `http://127.0.0.1:4000`. */
  address: string
  /** Whether anybody may be one of its people, and reads its mails where none is sent. */
  demonstration: boolean
  /** Where a consortium is founded, as long as there is none; the address lets its reader in. */
  setUpUrl: string | null
  /** Stores what waits, ends every connection and lets go of the data folder. */
  stop(): Promise<void>
}

/**
 * Starts the whole product in this process.
 *
 * @throws {StartRefused} where the folder or the port cannot be had.
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { dataFolder, databaseUrl, host, say, log = createLog({ level: 'silent' }) } = options
  const metrics = createMetrics({ ofProcess: true })
  const unlock = await lockFolder(dataFolder)
  const traces = await startTraces(process.env)
  const http = createServer()
  const port = await listen(http, options.port, host).catch((error: unknown) => {
    unlock()
    throw error
  })
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const baseUrl = options.publicUrl ?? address
  await buildEditor(say)
  const prints = await canPrint(say)
  const store = await openStoreWithBackup({ dataFolder, databaseUrl }, say)
  let wake = () => {}
  const postOffice = openPostOffice(store, process.env.SMTP_URL, () => wake())
  // Processes that start together on one Postgres would make better-auth's tables twice …
  const accounts = await exclusively(store, 'accounts', () =>
    openAccounts(store, dataFolder, baseUrl, postOffice),
  )
  const sync = createSync({
    store,
    authorize: accounts.authorizeSync,
    log: (line) => log.warn({}, line),
    meter: metrics.sync,
    onComment: async ({ before, thread, ...comment }) => {
      await notifyMentioned(store, {
        ...comment,
        chapterId: thread?.anchor.chapterId ?? null,
        mentionedBefore: before?.mentions ?? [],
      })
      wake()
    },
  })
  metrics.watch({ store, sync })
  const onEnd = (end: JobEnd) => {
    metrics.jobEnded(end)
    logJob(log, end)
  }
  const files = openFiles(dataFolder)
  // … and the demonstration.
  if (options.withDemonstration ?? true)
    await exclusively(store, 'seed', () => seedLibrary({ store, sync, accounts, files, say }))
  const demonstration = await isDemonstration(store)
  const jobFeed = createJobFeed(store.db)
  // The lock says that nobody else works on this folder's database; on Postgres others may.
  const alone = store.dialect === 'sqlite'
  const jobs = startJobs({
    store,
    handlers: traceJobs({
      publish: publishEdition({ store, files, dataFolder }),
      'print-chapters': printChapters({ store, files, dataFolder }),
    }),
    alone,
    onChange: jobFeed.changed,
    onEnd,
  })
  // A sign-in link does not wait until a guide is printed; nor does what a reader wrote.
  const secret = await readSecret(dataFolder)
  const mail = startJobs({
    store,
    handlers: {
      ...(postOffice.sendMail ? { mail: postOffice.sendMail } : {}),
      ...notificationJobs({ store, postOffice, baseUrl, secret }),
      ...feedbackJobs({ store, sync }),
      ...erasureJobs({ store, sync }),
    },
    alone,
    onEnd,
    backoff: mailBackoff,
  })
  wake = mail.wake
  // Nor until a newsletter has gone out to everybody.
  const newsletters = startJobs({
    store,
    handlers: traceJobs({
      newsletter: deliverNewsletter({ store, postOffice, baseUrl, secret }),
    }),
    alone,
    onEnd,
    backoff: mailBackoff,
  })
  const reads = openReadCounter(store, {
    onFailure: (error) => log.warn({ err: error }, 'what was read could not be written down yet'),
  })
  const app = createApp({
    store,
    reads,
    accounts,
    sync,
    files,
    jobs: {
      wake: () => {
        jobs.wake()
        mail.wake()
        newsletters.wake()
      },
    },
    jobFeed,
    postOffice,
    demonstration,
    dataFolder,
    baseUrl,
    behindProxy: options.publicUrl !== undefined,
    limits: createRequestLimits(),
    secret,
    editorFolder,
    log,
    metrics,
    health: createHealth({ store, dataFolder }),
    doiResolver: doiResolverOf(process.env.DOI_RESOLVER),
    prints,
    metricsToken: options.metricsToken,
  })
  http.on('request', getRequestListener(app.fetch, { hostname: host }))
  serveUpgrades(http, { sync, baseUrl })
  log.info({ database: store.dialect, port, demonstration }, 'started')
  return {
    address,
    demonstration,
    setUpUrl: (await isNew(store)) ? `${baseUrl}${setUpPath(secret)}` : null,
    stop: async () => {
      await sync.close()
      await Promise.all([jobs.stop(), mail.stop(), newsletters.stop()])
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
      await reads.stop()
      await store.close()
      await traces?.stop()
      unlock()
      log.info({}, 'stopped')
    },
  }
}

/** Its id and kind: what it was about is in the database. */
function logJob(log: Log, { error, milliseconds, ...job }: JobEnd): void {
  const fields = { ...job, milliseconds: Math.round(milliseconds) }
  if (job.outcome === 'done') log.info(fields, 'job done')
  else if (job.outcome === 'stopped') log.info(fields, 'job stopped')
  else if (job.outcome === 'again') log.warn({ ...fields, err: error }, 'job will be tried again')
  else log.error({ ...fields, err: error }, 'job failed')
}

/** A server that cannot print still takes every sentence; the operator is told at once. */
async function canPrint(say: (line: string) => void): Promise<boolean> {
  try {
    await chromiumExecutable(process.env, say)
    return true
  } catch (error) {
    if (!(error instanceof ChromiumMissing)) throw error
    say(`No edition can be printed until this is mended: ${error.message}`)
    return false
  }
}

/** The secret that signs sessions and addresses; the data folder's own, made at its first start. */
async function readSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'secret')
  if (!existsSync(file))
    await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return process.env.AUTH_SECRET ?? (await readFile(file, 'utf8'))
}

/** Opens accounts with the secret of this data folder, made at its first start. */
export async function openAccounts(
  store: Store,
  dataFolder: string,
  baseUrl: string,
  postOffice: PostOffice,
): Promise<Accounts> {
  return createAccounts({
    store,
    baseUrl,
    secret: await readSecret(dataFolder),
    sendMail: postOffice.post,
  })
}

/**
 * Takes the data folder for this process alone. The lock is SQLite's on a file of its own: the
 * system drops it when the process ends, however it ends.
 */
async function lockFolder(dataFolder: string): Promise<() => void> {
  try {
    await mkdir(dataFolder, { recursive: true })
    await writeFile(join(dataFolder, '.writable'), '')
  } catch {
    throw new StartRefused(
      `The data folder ${dataFolder} cannot be written. Give --data a folder that can, or change its rights.`,
    )
  }
  const lock = new DatabaseSync(join(dataFolder, 'lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    lock.close()
    throw new StartRefused(
      `Another Charrette is using the data folder ${dataFolder}. Stop it, or give --data another folder.`,
    )
  }
  return () => lock.close()
}

async function listen(
  http: ReturnType<typeof createServer>,
  port: number,
  host: string,
): Promise<number> {
  http.listen(port, host)
  try {
    await once(http, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw new StartRefused(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use. Stop what uses it, or choose another with --port.`
        : `Nothing can listen on ${host}:${port}: ${String(error)}`,
    )
  }
  const place = http.address()
  if (!place || typeof place === 'string') throw new Error('no port')
  return place.port
}

/** Where DOIs are looked up: as the operator says; `off` is nowhere. */
function doiResolverOf(setting: string | undefined): string | null {
  if (setting === 'off') return null
  return setting ? setting.replace(/\/+$/, '') : DOI_RESOLVER
}
