import { afterEach, beforeEach, expect, test } from 'vitest'
import { setUpPath } from '../api/routes/set-up.ts'
import { openFiles } from '../files/index.ts'
import { auditTrail } from '../review/audit-trail.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { appearanceOf, keepAppearance } from './index.ts'

let room: WholeRoom
let mara: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  mara = await room.add('Mara', 'administrator')
})
afterEach(() => room.close())

const chosen = {
  name: 'River Cities',
  appearance: { theme: 'clear-print', paper: 'a4', colours: { accent: '#7a1f3d' }, logo: null },
  quotas: { guides: 2, pictures: null },
}
const svg = (side: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="9" height="9"/></svg>`

async function put(path: string, who: Somebody, bytes: string) {
  const answer = await fetch(`${room.address}/api/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${who.token}` },
    body: bytes,
  })
  return { status: answer.status, body: await answer.json() }
}

test('what is chosen is kept, told in the audit log, and is how the next release looks, whatever comes after', async () => {
  const logo = await put('consortia/c/settings/logo', mara, svg(40))
  expect(logo.status).toBe(200)
  const withLogo = {
    ...chosen,
    appearance: { ...chosen.appearance, logo: { ...logo.body, alt: 'River Cities' } },
  }
  const changed = await room.ask(mara, 'PUT', 'consortia/c/settings', withLogo)
  expect(changed).toMatchObject({ status: 200, body: { ...withLogo, used: { guides: 1 } } })
  const { consortium_id: consortiumId } = await room.store.db
    .selectFrom('guide')
    .select('consortium_id')
    .executeTakeFirstOrThrow()
  const [entry] = await auditTrail(room.store.db, { consortiumId })
  expect(entry?.summary).toContain('Mara changed the settings')
  expect(entry?.summary).toContain('which is River Cities now')

  await room.store.db
    .transaction()
    .execute((trx) => keepAppearance(trx, { releaseId: 'r', guideId: 'g' }))
  await room.ask(mara, 'PUT', 'consortia/c/settings', chosen)
  const files = openFiles(room.dataFolder)
  const kept = await appearanceOf(room.store.db, files, 'r')
  expect(kept).toMatchObject({ theme: 'clear-print', paper: 'a4', logo: { alt: 'River Cities' } })
  expect(new TextDecoder().decode(kept?.logo?.bytes)).toContain('<rect')
  expect(await appearanceOf(room.store.db, files, 'one from before')).toBeUndefined()
})

test('an editor reads a candidate as its edition will look', async () => {
  const submitted = await room.ask(mara, 'POST', 'guides/a-guide/candidates', {})
  expect(submitted.status).toBe(200)
  const styles = async () => {
    const rendered = `${room.address}/api/guides/a-guide/candidates/1/rendered/`
    const headers = { Authorization: `Bearer ${mara.token}` }
    const page = await (await fetch(rendered, { headers })).text()
    const sheet = /href="([^"]+\.css)"/.exec(page)?.[1] ?? ''
    return (await fetch(new URL(sheet, rendered), { headers })).text()
  }
  expect(await styles()).not.toContain('--accent:#7a1f3d')
  await room.ask(mara, 'PUT', 'consortia/c/settings', chosen)
  expect(await styles()).toContain('--accent:#7a1f3d')
})

test.each([
  ['a colour on which words cannot be read', { colours: { accent: '#ffe9a8' } }, 'settings-unfit'],
  ['a theme that is not here', { theme: '../../etc' }, 'no-such-theme'],
  ['a logo that is not here', { logo: { sha256: '0'.repeat(64), alt: '' } }, 'no-such-logo'],
  ['a colour that is none', { colours: { link: 'red;}' } }, 'bad-request'],
])('%s is refused in words, and nothing is changed', async (_, appearance, code) => {
  const before = await room.ask(mara, 'GET', 'consortia/c/settings')
  const refused = await room.ask(mara, 'PUT', 'consortia/c/settings', {
    ...chosen,
    appearance: { ...chosen.appearance, ...appearance },
  })
  expect(refused.code).toBe(code)
  expect((await room.ask(mara, 'GET', 'consortia/c/settings')).body).toEqual(before.body)
})

test('a consortium has no more guides, and a guide no more pictures, than it may', async () => {
  await room.ask(mara, 'PUT', 'consortia/c/settings', {
    ...chosen,
    quotas: { guides: 1, pictures: 1 },
  })
  const another = await room.ask(mara, 'POST', 'guides', { title: 'Another', consortium: 'c' })
  expect(another).toMatchObject({ status: 409, code: 'quota-of-guides' })

  const large = svg(9).replace('<rect', `<title>${'a'.repeat(600_000)}</title><rect`)
  const first = await put('guides/a-guide/pictures', mara, large)
  // The same once more takes no more room.
  expect([first.status, (await put('guides/a-guide/pictures', mara, large)).status]).toEqual([
    200, 200,
  ])
  const second = await put('guides/a-guide/pictures', mara, large.replace('aaa', 'bbb'))
  expect(second).toMatchObject({ status: 409, body: { code: 'quota-of-pictures' } })
  expect((await room.ask(mara, 'GET', 'consortia/c/settings')).body).toMatchObject({
    used: { guides: 1, pictures: 0.6 },
  })
})

test('an administrator exports and erases a person, whom they name, and renames a city', async () => {
  const ben = await room.add('Ben', 'author', 'Lathrop')
  const exported = await room.ask(mara, 'GET', `consortia/c/people/${ben.accountId}/export`)
  expect(JSON.stringify(exported.body)).toContain(ben.email)
  const erase = (name: string) =>
    room.ask(mara, 'POST', `consortia/c/people/${ben.accountId}/erase`, { name })
  expect(await erase('Somebody')).toMatchObject({ status: 422, code: 'name-differs' })

  const { body } = await room.ask(mara, 'GET', 'consortia/c/people')
  const lathrop = (body as { cities: { id: string; name: string }[] }).cities.find(
    ({ name }) => name === 'Lathrop',
  )
  const renamed = await room.ask(mara, 'PUT', `consortia/c/cities/${lathrop?.id}`, {
    name: 'Port Lathrop',
  })
  expect(JSON.stringify(renamed.body)).toContain('"city":"Port Lathrop"')

  await room.store.db
    .insertInto('consortium')
    .values({ id: 'other', slug: 'other', name: 'Another consortium' })
    .execute()
  const part = { account_id: ben.accountId, consortium_id: 'other', role: 'reader' }
  await room.store.db.insertInto('consortium_member').values(part).execute()
  expect(await erase('Ben')).toMatchObject({ status: 409, code: 'part-elsewhere' })
  await room.store.db.deleteFrom('consortium_member').where('consortium_id', '=', 'other').execute()
  expect((await erase('Ben')).status).toBe(200)
  expect(JSON.stringify((await room.ask(mara, 'GET', 'consortia/c/people')).body)).not.toContain(
    'Ben',
  )
})

const founding = {
  consortium: 'River Cities',
  name: 'Ana Duarte',
  email: 'Ana@Riverbend.example',
  city: 'Riverbend',
  state: 'ZZ',
}
/** As a server's first start leaves its database without a demonstration. */
async function empty(): Promise<void> {
  for (const table of ['update_log', 'guide', 'consortium_member', 'consortium'] as const)
    await room.store.db.deleteFrom(table).execute()
}
const found = (values: Record<string, string>, languages = 'en') =>
  fetch(`${room.address}/set-up`, {
    method: 'POST',
    headers: { Origin: room.address, 'Accept-Language': languages },
    body: new URLSearchParams(values),
    redirect: 'manual',
  })

test('a new Charrette is founded once, by whoever has the link, and they are signed in', async () => {
  await empty()
  const link = setUpPath(room.secret)
  const token = new URLSearchParams(link.slice(link.indexOf('?'))).get('token') ?? ''
  expect((await fetch(`${room.address}/set-up?token=first.guessed`)).status).toBe(403)
  expect((await found({ ...founding, token: 'first.guessed' })).status).toBe(403)
  expect(await (await fetch(`${room.address}${link}`)).text()).toContain('Found the consortium')

  const wrong = await found({ ...founding, email: 'ana', city: '…', token })
  expect(wrong.status).toBe(422)
  const words = await wrong.text()
  expect(words).toContain('This is no e-mail address')
  expect(words).toContain('Your city is missing.')
  expect(words).toContain('value="Ana Duarte"')
  for (const [languages, missing] of [
    ['es-MX', 'Falta su ciudad.'],
    ['en;q=0.5, es;q=0.9', 'Falta su ciudad.'],
    ['fr, en;q=0.9, es;q=0.8', 'Your city is missing.'],
    ['*', 'Your city is missing.'],
  ] as const) {
    const answer = await found({ ...founding, city: '…', token }, languages)
    expect([languages, await answer.text()]).toEqual([languages, expect.stringContaining(missing)])
  }

  // Two people press the button at the same moment.
  const answers = await Promise.all([
    found({ ...founding, token }),
    found({ ...founding, consortium: 'Lake Cities', email: 'ben@lathrop.example', token }),
  ])
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  const { consortia } = await room.store.db
    .selectFrom('consortium')
    .select(({ fn }) => fn.countAll().as('consortia'))
    .executeTakeFirstOrThrow()
  expect(Number(consortia)).toBe(1)
  // From then on the link leads nowhere.
  const after = await fetch(`${room.address}${link}`, { redirect: 'manual' })
  expect([after.status, after.headers.get('Location')]).toEqual([302, '/sign-in'])
})

test('a form from another site founds nothing', async () => {
  await empty()
  const answer = await fetch(`${room.address}/set-up`, {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example' },
    body: new URLSearchParams(founding),
  })
  expect(answer.status).toBe(403)
})
