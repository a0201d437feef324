import { chaptersMap } from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeCode } from '../sync/index.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

let room: WholeRoom
beforeEach(async () => {
  room = await openWholeRoom()
})
afterEach(() => room.close())

const roleOf = async (who: Somebody): Promise<string> =>
  (await room.ask(who, 'GET', 'guides/a-guide')).body.role

test('authors of cities that do not lead a guide can be held to suggestions, at once', async () => {
  const ana = await room.add('Ana', 'lead')
  const cai = await room.add('Cai', 'author')
  const ben = await room.add('Ben', 'author', 'Lathrop')
  const editor = await room.add('Eve', 'editor', 'Lathrop')
  expect(await roleOf(ben)).toBe('author')
  expect(
    (await room.ask(ben, 'PUT', 'guides/a-guide/writing', { otherCities: 'write' })).code,
  ).toBe('forbidden')

  const open = await room.open(ben)
  expect(
    (await room.ask(ana, 'PUT', 'guides/a-guide/writing', { otherCities: 'suggest' })).body,
  ).toEqual({ otherCities: 'suggest' })
  expect(await open.closed).toBe(closeCode.roleChanged)
  expect(await Promise.all([ana, cai, ben, editor].map(roleOf))).toEqual([
    'lead',
    'author',
    'suggester',
    'editor',
  ])
  const again = await room.open(ben)
  chaptersMap(again.doc).get('one')?.set('title', 'Mine')
  expect(await again.closed).toBe(closeCode.forbidden)
  const { guide } = await room.sync.readGuide('g')
  expect(guide.chapters[0]?.title).toBe('One')

  // Somebody of their city leads it too: they write, until that ends.
  const dee = await room.add('Dee', 'author', 'Lathrop')
  await room.ask(ana, 'POST', 'guides/a-guide/leads', { accountId: dee.accountId })
  expect(await roleOf(ben)).toBe('author')
  const third = await room.open(ben)
  await room.ask(ana, 'DELETE', `guides/a-guide/leads/${dee.accountId}`)
  expect(await third.closed).toBe(closeCode.roleChanged)
  expect(await roleOf(ben)).toBe('suggester')
  const trail = await room.ask(editor, 'GET', 'guides/a-guide/audit')
  expect(trail.body.map(({ action }: { action: string }) => action)).toContain(
    'decide-other-cities',
  )
})
