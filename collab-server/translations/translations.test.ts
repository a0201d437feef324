import { randomUUID } from 'node:crypto'
import { canonicalJson, contentHash, type Guide, writeGuideToDoc } from '@charrette/guides'
import { doc, p } from '@charrette/guides/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { partsOfGuide } from '../review/index.ts'
import { aGuide, openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { changedSinceReader } from './index.ts'

let room: WholeRoom
let author: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  author = await room.add('Ana', 'author')
})
afterEach(() => room.close())

test('a translation begins with what readers see, under the same chapter ids, and knows what changed since', async () => {
  const begin = (lang: string) => room.ask(author, 'POST', 'guides/a-guide/translations', { lang })
  expect((await begin('es')).code).toBe('not-released')
  await release(1, aGuide())
  expect((await begin('en')).code).toBe('same-language')
  expect((await begin('<b>')).status).toBe(400)
  const { body: made } = await begin('es')
  expect(made).toMatchObject({ slug: 'a-guide-es', chapters: [{ id: 'one' }, { id: 'two' }] })

  const state = async () =>
    (await room.ask(author, 'GET', 'guides/a-guide-es/translation')).body.chapters.map(
      ({ id, state, since }: { id: string; state: string; since: { number: string } | null }) =>
        [id, state, since?.number ?? ''].join(' ').trim(),
    )
  expect(await state()).toEqual(['one untranslated', 'two untranslated'])

  const hashes = new Map(partsOfGuide(aGuide()).map(({ partId, hash }) => [partId, hash]))
  await markTranslated({ one: hashes.get('one') ?? '', two: hashes.get('two') ?? '' })
  expect(await state()).toEqual(['one current', 'two current'])

  // Who is credited for a chapter is no change of its text.
  const [one, ...others] = aGuide().chapters
  if (!one) throw new Error('no chapter')
  const credited = { ...one, credits: [{ name: 'Riverbend', share: 100 }] }
  await release(2, { ...aGuide(), chapters: [credited, ...others] })
  expect(await state()).toEqual(['one current', 'two current'])

  // The second chapter changes in edition 3.0, a third one comes; in 4.0 the first one goes.
  const changed = aGuide()
  changed.chapters[1] = { id: 'two', title: 'Two', lang: null, content: doc(p('Other words.')) }
  changed.chapters.push({ id: 'three', title: 'Three', lang: null, content: doc(p('New.')) })
  await release(3, changed)
  expect(await state()).toEqual(['one current', 'two outdated 3.0', 'three missing'])
  await release(4, { ...changed, chapters: changed.chapters.slice(1) })
  expect(await state()).toEqual(['two outdated 3.0', 'three missing', 'one gone'])
  expect((await room.ask(author, 'GET', 'guides/a-guide/translation')).status).toBe(404)
})

test('readers of an edition of a translation are told of chapters that have changed since', async () => {
  const hashes = new Map(partsOfGuide(aGuide()).map(({ partId, hash }) => [partId, hash]))
  const { frontMatter, ...texts } = aGuide()
  const chapters = { one: hashes.get('one') ?? '', two: hashes.get('two') ?? '' }
  // The room's one guide stands for both: its first release is the translation.
  await release(1, {
    ...texts,
    frontMatter: { ...frontMatter, lang: 'es', translationOf: { slug: 'a-guide', chapters } },
  })
  await release(2, aGuide())
  const changed = aGuide()
  changed.chapters[1] = { id: 'two', title: 'Two', lang: null, content: doc(p('Other words.')) }
  await release(3, changed)
  await release(4, { ...changed, chapters: changed.chapters.slice(0, 1) })
  const changedSince = changedSinceReader(room.store)
  const since = (number: string) =>
    changedSince({ slug: 'a-guide', number: '1.0' }, { slug: 'a-guide', number })
  expect(await since('2.0')).toEqual([])
  expect(await since('3.0')).toEqual(['two'])
  expect(await since('4.0')).toEqual([])
  expect(since('3.0')).toBe(since('3.0'))
})

/** As the editor marks chapters: in the live document. */
async function markTranslated(chapters: Record<string, string>): Promise<void> {
  const { id } = await room.store.db
    .selectFrom('guide')
    .select('id')
    .where('slug', '=', 'a-guide-es')
    .executeTakeFirstOrThrow()
  const { guide } = await room.sync.readGuide(id)
  const frontMatter = { ...guide.frontMatter, translationOf: { slug: 'a-guide', chapters } }
  const copy = new Y.Doc()
  // A client whose changes win over those before.
  copy.clientID = 2 ** 32 - 1
  writeGuideToDoc({ ...guide, frontMatter, chapters: [] }, copy)
  await room.sync.apply(id, Y.encodeStateAsUpdate(copy), {
    accountId: author.accountId,
    cityId: '',
  })
}

/** A published release, as if it had come all the way. */
async function release(ordinal: number, guide: Guide): Promise<void> {
  const id = randomUUID()
  const at = new Date(Date.now() - 10_000 + ordinal).toISOString()
  await room.store.db
    .insertInto('candidate')
    .values({
      id,
      guide_id: 'g',
      number: ordinal,
      state: 'approved',
      content_hash: await contentHash(guide),
      content: canonicalJson(guide),
      state_vector: new Uint8Array(),
      note: '',
      submitted_by: '{}',
      submitted_at: at,
      decided_by: null,
      decided_at: null,
      reason: '',
      kind: 'revision',
      erratum: null,
      changelog: '',
    })
    .execute()
  for (const { partId, hash } of partsOfGuide(guide))
    await room.store.db
      .insertInto('candidate_part')
      .values({ candidate_id: id, part_id: partId, hash, cities: '[]' })
      .execute()
  await room.store.db
    .insertInto('release')
    .values({
      id,
      guide_id: 'g',
      candidate_id: id,
      number: `${ordinal}.0`,
      ordinal,
      content_hash: '',
      released_at: at,
      approvals: '[]',
      changelog: '',
      job_id: `job of ${id}`,
      published_at: at,
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
