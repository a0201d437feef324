import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../store/open-store.ts'
import {
  type Accounts,
  createAccounts,
  createScriptToken,
  type Mail,
  signInNow,
  UnknownAccount,
} from './index.ts'

const baseUrl = 'http://127.0.0.1:4000'
let store: Store
let accounts: Accounts
let mails: Mail[]
let ana: string

beforeEach(async () => {
  store = await openStore({ dataFolder: ':memory:' })
  mails = []
  accounts = await createAccounts({
    store,
    baseUrl,
    secret: 'a secret that is long enough for a test of sign-in',
    sendMail: async (mail) => {
      mails.push(mail)
    },
  })
  await store.db.insertInto('consortium').values({ id: 'c', slug: 'c', name: 'C' }).execute()
  await store.db
    .insertInto('guide')
    .values({ id: 'g', slug: 'a-guide', consortium_id: 'c', created_at: '', created_by: '' })
    .execute()
  const cityId = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: 'ZZ' })
  const person = { email: 'ana@riverbend.example', name: 'Ana', cityId, consortiumId: 'c' }
  ana = await accounts.addPerson({ ...person, role: 'author' })
})
afterEach(() => store.close())

const askForLink = (email: string) =>
  accounts.handle(
    new Request(`${baseUrl}/api/auth/sign-in/magic-link`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: baseUrl },
      body: JSON.stringify({ email, callbackURL: '/write' }),
    }),
  )
const openLink = async (mail: Mail | undefined) => {
  const link = new URL(/http\S+/.exec(mail?.text ?? '')?.[0] ?? '')
  expect(link.pathname).toBe('/sign-in/link')
  return accounts.handle(new Request(`${baseUrl}${signInNow(link.search.slice(1))}`))
}
const cookieOf = (response: Response) =>
  new Headers({
    Cookie: response.headers
      .getSetCookie()
      .map((c) => c.split(';')[0])
      .join('; '),
  })

test('a link signs its owner in, once', async () => {
  expect((await askForLink('ana@riverbend.example')).status).toBe(200)
  expect(mails).toHaveLength(1)
  const opened = await openLink(mails[0])
  expect(await accounts.identify(cookieOf(opened))).toEqual({
    accountId: ana,
    name: 'Ana',
    email: 'ana@riverbend.example',
    city: { id: expect.any(String), name: 'Riverbend', state: 'ZZ' },
    atMost: null,
    until: expect.any(String),
  })
  const again = await openLink(mails[0])
  expect(await accounts.identify(cookieOf(again))).toBeNull()
})

test('an unknown address gets the same answer, and no mail', async () => {
  const known = await askForLink('ana@riverbend.example')
  const unknown = await askForLink('nobody@riverbend.example')
  expect(unknown.status).toBe(known.status)
  expect(await unknown.text()).toBe(await known.text())
  expect(mails).toHaveLength(1)
})

test('a script’s token opens sync, with no more right than its owner has', async () => {
  const token = await createScriptToken(store, { email: 'ana@riverbend.example', role: 'editor' })
  const answer = await accounts.authorizeSync({ slug: 'a-guide', token, headers: new Headers() })
  expect(answer).toMatchObject({
    ok: true,
    access: { guideId: 'g', accountId: ana, cityName: 'Riverbend', role: 'author' },
  })
})

test('a token that only reads stays a reader’s', async () => {
  const token = await createScriptToken(store, { email: 'ana@riverbend.example', role: 'reader' })
  const headers = new Headers({ Authorization: `Bearer ${token}` })
  const person = await accounts.identify(headers)
  expect(person && (await accounts.roleIn(person, 'c'))).toBe('reader')
})

test('an expired or revoked token opens nothing', async () => {
  const past = new Date(Date.now() - 91 * 24 * 3_600_000)
  const expired = await createScriptToken(store, {
    email: 'ana@riverbend.example',
    role: 'author',
    now: past,
  })
  const revoked = await createScriptToken(store, { email: 'ana@riverbend.example', role: 'author' })
  await store.db.updateTable('script_token').set({ revoked_at: '2026' }).execute()
  for (const token of [expired, revoked, 'charrette_nonsense', ''])
    expect(
      await accounts.authorizeSync({ slug: 'a-guide', token, headers: new Headers() }),
    ).toEqual({ ok: false, reason: 'unauthenticated' })
})

test('who is in another consortium cannot open the guide; an unknown guide is unknown', async () => {
  await store.db.deleteFrom('consortium_member').execute()
  const token = await createScriptToken(store, { email: 'ana@riverbend.example', role: 'author' })
  const ask = (slug: string) => accounts.authorizeSync({ slug, token, headers: new Headers() })
  expect(await ask('a-guide')).toEqual({ ok: false, reason: 'forbidden' })
  expect(await ask('nowhere')).toEqual({ ok: false, reason: 'not-found' })
})

test('a token for nobody is refused', async () => {
  await expect(createScriptToken(store, { email: 'x@y.example', role: 'author' })).rejects.toThrow(
    UnknownAccount,
  )
})
