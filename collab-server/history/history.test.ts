import { addChapter, chapterFragment, deleteChapter, renameChapter } from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { compactLog } from '../sync/log-segments.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { forgetHistory } from './read-history.ts'

let room: WholeRoom
let ana: Somebody
let ben: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  ben = await room.add('Ben', 'editor', 'Lathrop')
})
afterEach(() => room.close())

/** Writes as somebody does, and returns once it is on disk. */
async function write(who: Somebody, change: (doc: Y.Doc) => void): Promise<void> {
  const { id } = await room.store.db
    .selectFrom('organization')
    .select('id')
    .where('name', '=', who === ben ? 'Lathrop' : 'Riverbend')
    .executeTakeFirstOrThrow()
  await room.sync.edit('g', { accountId: who.accountId, cityId: id }, change)
}

const say = (words: string) => (doc: Y.Doc) => {
  const text = new Y.XmlText(words)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  chapterFragment(doc, 'one').push([paragraph])
}

const path = (rest = '') => `guides/a-guide/history${rest}`
const textNow = async () =>
  (await room.sync.readGuide('g')).guide.chapters.map(
    ({ title, content }) =>
      `${title}: ${content.content?.map((block) => block.content?.[0]?.text ?? '').join(' / ')}`,
  )

test('the timeline tells who wrote where, by city, and the versions, packed or not', async () => {
  await write(ana, say('By Ana.'))
  await write(ben, say('By Ben.'))
  await room.ask(ana, 'POST', path('/versions'), { name: 'Before the vote' })
  const { body } = await room.ask(ana, 'GET', path())
  expect(
    body.sittings.map((sitting: { by: { name: string; city: string }; chapters: unknown }) => [
      sitting.by.name,
      sitting.by.city,
      sitting.chapters,
    ]),
  ).toEqual([
    ['Ben', 'Lathrop', [{ chapterId: 'one', title: 'One', added: 7, removed: 0 }]],
    ['Ana', 'Riverbend', [{ chapterId: 'one', title: 'One', added: 7, removed: 0 }]],
    ['Charrette', '', expect.arrayContaining([expect.objectContaining({ chapterId: 'two' })])],
  ])
  expect(body.versions).toMatchObject([
    { ref: 'u3', kind: 'named', name: 'Before the vote', by: { name: 'Ana' } },
  ])
  expect(body.olderThan).toBe(null)
  expect(await compactLog(room.store, 'g', { entries: 1, bytes: 1 << 20, keep: 0 })).toBe(3)
  forgetHistory(room.store, 'g')
  expect((await room.ask(ana, 'GET', path())).body).toEqual(body)
})

test('any two versions are compared, packed ones as well', async () => {
  await write(ana, say('Plant oaks.'))
  await write(ben, (doc) => renameChapter(doc, 'two', 'Water'))
  const compare = async () =>
    (await room.ask(ana, 'GET', path('/comparison?from=u1&to=u3'))).body.changes.map(
      ({ title, kind }: { title: string; kind: string }) => [title, kind],
    )
  const expected = [
    ['One', 'changed'],
    ['Water', 'changed'],
  ]
  expect(await compare()).toEqual(expected)
  await compactLog(room.store, 'g', { entries: 1, bytes: 1 << 20, keep: 0 })
  expect(await compare()).toEqual(expected)
  const whole = await room.ask(ana, 'GET', path('/comparison?from=u0&to=u1'))
  expect(whole.body.changes.map(({ kind }: { kind: string }) => kind)).toEqual(['added', 'added'])
  for (const refs of ['from=u9&to=now', 'from=now&to=c1'])
    expect(await room.ask(ana, 'GET', path(`/comparison?${refs}`))).toMatchObject({
      status: 404,
      code: 'version-not-found',
    })
  expect((await room.ask(ana, 'GET', path('/comparison?from=x&to=now'))).status).toBe(400)
})

test('a chapter comes back as a new change that those who write see; restoring again undoes it', async () => {
  await write(ana, say('Plant oaks.'))
  await write(ben, (doc) => {
    chapterFragment(doc, 'one').delete(0, 2)
    say('Nothing is planted.')(doc)
  })
  const draft = await room.open(ben)
  const restored = await room.ask(ana, 'POST', path('/restore'), {
    version: 'u2',
    chapterId: 'one',
  })
  expect(restored).toMatchObject({ status: 200, body: { before: 'u3' } })
  const together = ['One: The first chapter. / Plant oaks.', 'Two: The second chapter.']
  expect(await textNow()).toEqual(together)
  await expect
    .poll(() => chapterFragment(draft.doc, 'one').toString())
    .toContain('The first chapter.')
  const { body } = await room.ask(ana, 'GET', path())
  expect(body.restorations).toMatchObject([{ by: { name: 'Ana' }, chapterTitle: 'One' }])
  // The log has grown by one, and what was before is as it was.
  expect(body.sittings[0]).toMatchObject({ by: { name: 'Ana' }, lastSeq: 4 })
  await room.ask(ana, 'POST', path('/restore'), { version: 'u3', chapterId: null })
  expect(await textNow()).toEqual(['One: Nothing is planted.', 'Two: The second chapter.'])
  const { body: audit } = await room.ask(ben, 'GET', 'guides/a-guide/audit')
  expect(audit.map(({ summary }: { summary: string }) => summary)).toEqual([
    'Ana brought back the chapter “One” as it stood earlier.',
    'Ana brought back the whole guide as it stood earlier.',
  ])
})

test('a chapter that was put away comes back; what came later goes with the whole guide', async () => {
  await write(ana, (doc) => {
    deleteChapter(doc, 'two', new Date())
    addChapter(doc, { id: 'three', title: 'Three' })
  })
  await room.ask(ana, 'POST', path('/restore'), { version: 'u1', chapterId: 'two' })
  expect((await textNow()).map((line) => line.slice(0, 5))).toEqual(['One: ', 'Three', 'Two: '])
  await room.ask(ana, 'POST', path('/restore'), { version: 'u1', chapterId: null })
  expect((await textNow()).map((line) => line.slice(0, 5))).toEqual(['One: ', 'Two: '])
  expect(
    await room.ask(ana, 'POST', path('/restore'), { version: 'u1', chapterId: 'three' }),
  ).toMatchObject({ status: 422, code: 'chapter-not-in-version' })
  expect(
    await room.ask(ana, 'POST', path('/restore'), { version: 'u1', chapterId: null }),
  ).toMatchObject({ status: 409, code: 'nothing-to-restore' })
  const { restorations } = (await room.ask(ana, 'GET', path())).body
  expect(restorations).toHaveLength(2)
})

test('what is restored of a candidate is what was frozen, and stays its writers’', async () => {
  await write(ana, say('Plant oaks.'))
  await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})
  await write(ben, (doc) => chapterFragment(doc, 'one').delete(0, 2))
  const restored = await room.ask(ben, 'POST', path('/restore'), { version: 'c1', chapterId: null })
  expect(restored.status).toBe(200)
  expect(await textNow()).toEqual([
    'One: The first chapter. / Plant oaks.',
    'Two: The second chapter.',
  ])
  const { body } = await room.ask(ana, 'GET', path())
  expect(body.versions).toMatchObject([{ ref: 'c1', kind: 'candidate', name: 'Candidate 1' }])
  expect(body.restorations).toMatchObject([{ version: 'Candidate 1', chapterTitle: null }])
})
