import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { releaseRow } from '../testing/release-row.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { openReadCounter, readsOf } from './index.ts'

let room: WholeRoom
let author: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  author = await room.add('Ana', 'author')
  await releaseRow(room.store, '1.0')
  const edition = join(room.dataFolder, 'editions', 'a-guide', '1.0')
  await mkdir(join(edition, 'one'), { recursive: true })
  for (const page of ['index.html', 'one/index.html'])
    await writeFile(join(edition, page), '<html lang="en"><head></head><main></main></html>')
  await writeFile(join(edition, 'a-guide-1.0.pdf'), 'x'.repeat(5000))
  await writeFile(join(edition, 'a-guide-1.0-markdown.zip'), 'zip')
  await writeFile(join(edition, 'edition.css'), 'p{}')
})
afterEach(() => room.close())

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function take(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Response> {
  const response = await fetch(`${room.address}/guides/a-guide/${path}`, {
    method,
    headers: { 'User-Agent': browser, ...headers },
  })
  await response.arrayBuffer()
  return response
}

/** What is counted by now: "1.0 pdf 2". */
async function counted(): Promise<string[]> {
  await room.reads.flush()
  const rows = await room.store.db.selectFrom('edition_reads').selectAll().execute()
  return rows.map(({ number, what, times }) => `${number} ${what} ${times}`).sort()
}

test('pages and files are counted by edition and day, and the authors see how often', async () => {
  await take('')
  await take('1.0/')
  const { headers } = await take('one/')
  // Who comes again and has the page still reads it.
  expect((await take('one/', { 'If-None-Match': headers.get('ETag') ?? '' })).status).toBe(304)
  await take('1.0/a-guide-1.0.pdf')
  await take('1.0/a-guide-1.0-markdown.zip')
  expect(await counted()).toEqual(['1.0 markdown 1', '1.0 pdf 1', '1.0 web 4'])
  await take('1.0/')
  expect(await counted()).toContain('1.0 web 5')
  const { body } = await room.ask(author, 'GET', 'guides/a-guide/readers')
  expect(body.reads.days).toHaveLength(90)
  expect(body.reads.days.at(-1)).toMatchObject({ pages: 5, downloads: 2 })
  expect(body.reads.editions).toEqual([
    {
      number: '1.0',
      times: [
        { what: 'web', times: 5 },
        { what: 'pdf', times: 1 },
        { what: 'markdown', times: 1 },
      ],
    },
  ])
})

test.each([
  ['a HEAD', 'one/', {}, 'HEAD'],
  ['a crawler', 'one/', { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, 'GET'],
  ['a script', 'one/', { 'User-Agent': 'python-requests/2.32' }, 'GET'],
  ['a browser that looks ahead', 'one/', { 'Sec-Purpose': 'prefetch;prerender' }, 'GET'],
  ['the middle of a file', '1.0/a-guide-1.0.pdf', { Range: 'bytes=2000-' }, 'GET'],
  ['a probe of a file', '1.0/a-guide-1.0.pdf', { Range: 'bytes=0-1' }, 'GET'],
  ['a range that is none', '1.0/a-guide-1.0.pdf', { Range: 'bytes=9000-' }, 'GET'],
  ['a style sheet', '1.0/edition.css', {}, 'GET'],
  ['what is not there', '1.0/none/', {}, 'GET'],
])('%s does not count', async (_, path, headers, method) => {
  await take(path, headers, method)
  expect(await counted()).toEqual([])
})

test('a file that comes in parts counts once', async () => {
  await take('1.0/a-guide-1.0.pdf', { Range: 'bytes=0-2999' })
  await take('1.0/a-guide-1.0.pdf', { Range: 'bytes=3000-4999' })
  expect(await counted()).toEqual(['1.0 pdf 1'])
})

test('nothing is kept of who read', async () => {
  const { headers } = await take('one/', { 'X-Forwarded-For': '203.0.113.9' })
  expect(headers.get('Set-Cookie')).toBeNull()
  await room.reads.flush()
  const rows = await room.store.db.selectFrom('edition_reads').selectAll().execute()
  expect(rows.map((row) => Object.keys(row).sort())).toEqual([
    ['day', 'number', 'slug', 'times', 'what'],
  ])
})

test('while the database is away counts are kept, and written once it is back', async () => {
  const store = await openStore({ dataFolder: ':memory:' })
  const failures: unknown[] = []
  const counter = openReadCounter(store, { onFailure: (error) => failures.push(error) })
  await store.db.schema.alterTable('edition_reads').renameTo('away').execute()
  const day = new Date('2026-11-24T23:59:59Z')
  counter.count('a-guide', '1.0', 'pdf', day)
  await counter.flush()
  expect(failures).toHaveLength(1)
  counter.count('a-guide', '1.0', 'pdf', day)
  await store.db.schema.alterTable('away').renameTo('edition_reads').execute()
  await counter.stop()
  const { days } = await readsOf(store, 'a-guide', day)
  expect(days.at(-1)).toEqual({ day: '2026-11-24', pages: 0, downloads: 2 })
  await store.close()
})
