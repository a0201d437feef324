import { addThread, writeGuideToDoc } from '@charrette/guides'
import { guide } from '@charrette/guides/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync, type SyncDependencies } from './index.ts'

let store: Store
let syncs: Sync[]
beforeEach(async () => {
  syncs = []
  store = await openStore({ dataFolder: ':memory:' })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'g', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
})
afterEach(async () => {
  for (const sync of syncs.splice(0)) await sync.close()
  await store.close()
})

/** A server's sync, which looks for notes that are left after a moment. */
function start(onComment: SyncDependencies['onComment']): Sync {
  const sync = createSync({
    store,
    log: () => {},
    limits: { noticePatience: 20 },
    authorize: async () => ({ ok: false, reason: 'forbidden' }),
    ...(onComment ? { onComment } : {}),
  })
  syncs.push(sync)
  return sync
}

const by = { accountId: 'ana', name: 'Ana', city: 'Riverbend' }
const anchor = { chapterId: 'one', kind: 'text', from: '{}', to: '{}', quote: 'words' } as const

/** Ana's comment, which mentions Ben. */
async function comment(sync: Sync): Promise<void> {
  const doc = new Y.Doc()
  writeGuideToDoc(guide({}), doc)
  addThread(doc, { by, anchor, body: 'Ask @ben', mentions: ['ben'], now: new Date() })
  await sync.apply('g', Y.encodeStateAsUpdate(doc), { accountId: 'ana', cityId: '' })
}
const notes = async () =>
  (await store.db.selectFrom('comment_notice').select('id').execute()).length

test('[M7] a comment that mentions somebody is told once, and nothing is left to do', async () => {
  const told: string[] = []
  await comment(
    start(({ message }) => {
      told.push(message.body)
    }),
  )
  await expect.poll(notes).toBe(0)
  expect(told).toEqual(['Ask @ben'])
})

test('[M7] what a process had stored and not told of when it ended is told by the next one', async () => {
  let tries = 0
  const first = start(() => {
    tries++
    throw new Error('It ends here')
  })
  await comment(first)
  await expect.poll(() => tries).toBeGreaterThan(0)
  await first.close()
  expect(await notes()).toBe(1)
  const told: { body: string; mentions: string[]; chapter: string | undefined }[] = []
  start(({ message, thread }) => {
    told.push({
      body: message.body,
      mentions: message.mentions,
      chapter: thread?.anchor.chapterId,
    })
  })
  await expect.poll(notes).toBe(0)
  expect(told).toEqual([{ body: 'Ask @ben', mentions: ['ben'], chapter: 'one' }])
})

test('[M7] what could not be told is tried again until it is', async () => {
  let tries = 0
  await comment(
    start(() => {
      if (++tries < 3) throw new Error('The database is away')
    }),
  )
  await expect.poll(notes).toBe(0)
  expect(tries).toBe(3)
})

test('[M7] nobody is told of a comment that was noted and never stored', async () => {
  const told: string[] = []
  await store.db
    .insertInto('comment_notice')
    .values({ id: 'n', guide_id: 'g', thread_id: 't', message_id: 'm', at: '2026-01-01' })
    .execute()
  start(({ message }) => {
    told.push(message.body)
  })
  await expect.poll(notes).toBe(0)
  expect(told).toEqual([])
})
