import { chapterFragment, type Guide } from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { networkCities } from '../publishing/network-cities.ts'
import { publishedGuides } from '../publishing/published-guides.ts'
import { readRelease } from '../publishing/read-release.ts'
import { releaseFactsReader } from '../publishing/release-facts.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

let room: WholeRoom
let ana: Somebody
let edith: Somebody
let cities: Map<string, string>
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  await room.add('Ben', 'author', 'Lathrop')
  edith = await room.add('Edith', 'editor', 'Oakdale')
  const rows = await room.store.db.selectFrom('organization').select(['id', 'name']).execute()
  cities = new Map(rows.map(({ id, name }) => [name, id]))
  for (const id of ['one', 'two']) await write('', (doc) => chapterFragment(doc, id).delete(0, 1))
  await write('Riverbend', say('one', 'abcdef abcdef abcdef'))
  await write('Lathrop', say('one', 'xy'))
  await write('Lathrop', say('two', 'abcdef'))
})
afterEach(() => room.close())

const write = (city: string, change: (doc: Y.Doc) => void) =>
  room.sync.edit('g', { accountId: city || 'charrette', cityId: cities.get(city) ?? '' }, change)

const say = (chapter: string, words: string) => (doc: Y.Doc) => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  chapterFragment(doc, chapter).push([paragraph])
}

async function submit(): Promise<Guide> {
  await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})
  const { content } = await room.store.db
    .selectFrom('candidate')
    .select('content')
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(content) as Guide
}

async function approve(): Promise<void> {
  const row = await room.store.db
    .selectFrom('candidate')
    .select('content_hash')
    .executeTakeFirstOrThrow()
  await room.store.db
    .insertInto('approval_rule')
    .values({ guide_id: 'g', editors: 1, cities: 1, checks: '[]' })
    .execute()
  const approved = await room.ask(edith, 'POST', 'guides/a-guide/candidates/1/approve', {
    contentHash: row.content_hash,
    kind: 'revision',
  })
  expect(approved.body).toMatchObject({ state: 'approved' })
}

const creditsIn = ({ chapters, credits }: Guide) => [
  ...chapters.map((chapter) => chapter.credits),
  credits,
]

const correct = (correction: Record<string, unknown>) =>
  room.ask(edith, 'POST', 'guides/a-guide/credits/corrections', {
    reason: 'As agreed in the meeting.',
    chapterId: null,
    ...correction,
  })

test('a candidate freezes who wrote what stands, and an unchanged chapter keeps its hash', async () => {
  const first = await submit()
  expect(creditsIn(first)).toEqual([
    [
      { name: 'Riverbend', share: 90 },
      { name: 'Lathrop', share: 10 },
    ],
    [{ name: 'Lathrop', share: 100 }],
    undefined,
  ])
  await write('Riverbend', say('two', 'gh'))
  const second = await submit()
  expect(second.chapters[0]).toEqual(first.chapters[0])
  expect(second.chapters[1]?.credits).toEqual([
    { name: 'Lathrop', share: 75 },
    { name: 'Riverbend', share: 25 },
  ])
  const hashes = await room.store.db
    .selectFrom('candidate_part')
    .innerJoin('candidate', 'candidate.id', 'candidate_part.candidate_id')
    .select(['part_id', 'hash', 'number'])
    .orderBy('part_id')
    .orderBy('number')
    .execute()
  const same = (part: string) =>
    new Set(hashes.filter(({ part_id }) => part_id === part).map(({ hash }) => hash)).size === 1
  // What stands around the chapters is approved once: the shares of all come from the chapters.
  expect([same('one'), same('two'), same('')]).toEqual([true, false, true])
})

