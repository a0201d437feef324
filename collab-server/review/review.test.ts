import {
  chaptersMap,
  contentHash,
  frontMatterMap,
  frontMatterSchema,
  type Guide,
  writeGuideToDoc,
} from '@charrette/guides'
import { doc, p } from '@charrette/guides/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync } from '../sync/index.ts'
import {
  approveCandidate,
  auditTrail,
  firstBrokenEntry,
  nextReleaseNumber,
  ReviewRefusal,
  returnCandidate,
  submitCandidate,
} from './index.ts'

const ana = { accountId: 'ana', name: 'Ana', city: 'Riverbend' }
const edith = { accountId: 'edith', name: 'Edith', city: 'Port Lathrop' }
const author = { accountId: 'ana', cityId: 'riverbend' }

let store: Store
let sync: Sync

beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'a-guide', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
  sync = createSync({
    store,
    log: () => {},
    authorize: async () => ({ ok: false, reason: 'forbidden' }),
  })
  const draft = new Y.Doc()
  writeGuideToDoc(aGuide(), draft)
  await sync.apply('g', Y.encodeStateAsUpdate(draft), author)
})
afterEach(async () => {
  await sync.close()
  await store.close()
})

function aGuide(): Guide {
  return {
    frontMatter: frontMatterSchema.parse({
      title: 'A guide',
      slug: 'a-guide',
      summary: 'What it is about.',
      cities: [{ name: 'Riverbend', state: 'ZZ' }],
    }),
    chapters: [{ id: 'one', title: 'One', lang: null, content: doc(p('The first chapter.')) }],
    bibliography: [],
    pictures: {},
  }
}

async function edit(change: (draft: Y.Doc) => void): Promise<void> {
  const draft = new Y.Doc()
  for (const { update } of await store.db.selectFrom('update_log').select('update').execute())
    Y.applyUpdate(draft, new Uint8Array(update))
  const before = Y.encodeStateVector(draft)
  change(draft)
  await sync.apply('g', Y.encodeStateAsUpdate(draft, before), author)
}
const retitle = (title: string) =>
  edit((draft) => {
    chaptersMap(draft).get('one')?.set('title', title)
  })
const submit = () => submitCandidate({ store, sync }, { guideId: 'g', actor: ana, note: '' })
const hashOf = async (number: number) =>
  (
    await store.db
      .selectFrom('candidate')
      .select('content_hash')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  ).content_hash
const approve = async (number: number, kind: 'revision' | 'erratum' = 'revision') =>
  approveCandidate(store, {
    guideId: 'g',
    number,
    contentHash: await hashOf(number),
    kind,
    changelog: '',
    actor: edith,
  })
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof ReviewRefusal ? error.code : String(error)),
  )

test('a candidate is exactly the text as it was; later edits are not in its release', async () => {
  const number = await submit()
  const frozen = (await sync.readGuide('g')).guide
  await retitle('Typed after submission')
  const { releaseNumber, jobId } = await approve(number)
  expect(releaseNumber).toBe('1.0')
  const release = await store.db
    .selectFrom('release')
    .innerJoin('candidate', 'candidate.id', 'release.candidate_id')
    .select(['release.content_hash', 'candidate.content', 'release.job_id'])
    .executeTakeFirstOrThrow()
  expect(release.content).not.toContain('Typed after submission')
  expect(release.content_hash).toBe(await contentHash(frozen))
  expect(release.job_id).toBe(jobId)
  expect(await store.db.selectFrom('job').select('state').execute()).toEqual([{ state: 'waiting' }])
})

test('a superseded candidate cannot be approved, and the refusal says so', async () => {
  const first = await submit()
  await retitle('Better')
  const second = await submit()
  expect(await codeOf(approve(first))).toBe('candidate-superseded')
  expect(await codeOf(approve(second))).toBe('done')
})

test('an approval counts for the text that it names, and no other', async () => {
  const number = await submit()
  const attempt = approveCandidate(store, {
    guideId: 'g',
    number,
    contentHash: '0'.repeat(64),
    kind: 'revision',
    changelog: '',
    actor: edith,
  })
  expect(await codeOf(attempt)).toBe('content-hash-differs')
  expect(await store.db.selectFrom('release').selectAll().execute()).toEqual([])
})

test('two editors who approve at once make one release and one job', async () => {
  const number = await submit()
  const outcomes = await Promise.all([codeOf(approve(number)), codeOf(approve(number))])
  expect(outcomes.sort()).toEqual(['candidate-decided', 'done'])
  expect(await store.db.selectFrom('release').select('number').execute()).toEqual([
    { number: '1.0' },
  ])
  expect(await store.db.selectFrom('job').select('kind').execute()).toHaveLength(1)
})

test('an erratum counts the second number up, a revision the first', async () => {
  expect(await codeOf(approve(await submit(), 'erratum'))).toBe('nothing-to-correct')
  const numbers: string[] = []
  for (const kind of ['revision', 'erratum', 'erratum', 'revision'] as const) {
    await retitle(`For the next ${kind} after ${numbers.at(-1)}`)
    numbers.push((await approve(await submit(), kind)).releaseNumber)
  }
  expect(numbers).toEqual(['1.0', '1.1', '1.2', '2.0'])
  expect(nextReleaseNumber('9.9', 'erratum')).toBe('9.10')
})

test('a text with errors is not released; the findings say where', async () => {
  await retitle('')
  const number = await submit()
  const refusal = await approve(number).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ReviewRefusal)
  if (refusal instanceof ReviewRefusal)
    expect(refusal.findings.map(({ ruleId }) => ruleId)).toContain('chapter-title')
})

test('a guide without a title cannot be submitted', async () => {
  await edit((draft) => {
    frontMatterMap(draft).set('title', '')
  })
  expect(await codeOf(submit())).toBe('front-matter-incomplete')
})

test('who did what and when is kept, and a changed entry is found', async () => {
  const first = await submit()
  await returnCandidate(store, { guideId: 'g', number: first, actor: edith, reason: 'Too short' })
  expect(await codeOf(approve(first))).toBe('candidate-decided')
  await approve(await submit())
  const trail = await auditTrail(store.db, 'g')
  expect(trail.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['submit-candidate', 'Ana'],
    ['return-candidate', 'Edith'],
    ['submit-candidate', 'Ana'],
    ['approve-candidate', 'Edith'],
  ])
  expect(await firstBrokenEntry(store.db)).toBeNull()
  const rewrite = () =>
    store.db
      .updateTable('audit')
      .set({ summary: 'Nothing happened.' })
      .where('action', '=', 'return-candidate')
      .execute()
  await expect(rewrite()).rejects.toThrow('append-only')
  await expect(store.db.deleteFrom('audit').execute()).rejects.toThrow('append-only')
  // Somebody with the database file in their hands can take the triggers away; the chain tells.
  await sql`drop trigger audit_no_update`.execute(store.db)
  await rewrite()
  expect(await firstBrokenEntry(store.db)).toBe(2)
})
