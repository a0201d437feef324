import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { forgetHistory, readGuideAt, readHistory } from '../history/read-history.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { startPostgres } from '../store/testing/postgres.ts'
import { DamagedGuide } from './damaged-guide.ts'
import { appendUpdates, loadGuide, readLog, writeSnapshot } from './guide-log.ts'
import { compactLog } from './log-segments.ts'

const postgres = await startPostgres()
const folders: string[] = []

describe.each([
  ['memory', async () => ({ dataFolder: ':memory:' })],
  ['a SQLite file', async () => ({ dataFolder: await scratch() })],
  ...(postgres
    ? [
        [
          'Postgres',
          async () => ({ dataFolder: ':memory:', databaseUrl: await postgres.freshDatabase() }),
        ] as const,
      ]
    : []),
] as const)('the update log in %s', (_name, place) => {
  let store: Store
  let doc: Y.Doc
  let made: Uint8Array[]
  const small = { entries: 10, bytes: 1 << 20, keep: 5 }
  const ana = { accountId: 'ana', cityId: 'riverbend' }
  const ben = { accountId: 'ben', cityId: 'port-lathrop' }

  beforeEach(async () => {
    store = await openStore(await place())
    await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
    await store.db
      .insertInto('guide')
      .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
      .execute()
    doc = new Y.Doc()
    made = []
    doc.on('update', (update: Uint8Array) => made.push(update))
  })
  afterEach(async () => {
    await store.close()
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  })

  /** `count` updates of one letter each, ana's and ben's in turns of three. */
  async function write(count: number): Promise<void> {
    const before = made.length
    for (let i = 0; i < count; i++) {
      doc.transact(() => {
        const fragment = doc.getXmlFragment('chapter:a')
        if (fragment.length === 0) fragment.insert(0, [new Y.XmlText()])
        const words = fragment.get(0)
        if (words instanceof Y.XmlText)
          words.insert(words.length, String.fromCharCode(97 + (words.length % 26)))
      })
    }
    const entries = made.slice(before).map((update, index) => ({
      update,
      author: (before + index) % 6 < 3 ? ana : ben,
    }))
    expect(await appendUpdates(store, 'g', before, entries)).toBe(true)
  }
  const text = (of: Y.Doc) => of.getXmlFragment('chapter:a').toString()
  const rows = () => store.db.selectFrom('update_log').select('seq').orderBy('seq').execute()

  test('[D6] who has not read what others appended cannot append', async () => {
    await write(3)
    const entry = { update: Uint8Array.of(0, 0), author: ben }
    expect(await appendUpdates(store, 'g', 2, [entry])).toBe(false)
    expect(await appendUpdates(store, 'g', 0, [entry, entry])).toBe(false)
    expect((await rows()).map(({ seq }) => seq)).toEqual([1, 2, 3])
    expect(await appendUpdates(store, 'g', 3, [entry])).toBe(true)
  })

  test('[D6] of many that append at once, each gets numbers of its own', async () => {
    const append = async (author: string) => {
      let seq = 0
      for (let i = 0; i < 10; ) {
        const entry = { update: Uint8Array.of(0, 0), author: { accountId: author, cityId: '' } }
        if (await appendUpdates(store, 'g', seq, [entry])) i++
        seq = (await readLog(store, 'g', seq)).at(-1)?.seq ?? seq
      }
    }
    await Promise.all(['a', 'b', 'c', 'd'].map(append))
    const log = await readLog(store, 'g', 0, 40)
    expect(log.length).toBe(40)
    for (const author of ['a', 'b', 'c', 'd'])
      expect(log.filter(({ accountId }) => accountId === author).length).toBe(10)
  })

  test('[D3] a snapshot that is not what was written is left aside: the log is the truth', async () => {
    await write(30)
    const state = Y.encodeStateAsUpdate(doc)
    await writeSnapshot(store, 'g', 30, state)
    expect(await loadGuide(store, 'g')).toMatchObject({ seq: 30, tail: 0, withoutSnapshot: false })
    await compactLog(store, 'g', small)
    const damaged = state.slice()
    damaged[damaged.length - 8] = (damaged[damaged.length - 8] ?? 0) ^ 1
    for (const [broken, crc32] of [
      [damaged, undefined],
      [Uint8Array.of(7, 7, 7), null],
    ] as const) {
      await store.db
        .updateTable('snapshot')
        .set({ state: broken, ...(crc32 === null ? { crc32 } : {}) })
        .execute()
      const loaded = await loadGuide(store, 'g')
      expect(loaded).toMatchObject({ seq: 30, withoutSnapshot: true })
      expect(text(loaded.doc.live)).toBe(text(doc))
    }
    await store.db.deleteFrom('snapshot').execute()
    expect(text((await loadGuide(store, 'g')).doc.live)).toBe(text(doc))
  })

  const damages: [string, () => Promise<unknown>][] = [
    [
      'an update that cannot be read',
      () =>
        store.db
          .updateTable('update_log')
          .set({ update: Uint8Array.of(1, 1) })
          .where('seq', '=', 28)
          .execute(),
    ],
    [
      'an update that is gone',
      () => store.db.deleteFrom('update_log').where('seq', '=', 28).execute(),
    ],
    [
      'a log that ends early',
      () => store.db.deleteFrom('update_log').where('seq', '=', 30).execute(),
    ],
    [
      'a segment that is not what was written',
      () =>
        store.db
          .updateTable('log_segment')
          .set({ entries: Uint8Array.of(1, 2) })
          .execute(),
    ],
    ['a segment that is gone', () => store.db.deleteFrom('log_segment').execute()],
    [
      'a log shorter than its snapshot',
      async () => {
        await writeSnapshot(store, 'g', 30, Y.encodeStateAsUpdate(doc))
        await store.db.updateTable('guide').set({ head_seq: 29 }).execute()
      },
    ],
  ]
  test.each(damages)('[D3] %s is damage, not an empty guide', async (_what, damage) => {
    await write(30)
    await compactLog(store, 'g', small)
    await loadGuide(store, 'g')
    await damage()
    await expect(loadGuide(store, 'g')).rejects.toThrow(DamagedGuide)
  })

  test('[K1] packing the log changes no entry, no author, no moment and no earlier state', async () => {
    await write(30)
    const before = await readLog(store, 'g', 0)
    const history = await readHistory(store, 'g')
    expect(
      history.sittings.map(({ firstSeq, lastSeq, accountId }) => [firstSeq, lastSeq, accountId]),
    ).toEqual([
      [1, 27, 'ana'],
      [4, 30, 'ben'],
    ])
    const passages = [...history.passagesOf('a')]
    // One client is one person's, whoever brings what it wrote.
    expect(passages[0]?.by).toEqual([{ length: 30, writer: 0 }])
    expect(await compactLog(store, 'g', small)).toBe(20)
    expect((await rows()).length).toBe(10)
    expect(await readLog(store, 'g', 0)).toEqual(before)
    expect(await readLog(store, 'g', 7)).toEqual(before.slice(7))
    forgetHistory(store, 'g')
    const anew = await readHistory(store, 'g')
    expect(anew.sittings).toEqual(history.sittings)
    expect([...anew.passagesOf('a')]).toEqual(passages)
    expect(text(await readGuideAt(store, 'g', 14))).toBe(text(doc).slice(0, 14))
    await expect(readGuideAt(store, 'g', 31)).rejects.toThrow(RangeError)
    await write(2)
    expect((await loadGuide(store, 'g')).seq).toBe(32)
  })

  test('[K2] two that pack at once lose and double nothing', async () => {
    await write(60)
    const before = await readLog(store, 'g', 0)
    await Promise.all([compactLog(store, 'g', small), compactLog(store, 'g', small)])
    await compactLog(store, 'g', small)
    expect(await readLog(store, 'g', 0)).toEqual(before)
    const segments = await store.db
      .selectFrom('log_segment')
      .select(['first_seq', 'last_seq'])
      .orderBy('first_seq')
      .execute()
    expect(segments.at(0)?.first_seq).toBe(1)
    for (const [index, { first_seq }] of segments.entries())
      if (index > 0) expect(first_seq).toBe((segments[index - 1]?.last_seq ?? 0) + 1)
    const left = await rows()
    expect(left[0]?.seq).toBe((segments.at(-1)?.last_seq ?? 0) + 1)
  })
})

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'charrette-log-'))
  folders.push(folder)
  return folder
}