test('an editor adds, leaves out and credits another, by chapter and for all; it is taken back', async () => {
  await correct({ kind: 'add', chapterId: 'two', name: 'County library' })
  await correct({ kind: 'replace', cityId: cities.get('Lathrop'), name: 'Lathrop and Mill Creek' })
  await correct({ kind: 'remove', chapterId: 'one', cityId: cities.get('Lathrop') })
  const { body } = await correct({ kind: 'add', name: 'The designers' })
  expect(body.guide).toEqual([
    { name: 'Riverbend', share: 69 },
    { name: 'Lathrop and Mill Creek', share: 23 },
    { name: 'County library' },
    { name: 'The designers' },
  ])
  expect(creditsIn(await submit())).toEqual([
    [{ name: 'Riverbend', share: 90 }],
    [{ name: 'Lathrop and Mill Creek', share: 100 }, { name: 'County library' }],
    [{ name: 'The designers' }],
  ])
  const id = body.corrections.find(({ kind }: { kind: string }) => kind === 'remove').id
  const takeBack = () =>
    room.ask(edith, 'POST', `guides/a-guide/credits/corrections/${id}/take-back`, {
      reason: 'It was their table.',
    })
  expect((await takeBack()).body.chapters[0].credits[1]).toEqual({
    name: 'Lathrop and Mill Creek',
    share: 10,
  })
  expect(await takeBack()).toMatchObject({ status: 404, code: 'no-such-correction' })
  const { body: log } = await room.ask(edith, 'GET', 'guides/a-guide/audit')
  const said = log.map(({ summary }: { summary: string }) => summary).join('\n')
  expect(said).toContain('Edith added County library to the credits of “Two”: As agreed')
  expect(said).toContain('Edith left Lathrop out of the credits of “One”')
  expect(said).toContain(
    'Edith credited Lathrop and Mill Creek with what Lathrop wrote in the whole',
  )
  expect(said).toContain('took back a correction of the credits (Lathrop): It was their table.')
})

test('a correction without a reason, of nobody or a second time is refused in words', async () => {
  expect(await correct({ kind: 'add', name: 'A', reason: ' ' })).toMatchObject({ status: 400 })
  expect(await correct({ kind: 'remove', cityId: 'none' })).toMatchObject({ code: 'no-such-city' })
  expect(await correct({ kind: 'add', chapterId: 'gone', name: 'A' })).toMatchObject({
    status: 404,
  })
  expect(await correct({ kind: 'add', name: 'A' })).toMatchObject({ status: 200 })
  expect(await correct({ kind: 'add', name: 'A' })).toMatchObject({ code: 'credited-already' })
})

test('a release’s cities are those that its frozen credits name, as they were put right', async () => {
  await correct({ kind: 'add', chapterId: 'two', name: 'Oakdale' })
  await correct({ kind: 'add', name: 'County library' })
  await correct({ kind: 'remove', cityId: cities.get('Lathrop') })
  await submit()
  // What is put right now is the next candidate's.
  await correct({ kind: 'add', chapterId: 'one', name: 'Lathrop' })
  await approve()
  const { id } = await room.store.db.selectFrom('release').select('id').executeTakeFirstOrThrow()
  const riverbend = { name: 'Riverbend', state: 'ZZ' }
  const oakdale = { name: 'Oakdale', state: '' }
  expect((await readRelease(room.store.db, id)).release.cities).toEqual([riverbend, oakdale])
  const published = { published_at: '2026-01-01T00:00:00.000Z' }
  await room.store.db.updateTable('release').set(published).execute()
  const { guides } = await publishedGuides(room.store, releaseFactsReader(room.store))
  expect(guides.map((guide) => guide.cities)).toEqual([[riverbend, oakdale]])
  const pages = networkCities({ consortia: [], guides, examples: [] })
  expect(pages.map(({ slug, wrote }) => [slug, wrote.map(({ chapters }) => chapters)])).toEqual([
    ['oakdale', [[{ id: 'two', title: 'Two' }]]],
    ['riverbend-zz', [[{ id: 'one', title: 'One' }]]],
  ])
})

test('nobody can put credits into the living text', async () => {
  const sneak = room.sync.edit('g', { accountId: ana.accountId, cityId: '' }, (doc) => {
    doc.getMap('frontMatter').set('credits', [{ name: 'Ana', share: 100 }])
  })
  await expect(sneak).rejects.toThrow('A guide cannot have front matter «credits»')
})

test('a correction of a chapter says who wrote it now', async () => {
  const first = await submit()
  await approve()
  await write('Lathrop', say('one', 'and much more than there was'))
  await room.ask(ana, 'POST', 'guides/a-guide/candidates', {
    erratum: { chapterId: 'one', reason: 'Wrong.' },
  })
  const { content } = await room.store.db
    .selectFrom('candidate')
    .select('content')
    .where('number', '=', 2)
    .executeTakeFirstOrThrow()
  expect(creditsIn(JSON.parse(content))[0]).toEqual([
    { name: 'Lathrop', share: 58 },
    { name: 'Riverbend', share: 42 },
  ])
  expect(creditsIn(JSON.parse(content))[1]).toEqual(creditsIn(first)[1])
})
