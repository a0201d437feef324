import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWholeRoom, type WholeRoom } from '../../testing/whole-room.ts'
import { statusSchema } from '../contract.ts'

let room: WholeRoom
beforeEach(async () => {
  room = await openWholeRoom()
})
afterEach(() => room.close())

test('editors see what waits and what failed in their own consortium', async () => {
  const edith = await room.add('Edith', 'editor')
  const status = async () =>
    statusSchema.parse((await room.ask(edith, 'GET', 'consortia/c/status')).body)
  expect(await status()).toMatchObject({
    saves: true,
    prints: true,
    publications: [],
    mail: { sends: false, waiting: 0, waitingSince: null, failed: 0 },
    damaged: [],
  })

  await addRelease('a-guide', 'g', 'failed')
  await room.store.db.insertInto('consortium').values({ id: 'd', slug: 'd', name: 'D' }).execute()
  await room.store.db
    .insertInto('guide')
    .values({ id: 'h', slug: 'theirs', consortium_id: 'd', created_at: '', created_by: '' })
    .execute()
  await addRelease('theirs', 'h', 'failed')
  await room.store.db
    .insertInto('quarantine')
    .values([
      { guide_id: 'g', reason: 'torn', at: '2026-11-25T10:00:00.000Z' },
      { guide_id: 'h', reason: 'torn', at: '2026-11-25T10:00:00.000Z' },
    ])
    .execute()
  await addJob('mail-1', 'mail', 'waiting')
  await addJob('mail-2', 'mail', 'failed')
  const now = await status()
  expect(now.publications).toEqual([
    {
      guide: { slug: 'a-guide', title: 'Roofs' },
      number: '1.0',
      state: 'failed',
      progress: 0.5,
      message: 'The browser ended',
    },
  ])
  expect(now.mail).toEqual({
    sends: false,
    waiting: 1,
    waitingSince: '2026-11-25T09:00:00.000Z',
    failed: 1,
  })
  expect(now.damaged).toEqual([{ slug: 'a-guide', since: '2026-11-25T10:00:00.000Z' }])

  await rm(room.dataFolder, { recursive: true })
  await expect.poll(async () => (await status()).saves, { timeout: 10_000 }).toBe(false)
})

async function addJob(id: string, kind: string, state: 'waiting' | 'failed'): Promise<void> {
  await room.store.db
    .insertInto('job')
    .values({
      id,
      kind,
      payload: '{}',
      state,
      progress: 0.5,
      message: 'The browser ended',
      attempts: 3,
      max_attempts: 3,
      run_at: '2026-11-25T09:00:00.000Z',
      leased_until: null,
      leased_by: null,
      created_at: '2026-11-25T09:00:00.000Z',
      finished_at: state === 'failed' ? new Date().toISOString() : null,
    })
    .execute()
}

async function addRelease(slug: string, guideId: string, state: 'failed'): Promise<void> {
  await addJob(`publish ${slug}`, 'publish', state)
  await room.store.db
    .insertInto('candidate')
    .values({
      id: slug,
      guide_id: guideId,
      number: 1,
      state: 'approved',
      content_hash: '',
      content: JSON.stringify({ frontMatter: { title: 'Roofs' } }),
      state_vector: new Uint8Array(),
      note: '',
      submitted_by: '{}',
      submitted_at: '',
      decided_by: null,
      decided_at: null,
      reason: '',
      kind: 'revision',
      erratum: null,
      changelog: '',
    })
    .execute()
  await room.store.db
    .insertInto('release')
    .values({
      id: slug,
      guide_id: guideId,
      candidate_id: slug,
      number: '1.0',
      ordinal: 1,
      content_hash: '',
      released_at: '',
      approvals: '[]',
      changelog: '',
      job_id: `publish ${slug}`,
      published_at: null,
      kind: 'revision',
      erratum: null,
      publish_at: null,
      publish_zone: null,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal_reason: null,
      announced_at: null,
    })
    .execute()
}
