import { chapterFragment, chaptersMap } from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { compactLog } from '../sync/log-segments.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { forgetHistory } from './read-history.ts'

let room: WholeRoom
let ana: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  await room.add('Ben', 'author', 'Lathrop')
})
afterEach(() => room.close())

async function write(accountId: string, city: string, change: (doc: Y.Doc) => void): Promise<void> {
  const { id } = await room.store.db
    .selectFrom('organization')
    .select('id')
    .where('name', '=', city)
    .executeTakeFirstOrThrow()
  await room.sync.edit('g', { accountId, cityId: id }, change)
}

const say = (chapter: string, words: string) => (doc: Y.Doc) => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  chapterFragment(doc, chapter).push([paragraph])
}

test('each city’s share of what stands, by chapter and of the whole, packed or not', async () => {
  await write(ana.accountId, 'Riverbend', (doc) => {
    for (const id of ['one', 'two']) chapterFragment(doc, id).delete(0, 1)
    say('one', 'Six words of ten')(doc)
  })
  await write('ben', 'Lathrop', say('one', 'abc'))
  await write('ben', 'Lathrop', say('two', 'abcd efgh'))
  // Only the title is Riverbend's: it is a city of the chapter, with no share of its words.
  await write(ana.accountId, 'Riverbend', (doc) => chaptersMap(doc).get('two')?.set('title', 'T'))
  const read = async () => (await room.ask(ana, 'GET', 'guides/a-guide/attribution')).body
  const shown = await read()
  expect(shown.chapters).toMatchObject([
    {
      chapterId: 'one',
      characters: 16,
      cities: [
        { name: 'Riverbend', characters: 13 },
        { name: 'Lathrop', characters: 3 },
      ],
    },
    { chapterId: 'two', characters: 8, cities: [{ name: 'Lathrop', characters: 8 }] },
  ])
  expect(shown).toMatchObject({
    characters: 24,
    cities: [
      { name: 'Riverbend', characters: 13 },
      { name: 'Lathrop', characters: 11 },
    ],
  })
  await compactLog(room.store, 'g', { entries: 1, bytes: 1 << 20, keep: 0 })
  forgetHistory(room.store, 'g')
  expect(await read()).toEqual(shown)
  await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})
  const { body } = await room.ask(ana, 'GET', 'guides/a-guide/candidates/1')
  expect(
    body.parts.map(({ partId, cities }: { partId: string; cities: string[] }) => [partId, cities]),
  ).toEqual([
    ['one', ['Lathrop', 'Riverbend']],
    ['two', ['Lathrop', 'Riverbend']],
    ['', []],
  ])
})

test('text of the consortium itself is no city’s', async () => {
  const { body } = await room.ask(ana, 'GET', 'guides/a-guide/attribution')
  expect(body.cities).toEqual([])
  expect(body.characters).toBeGreaterThan(0)
})
