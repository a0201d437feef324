import { deleteChapter } from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'

let room: WholeRoom
let ana: Somebody
let ben: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'lead', 'Riverbend')
  ben = await room.add('Ben', 'author', 'Lathrop')
})
afterEach(() => room.close())

const path = 'guides/a-guide/assignments'
const cityIdOf = async (name: string): Promise<string> => {
  const { body } = await room.ask(ana, 'GET', 'consortia/c/people')
  return body.cities.find((city: { name: string }) => city.name === name).id
}
const titles = async (who: Somebody): Promise<string[]> =>
  (await room.ask(who, 'GET', 'notifications')).body.notifications.map(
    ({ title }: { title: string }) => title,
  )

test('a chapter of which nobody said anything is an outline that nobody leads', async () => {
  const nothing = { city: null, status: 'outline', dueOn: null }
  expect((await room.ask(ben, 'GET', path)).body).toEqual([
    { chapterId: 'one', title: 'One', ...nothing },
    { chapterId: 'two', title: 'Two', ...nothing },
  ])
})

test('a lead author assigns a chapter: its city’s authors are told once, the log says so, the board shows it', async () => {
  const commenter = await room.add('Cleo', 'commenter', 'Lathrop')
  const cityId = await cityIdOf('Lathrop')
  const assignment = { cityId, status: 'drafting', dueOn: '2027-03-01' }
  const { status, body } = await room.ask(ana, 'PUT', `${path}/two`, assignment)
  const expected = {
    chapterId: 'two',
    title: 'Two',
    city: { id: cityId, name: 'Lathrop' },
    status: 'drafting',
    dueOn: '2027-03-01',
  }
  expect([status, body[1]]).toEqual([200, expected])
  expect((await room.ask(ben, 'GET', 'board')).body).toEqual([
    { slug: 'a-guide', title: 'A guide', chapters: [body[0], expected] },
  ])
  // A later day is no new assignment.
  await room.ask(ana, 'PUT', `${path}/two`, { ...assignment, dueOn: '2027-04-01' })
  const told = 'Ana asked Lathrop to lead “Two” of “A guide”, due 2027-03-01.'
  expect(await titles(ben)).toEqual([told])
  expect(await titles(ana)).toEqual([])
  expect(await titles(commenter)).toEqual([])
  const edith = await room.add('Edith', 'editor')
  const audit = (await room.ask(edith, 'GET', 'guides/a-guide/audit')).body
  expect(audit.map(({ summary }: { summary: string }) => summary)).toEqual([
    'Ana put “Two” down as being drafted, led by Lathrop, due 2027-03-01.',
    'Ana put “Two” down as being drafted, led by Lathrop, due 2027-04-01.',
  ])
})

test('what cannot be is refused in words, and changes nothing', async () => {
  const fine = { cityId: null, status: 'final', dueOn: null }
  const answers = [
    await room.ask(ana, 'PUT', `${path}/none`, fine),
    await room.ask(ana, 'PUT', `${path}/one`, { ...fine, cityId: 'atlantis' }),
    await room.ask(ana, 'PUT', `${path}/one`, { ...fine, status: 'almost' }),
    await room.ask(ana, 'PUT', `${path}/one`, { ...fine, dueOn: '2027-02-30' }),
    await room.ask(ben, 'PUT', `${path}/one`, fine),
  ]
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    [404, 'not-found'],
    [422, 'no-such-city'],
    [400, 'bad-request'],
    [400, 'bad-request'],
    [403, 'forbidden'],
  ])
  expect((await room.ask(ana, 'GET', path)).body[0].status).toBe('outline')
  expect((await room.ask(null, 'GET', 'board')).status).toBe(401)
})

test('a chapter that was taken out is on no board', async () => {
  await room.ask(ana, 'PUT', `${path}/two`, { cityId: null, status: 'final', dueOn: null })
  const { doc, leave } = await room.open(ana)
  deleteChapter(doc, 'two', new Date())
  await expect
    .poll(async () => (await room.ask(ana, 'GET', 'board')).body[0].chapters.length)
    .toBe(1)
  leave()
})
