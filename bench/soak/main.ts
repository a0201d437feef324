// `npm run bench:soak`: an accelerated month on one server: authors come and go, guides grow, releases are
// published. What must stay flat is measured at the end of each day; its slope decides.
//   --days D --authors A --guides G --releases R   default: 30, 50, 200, 100
//   --edits E                                      of an author in a day (default 60)
//   --out FILE                                     the samples as JSON as well
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStoreAsItIs } from '../../collab-server/store/open-store.ts'
import { Random } from '../../collab-server/sync/proof/random.ts'
import { Replica } from '../../collab-server/sync/proof/replica.ts'
import { writeTo } from '../../collab-server/sync/proof/typing-author.ts'
import { scratchFolder, startCharrette } from '../../e2e/charrette-process.ts'
import { foundConsortium } from './found-consortium.ts'
import { judged, type Sample } from './slopes.ts'

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    authors: { type: 'string', default: '50' },
    guides: { type: 'string', default: '200' },
    releases: { type: 'string', default: '100' },
    edits: { type: 'string', default: '60' },
    out: { type: 'string' },
  },
})
const days = Number(values.days)
const say = (line: string) => process.stdout.write(`${line}\n`)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const random = new Random(1)

const scratch = await scratchFolder()
const dataFolder = join(scratch.path, 'data')
const { authors, editor, guides } = await foundConsortium(
  { dataFolder, databaseUrl: undefined },
  { authors: Number(values.authors), guides: Number(values.guides) },
)
const server = await startCharrette(dataFolder, { env: { LOG_LEVEL: 'silent' } })
const store = openStoreAsItIs({ dataFolder, databaseUrl: undefined })

async function ask(method: string, path: string, token: string, value?: unknown) {
  const request = () =>
    fetch(`${server.address}/api/${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(value === undefined ? {} : { body: JSON.stringify(value) }),
    })
  // A connection that was kept open may be closed just as it is used again; browsers ask anew.
  return method === 'GET' ? request().catch(request) : request()
}

let clients = 0
/** A sitting: an author opens a guide with a fresh tab, writes until so many edits are on disk, and leaves. */
async function sit(token: string): Promise<void> {
  const { slug } = random.pick(guides)
  const author = new Replica(`sitting ${++clients}`, 1_000_000 + clients)
  await ask('GET', 'guides', token)
  await ask('GET', `guides/${slug}`, token)
  const socket = `${server.address.replace('http', 'ws')}/sync/${slug}?token=${token}`
  const hangUp = writeTo(socket, author, 'one', random, 25)
  const until = performance.now() + 120_000
  while ((author.acknowledged.clocks.get(author.doc.clientID) ?? 0) < Number(values.edits)) {
    if (performance.now() > until) throw new Error('An author waits for two minutes')
    await pause(50)
  }
  hangUp()
  author.doc.destroy()
}

/** An author submits, the editor approves, readers have it. */
async function releaseOne(number: number): Promise<void> {
  const { slug } = guides[number % guides.length] ?? { slug: '' }
  const token = authors[number % authors.length] ?? ''
  const submitted = await ask('POST', `guides/${slug}/candidates`, token, { note: '' })
  const candidate = (await submitted.json()) as { number: number; contentHash: string }
  const path = `guides/${slug}/candidates/${candidate.number}/approve`
  const approved = await ask('POST', path, editor, {
    contentHash: candidate.contentHash,
    changelog: 'More.',
  })
  if (approved.status !== 200) throw new Error(await approved.text())
}

const published = async (): Promise<number> =>
  (
    await store.db
      .selectFrom('release')
      .select('id')
      .where('published_at', 'is not', null)
      .execute()
  ).length

/** Sums of the server's own metrics so far. */
async function metrics(): Promise<(name: string) => number> {
  const text = await (await fetch(`${server.address}/metrics`)).text()
  return (name) =>
    [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
      (sum, [, value]) => sum + Number(value),
      0,
    )
}

async function sample(day: number, before: (name: string) => number): Promise<Sample> {
  const now = await metrics()
  const mean = (name: string) =>
    (1000 * (now(`${name}_sum`) - before(`${name}_sum`))) /
    Math.max(1, now(`${name}_count`) - before(`${name}_count`))
  const { heads } = await store.db
    .selectFrom('guide')
    .select(({ fn }) => fn.sum<number>('head_seq').as('heads'))
    .executeTakeFirstOrThrow()
  const longest = await store.db
    .selectFrom('update_log')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .groupBy('guide_id')
    .orderBy('rows', 'desc')
    .executeTakeFirst()
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  return {
    day,
    memory: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024,
    fileDescriptors: readdirSync(`/proc/${server.pid}/fd`).length,
    database: statSync(join(dataFolder, 'charrette.db')).size,
    edits: Number(heads),
    longestTail: Number(longest?.rows ?? 0),
    acknowledged: mean('charrette_ack_seconds'),
    answered: mean('charrette_http_request_seconds'),
  }
}

const samples: Sample[] = []
let released = 0
const began = performance.now()
try {
  for (let day = 1; day <= days; day++) {
    const before = await metrics()
    await Promise.all(authors.map(sit))
    const due = Math.floor((Number(values.releases) * day) / days)
    for (; released < due; released++) await releaseOne(released)
    while ((await published()) < released) await pause(200)
    const today = await sample(day, before)
    samples.push(today)
    say(
      `day ${String(day).padStart(2)}: ${(today.memory / 2 ** 20).toFixed(0)} MB, ${today.fileDescriptors} descriptors, database ${(today.database / 2 ** 20).toFixed(1)} MB, ${today.edits} edits, ${released} releases, acknowledged in ${today.acknowledged.toFixed(1)} ms, answered in ${today.answered.toFixed(1)} ms`,
    )
  }
  const minutes = ((performance.now() - began) / 60_000).toFixed(1)
  say(
    `\n${days} days in ${minutes} minutes: ${authors.length} authors, ${guides.length} guides, ${released} releases\n`,
  )
  const verdicts = judged(samples)
  for (const { what, passed, figures } of verdicts)
    say(`${passed ? 'pass' : 'FAIL'}  ${what}: ${figures}`)
  if (values.out) writeFileSync(values.out, JSON.stringify(samples, null, 1))
  process.exitCode = verdicts.every(({ passed }) => passed) ? 0 : 1
} finally {
  await store.close()
  await server.stop()
  await scratch.remove()
}
process.exit()
