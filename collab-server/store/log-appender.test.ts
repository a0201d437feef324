import { mkdtempSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LogAppender } from './log-appender.ts'
import { LogWriter } from './log-writer.ts'
import { openStore, type Store } from './open-store.ts'

let folder: string
let store: Store
let appender: NonNullable<Store['logAppender']>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'charrette-log-appender-'))
  store = await openStore({ dataFolder: folder })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  for (const id of ['a', 'b', 'd'])
    await store.db
      .insertInto('guide')
      .values({ id, slug: id, consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
  if (!store.logAppender) throw new Error('no log appender')
  appender = store.logAppender
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function some(guideId: string, seq: number, count = 1) {
  const entries = Array.from({ length: count }, (_, index) => ({
    update: Uint8Array.of(seq + index + 1, 7),
    accountId: `account-${index}`,
    cityId: 'city',
  }))
  return { guideId, seq, at: '2026-01-02T03:04:05.000Z', entries }
}

const log = (guideId: string) =>
  store.db
    .selectFrom('update_log')
    .select(['seq', 'account_id', 'update'])
    .where('guide_id', '=', guideId)
    .orderBy('seq')
    .execute()

test('what several guides bring in one turn is all there, each entry with its own', async () => {
  const done = Promise.all([
    appender.append(some('a', 0, 3)),
    appender.append(some('b', 0)),
    appender.append({ ...some('d', 0), entries: [] }),
  ])
  appender.hurry()
  expect(await done).toEqual([true, true, true])
  expect(await log('a')).toEqual(
    [1, 2, 3].map((seq) => ({
      seq,
      account_id: `account-${seq - 1}`,
      update: Uint8Array.of(seq, 7),
    })),
  )
  expect(await log('b')).toHaveLength(1)
})

test('with nobody in a hurry it is told as well, however much is on its way', async () => {
  for (let seq = 0; seq < 20; seq++) {
    const slow = appender.append(some('a', seq))
    const quick = appender.append(some('b', seq))
    if (seq % 3 === 0) appender.hurry()
    expect(await Promise.all([slow, quick])).toEqual([true, true])
  }
  expect((await log('a')).map(({ seq }) => seq)).toEqual(
    Array.from({ length: 20 }, (_, i) => i + 1),
  )
})

test('a log that has gone on, and one that cannot be written, do not keep the others from the disk', async () => {
  await store.db
    .insertInto('update_log')
    .values({
      guide_id: 'b',
      seq: 1,
      update: Uint8Array.of(1),
      account_id: '',
      city_id: '',
      at: '',
    })
    .execute()
  const outcomes = Promise.allSettled([
    appender.append(some('a', 0)),
    appender.append(some('d', 5)),
    appender.append(some('b', 0)),
  ])
  const later = new Promise((resolve) => setImmediate(resolve)).then(() =>
    appender.append(some('d', 0)),
  )
  const [a, gone, broken] = await outcomes
  expect(a).toEqual({ status: 'fulfilled', value: true })
  expect(gone).toEqual({ status: 'fulfilled', value: false })
  expect(broken?.status === 'rejected' && String(broken.reason)).toContain('UNIQUE')
  expect(await later).toBe(true)
  expect([await log('a'), await log('d')].map((rows) => rows.length)).toEqual([1, 1])
  const { head_seq: head } = await store.db
    .selectFrom('guide')
    .select('head_seq')
    .where('id', '=', 'b')
    .executeTakeFirstOrThrow()
  expect(head).toBe(0)
})

test('more than the queue to the thread holds goes there all the same, in order', async () => {
  const large = (seq: number) => ({
    guideId: 'a',
    seq,
    at: '',
    entries: [{ update: new Uint8Array(300_000).fill(seq), accountId: 'x', cityId: 'y' }],
  })
  const outcomes: Promise<boolean>[] = []
  for (let seq = 0; seq < 60; seq++) {
    outcomes.push(appender.append(seq % 10 === 9 ? large(seq) : some('a', seq)))
    outcomes.push(appender.append(some('b', seq * 700, 700)))
    // Another turn: a request of its own.
    await new Promise((resolve) => setImmediate(resolve))
  }
  appender.hurry()
  expect((await Promise.all(outcomes)).every(Boolean)).toBe(true)
  expect((await log('a')).map(({ update }) => update.length)).toEqual(
    Array.from({ length: 60 }, (_, seq) => (seq % 10 === 9 ? 300_000 : 2)),
  )
  expect(await log('b')).toHaveLength(60 * 700)
})

test('what is short is on disk at the end of the turn, with nobody in a hurry and no thread to wait for', async () => {
  const done = appender.append(some('a', 0))
  let appended: boolean | null = null
  void done.then((outcome) => {
    appended = outcome
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(appended).toBe(true)
  expect(await log('a')).toHaveLength(1)
})

test('while somebody else is writing nobody waits with it for them, and it is appended after that', async () => {
  const elsewhere = new DatabaseSync(join(folder, 'charrette.db'))
  elsewhere.exec('begin immediate')
  const done = Promise.all([appender.append(some('a', 0)), appender.append(some('b', 0))])
  const began = performance.now()
  // Turns go by: the thread waits for up to ten seconds, and this does not.
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  const next = appender.append(some('d', 0))
  appender.hurry()
  expect(performance.now() - began).toBeLessThan(8_000)
  elsewhere.exec('commit')
  elsewhere.close()
  expect(await Promise.all([done, next])).toEqual([[true, true], true])
})

test('after a slow write nobody here waits for the disk for a while, the longer the more often it is slow', async () => {
  let now = 1_000
  let took = 3
  const write = LogWriter.prototype.write
  const writes = vi.spyOn(LogWriter.prototype, 'write').mockImplementation(function (
    this: LogWriter,
    appends,
  ) {
    now += took
    return write.call(this, appends)
  })
  // The thread has a clock of its own.
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  let seq = 0
  const appendsHere = async (): Promise<boolean> => {
    const before = writes.mock.calls.length
    const done = appender.append(some('a', seq++))
    appender.hurry()
    expect(await done).toBe(true)
    return writes.mock.calls.length > before
  }
  const appendsHereAfter = (milliseconds: number): Promise<boolean> => {
    now += milliseconds
    return appendsHere()
  }
  try {
    expect(await appendsHere()).toBe(true)
    expect(await appendsHereAfter(49)).toBe(false)
    expect(await appendsHereAfter(1)).toBe(true)
    expect(await appendsHereAfter(99)).toBe(false)
    took = 1
    expect(await appendsHereAfter(1)).toBe(true)
    took = 3
    expect(await appendsHere()).toBe(true)
    // A quick write has made it forget the slow ones.
    expect(await appendsHereAfter(49)).toBe(false)
    expect(await appendsHereAfter(1)).toBe(true)
  } finally {
    clock.mockRestore()
    writes.mockRestore()
  }
  expect(await log('a')).toHaveLength(seq)
})

test('what is written here does not stay in the write-ahead log for ever', async () => {
  for (let seq = 0; seq < 2_000; seq++) {
    const done = appender.append(some('a', seq))
    appender.hurry()
    await done
  }
  const pages = (await stat(join(folder, 'charrette.db-wal'))).size / 4096
  // Some 4,300 where nobody moves them into the database.
  expect(pages).toBeLessThan(3_200)
})

test('a thread that cannot begin says why, and the next append begins another', async () => {
  const elsewhere = new LogAppender(join(folder, 'not', 'there.db'))
  for (let trial = 0; trial < 2; trial++)
    await expect(elsewhere.append(some('a', 0))).rejects.toThrow('unable to open')
  await elsewhere.close()
  await expect(elsewhere.append(some('a', 0))).rejects.toThrow('closed')
})
