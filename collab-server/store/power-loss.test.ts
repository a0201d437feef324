import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogAppender } from './log-appender.ts'
import { openStore, type Store } from './open-store.ts'

// What a power cut leaves: everything that was synced, and of what was written after that any part.
// SQLite syncs its write-ahead log at each commit where `synchronous` is FULL (SPEC.md, D7), so what
// may be missing is what came behind the last acknowledged commit.

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-power-'))
  store = await openStore({ dataFolder: folder })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

/** An update of a length that takes part of a page, a page, or several. */
const update = (seq: number) => new Uint8Array([10, 5000, 300, 20_000][seq % 4] ?? 1).fill(seq)
const entry = (seq: number) => ({ update: update(seq), accountId: 'a', cityId: 'c' })

async function appendOne(seq: number): Promise<void> {
  const appended = store.logAppender?.append({
    guideId: 'g',
    seq: seq - 1,
    at: '',
    entries: [entry(seq)],
  })
  store.logAppender?.hurry()
  expect(await appended).toBe(true)
}

/** How many entries a database has after a power cut that left so many bytes of its log, and a tail. */
async function entriesAfter(log: Buffer, name: string): Promise<number> {
  const left = join(folder, name)
  await mkdir(left)
  await copyFile(join(folder, 'charrette.db'), join(left, 'charrette.db'))
  await writeFile(join(left, 'charrette.db-wal'), log)
  const database = new DatabaseSync(join(left, 'charrette.db'))
  try {
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    const rows = database.prepare('select seq, "update" from update_log order by seq').all()
    for (const [index, row] of rows.entries()) {
      expect(row.seq).toBe(index + 1)
      expect(Buffer.compare(row.update as Uint8Array, update(index + 1))).toBe(0)
    }
    const guide = database.prepare('select head_seq from guide').get()
    expect(guide?.head_seq).toBe(rows.length)
    return rows.length
  } finally {
    database.close()
    await rm(left, { recursive: true })
  }
}

test('[D7] wherever the write-ahead log is cut behind the last acknowledged commit, all acknowledged entries are there', async () => {
  const wal = join(folder, 'charrette.db-wal')
  // What made the database is no longer in the log.
  const maker = new DatabaseSync(join(folder, 'charrette.db'))
  maker.exec('pragma wal_checkpoint(truncate)')
  maker.close()
  const sizes: number[] = []
  for (let seq = 1; seq <= 12; seq++) {
    await appendOne(seq)
    // All that SQLite had written of it when it was acknowledged.
    sizes.push((await stat(wal)).size)
  }
  const whole = await readFile(wal)
  expect(sizes.at(-1)).toBe(whole.length)
  const frame = 24 + 4096
  for (const [index, acknowledged] of sizes.entries()) {
    const seq = index + 1
    expect(await entriesAfter(whole.subarray(0, acknowledged), `cut-${seq}`)).toBe(seq)
    // At every frame of the next commit, in the middle of one, and with one that is torn.
    const next = sizes[seq] ?? acknowledged
    for (let cut = acknowledged + frame; cut < next; cut += frame)
      expect(await entriesAfter(whole.subarray(0, cut), `frame-${cut}`)).toBe(seq)
    if (next === acknowledged) continue
    const torn = Buffer.from(whole.subarray(0, next))
    torn.fill(0, next - 100)
    expect(await entriesAfter(torn, `torn-${seq}`)).toBe(seq)
    expect(await entriesAfter(whole.subarray(0, next - 1000), `middle-${seq}`)).toBe(seq)
    // Cut before what was acknowledged: this is what a sync at each commit rules out.
    expect(await entriesAfter(whole.subarray(0, acknowledged - 1), `less-${seq}`)).toBe(seq - 1)
  }
})

test('[D7] what has gone from the log into the database is there without the log', async () => {
  for (let seq = 1; seq <= 5; seq++) await appendOne(seq)
  const database = new DatabaseSync(join(folder, 'charrette.db'))
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
  expect(await entriesAfter(Buffer.alloc(0), 'checkpointed')).toBe(5)
})

test('[D7] the very connection that commits the log refuses a database that would not wait for the disk', async () => {
  const path = join(folder, 'other.db')
  const other = new DatabaseSync(path)
  other.exec('pragma journal_mode = memory; create table t (a)')
  other.close()
  const appender = new LogAppender(path)
  const appended = appender.append({ guideId: 'g', seq: 0, at: '', entries: [entry(1)] })
  appender.hurry()
  await expect(appended).rejects.toThrow('does not wait for the disk')
  await appender.close()
})
