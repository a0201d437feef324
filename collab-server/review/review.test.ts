import {
  addChapter,
  chapterFragment,
  chaptersMap,
  contentHash,
  frontMatterMap,
  frontMatterSchema,
  type Guide,
  withoutCredits,
  writeGuideToDoc,
} from '@charrette/guides'
import { doc, p } from '@charrette/guides/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createAccounts } from '../accounts/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { createSync, type Sync } from '../sync/index.ts'
import type { Approval } from './approve-candidate.ts'
import {
  approveCandidate,
  auditTrail,
  nextReleaseNumber,
  ReviewRefusal,
  readParts,
  returnCandidate,
  setRules,
  submitCandidate,
  verifyChain,
} from './index.ts'

const ana = { accountId: 'ana', name: 'Ana', city: 'Riverbend' }
const edith = { accountId: 'edith', name: 'Edith', city: 'Port Lathrop' }
const otto = { accountId: 'otto', name: 'Otto', city: 'Tern Harbor' }
const author = { accountId: 'ana', cityId: 'riverbend' }

let store: Store
let sync: Sync

beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  await createAccounts({
    store,
    baseUrl: 'http://127.0.0.1:4000',
    secret: 'a secret that is long enough for a test of review',
    sendMail: async () => {},
  })
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
const submitErratum = (chapterId = 'one') =>
  submitCandidate(
    { store, sync },
    { guideId: 'g', actor: ana, note: '', erratum: { chapterId, reason: 'A number was wrong.' } },
  )
const hashOf = async (number: number) =>
  (
    await store.db
      .selectFrom('candidate')
      .select('content_hash')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
  ).content_hash
const tryToApprove = async (number: number, more: Partial<Approval> = {}) =>
  approveCandidate(store, {
    guideId: 'g',
    number,
    contentHash: await hashOf(number),
    changelog: '',
    actor: edith,
    ...more,
  })
async function approve(number: number, more: Partial<Approval> = {}) {
  const release = await tryToApprove(number, more)
  if (!release) throw new Error(`candidate ${number} still lacks approvals`)
  return release
}
const rowOf = (number: number) =>
  store.db
    .selectFrom('candidate')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
const contentOf = async (number: number) => JSON.parse((await rowOf(number)).content) as Guide
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
  const content = JSON.parse(release.content) as Guide
  expect(withoutCredits(content)).toEqual(frozen)
  expect(release.content_hash).toBe(await contentHash(content))
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
  expect(await codeOf(submitErratum())).toBe('nothing-to-correct')
  const numbers: string[] = []
  for (const kind of ['revision', 'erratum', 'erratum', 'revision'] as const) {
    await retitle(`For the next ${kind} after ${numbers.at(-1)}`)
    const number = kind === 'erratum' ? await submitErratum() : await submit()
    numbers.push((await approve(number)).releaseNumber)
  }
  expect(numbers).toEqual(['1.0', '1.1', '1.2', '2.0'])
  expect(nextReleaseNumber('9.9', 'erratum')).toBe('9.10')
})

test('an erratum is the last release with one chapter changed, however far the draft has gone', async () => {
  await approve(await submit())
  await retitle('One, corrected')
  await edit((draft) => addChapter(draft, { id: 'later', title: 'Unfinished' }))
  await edit((draft) => frontMatterMap(draft).set('subtitle', 'Not yet'))
  const revision = await submit()
  const erratum = await submitErratum()
  const frozen = await contentOf(erratum)
  expect(frozen.chapters.map(({ title }) => title)).toEqual(['One, corrected'])
  expect(frozen.frontMatter.subtitle).toBe('')
  expect((await approve(erratum)).releaseNumber).toBe('1.1')
  expect(
    await store.db.selectFrom('release').select(['kind', 'changelog']).orderBy('ordinal').execute(),
  ).toEqual([
    { kind: 'revision', changelog: '' },
    { kind: 'erratum', changelog: 'Corrected in “One, corrected”: A number was wrong.' },
  ])
  // The revision was frozen before the correction: releasing it might undo it.
  expect(await codeOf(approve(revision))).toBe('candidate-superseded')
  expect(await codeOf(submitErratum())).toBe('chapter-unchanged')
  expect(await codeOf(submitErratum('later'))).toBe('chapter-not-released')
})

test('a newer candidate keeps the approvals of what did not change by a byte', async () => {
  await edit((draft) => addChapter(draft, { id: 'two', title: 'Two' }))
  await edit((draft) => {
    const text = new Y.XmlText('More.')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    chapterFragment(draft, 'two').insert(0, [paragraph])
  })
  await setRules(store, {
    guideId: 'g',
    rules: { editors: 2, cities: 1, checks: [] },
    actor: edith,
  })
  const first = await submit()
  expect(await tryToApprove(first)).toBeNull()
  await retitle('One, with another title')
  const second = await submit()
  const parts = await readParts(store.db, await rowOf(second), await contentOf(second))
  expect(parts.map(({ partId, approvals }) => [partId, approvals.length])).toEqual([
    ['one', 0],
    ['two', 1],
    ['', 1],
  ])
  // The second editor approves everything; what Edith has not seen still waits for her.
  expect(await tryToApprove(second, { actor: otto })).toBeNull()
  expect(await tryToApprove(second, { parts: ['one'] })).toMatchObject({ releaseNumber: '1.0' })
})

test('an approval given twice is told what is missing, and counts once', async () => {
  await setRules(store, {
    guideId: 'g',
    rules: { editors: 2, cities: 1, checks: [] },
    actor: edith,
  })
  const number = await submit()
  expect(await tryToApprove(number)).toBeNull()
  const again = await tryToApprove(number).catch((error: unknown) => error)
  expect(again).toMatchObject({
    code: 'already-approved',
    message: expect.stringContaining('one more editor'),
  })
  expect(await codeOf(tryToApprove(number, { parts: ['nothing'] }))).toBe('no-such-part')
  expect(await codeOf(tryToApprove(number, { parts: [] }))).toBe('no-such-part')
  expect(await store.db.selectFrom('release').selectAll().execute()).toEqual([])
})

test('named checks stand in the way of every approval', async () => {
  await setRules(store, {
    guideId: 'g',
    rules: { editors: 1, cities: 1, checks: ['open-comments', 'open-suggestions'] },
    actor: edith,
  })
  const number = await submit()
  const open = { comments: 1, suggestions: 0 }
  expect(await codeOf(tryToApprove(number, { openDiscussion: open }))).toBe('checks-failed')
  expect(await codeOf(tryToApprove(number))).toBe('done')
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
  const trail = await auditTrail(store.db, { guideId: 'g' })
  expect(trail.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['submit-candidate', 'Ana'],
    ['return-candidate', 'Edith'],
    ['submit-candidate', 'Ana'],
    ['approve-candidate', 'Edith'],
    ['cut-release', 'Edith'],
  ])
  const { head, ...whole } = await verifyChain(store.db, trail[0]?.hash)
  expect(whole).toEqual({ entries: 5, broken: null, expectedFound: true })
  expect(head).toBe(trail.at(-1)?.hash)
  expect((await verifyChain(store.db, 'f'.repeat(64))).expectedFound).toBe(false)
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
  expect((await verifyChain(store.db)).broken).toBe(2)
})
