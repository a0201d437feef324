import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type Accounts, createAccounts } from '../accounts/index.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { clientAddress, createRequestLimits, networkOf } from './limit-requests.ts'

let room: WholeRoom
let ana: Somebody
beforeAll(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  await mkdir(join(room.dataFolder, 'assets'))
  await writeFile(join(room.dataFolder, 'index.html'), '<!doctype html><title>Charrette</title>')
  await writeFile(join(room.dataFolder, 'assets', 'main.js'), '')
})
afterAll(() => room.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${room.address}${path}`, { headers, redirect: 'manual' })
const asAna = () => ({ Authorization: `Bearer ${ana.token}` })

/** One of every kind of page and answer, with the status that shows that it is this kind. */
const kinds: [path: string, status: number][] = [
  ['/', 200],
  ['/guides/', 200],
  ['/guides', 301],
  ['/examples/', 200],
  ['/feed.xml', 200],
  ['/sitemap.xml', 200],
  ['/robots.txt', 200],
  ['/guides.json', 200],
  ['/site/site.css', 200],
  ['/site/icon.svg', 200],
  ['/ask/', 200],
  ['/no-such-page', 404],
  ['/guides/none/', 404],
  ['/sign-in', 200],
  ['/write', 200],
  ['/write/guides/a-guide', 200],
  ['/join/none', 200],
  ['/write/assets/main.js', 200],
  ['/write/assets/none.js', 404],
  ['/api/me', 200],
  ['/api/openapi.json', 200],
  ['/api/guides/a-guide', 200],
  ['/api/guides/none', 404],
  ['/api/nothing', 404],
  ['/api/invitations/none', 404],
  ['/api/auth/magic-link/verify?token=none', 302],
]

describe('what every answer tells the browser', () => {
  test.each(kinds)('%s (%i)', async (path, status) => {
    const response = await get(path, path.startsWith('/api/') ? asAna() : {})
    expect(response.status).toBe(status)
    const { headers } = response
    const policy = new Map(
      (headers.get('Content-Security-Policy') ?? '').split(/;\s*/).map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values.join(' ')]
      }),
    )
    expect(policy.get('default-src')).toBe("'none'")
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('style-src')).toBe("'self'")
    expect(policy.get('base-uri')).toBe("'none'")
    expect(policy.get('form-action')).toBe("'self'")
    expect(policy.get('frame-ancestors')).toBe("'self'")
    expect(policy.get('require-trusted-types-for')).toBe("'script'")
    const isOfEditor = /^\/(write|sign-in|join)(\/|$)/.test(path)
    expect(policy.get('trusted-types')).toBe(isOfEditor ? 'ProseMirrorClipboard' : "'none'")
    expect(headers.get('Content-Security-Policy')).not.toMatch(/unsafe-(inline|eval)|\*/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('Permissions-Policy')).toContain('camera=()')
    expect(headers.get('X-Powered-By')).toBeNull()
    if (path.startsWith('/api/')) expect(headers.get('Cache-Control')).toMatch(/no-store/)
  })

  test('a drawing that is opened by itself is a page that may do nothing', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
    const sent = await fetch(`${room.address}/api/guides/a-guide/pictures`, {
      method: 'POST',
      headers: { ...asAna(), 'Content-Type': 'image/svg+xml' },
      body: svg,
    })
    const { sha256 } = (await sent.json()) as { sha256: string }
    const shown = await get(`/api/guides/a-guide/pictures/${sha256}`, asAna())
    const policy = shown.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/sandbox/)
    expect(policy).not.toMatch(/script-src|allow-scripts/)
  })
})

describe('pages of other sites', () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${room.address}/api/guides`, { method: 'POST', headers, body: '{}' })

  test.each([
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['text/plain'],
  ])('a form of theirs (%s) is refused', async (type) => {
    const foreign = await write({ 'Content-Type': type, Origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    // From a page of ours it comes as far as asking who it is.
    const own = await write({ 'Content-Type': type, Origin: room.address })
    expect(own.status).not.toBe(403)
  })

  test('what needs their asking first is not allowed to them', async () => {
    const asked = await fetch(`${room.address}/api/guides`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://evil.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    })
    expect(asked.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  const upgrade = (origin: string | undefined) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(
        `${room.address.replace('http', 'ws')}/sync/a-guide?token=${ana.token}`,
        origin === undefined ? {} : { origin },
      )
      socket.on('error', () => {})
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0))
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
    })

  test('a WebSocket of theirs is refused before sync sees it', async () => {
    const host = new URL(room.address).host
    for (const origin of ['https://evil.example', 'null', `http://${host}.evil.example`, 'file://'])
      expect([origin, await upgrade(origin)]).toEqual([origin, 403])
    for (const origin of [room.address, undefined])
      expect([origin, await upgrade(origin)]).toEqual([origin, 101])
  })

  test('a sign-in link leads to no other site', async () => {
    const sent = await fetch(`${room.address}/api/auth/sign-in/magic-link`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: room.address },
      body: JSON.stringify({ email: ana.email, callbackURL: 'https://evil.example/' }),
    })
    expect(sent.status).toBe(403)
    expect((await room.mails()).some(({ text }) => text.includes('evil'))).toBe(false)
  })
})

test('of the routes that better-auth brings, none but sign-in and sign-out is open', async () => {
  const closed: [string, string, unknown][] = [
    ['POST', 'auth/organization/create', { name: 'Riverbend', slug: 'fake-riverbend' }],
    ['POST', 'auth/organization/leave', { organizationId: 'x' }],
    ['POST', 'auth/organization/invite-member', { email: 'x@y.example', role: 'owner' }],
    ['GET', 'auth/organization/list', undefined],
    ['POST', 'auth/update-user', { name: 'The mayor' }],
    ['POST', 'auth/change-email', { newEmail: 'mayor@riverbend.example' }],
    ['POST', 'auth/delete-user', {}],
    ['POST', 'auth/sign-up/email', { email: 'x@y.example', password: 'long enough', name: 'X' }],
    ['POST', 'auth/sign-in/email', { email: 'x@y.example', password: 'long enough' }],
    ['GET', 'auth/get-session', undefined],
    ['GET', 'auth/list-sessions', undefined],
    ['GET', 'auth/error', undefined],
  ]
  const { url, cookie } = await signedIn()
  for (const [method, path, body] of closed) {
    const { status } = await fetch(`${url}/api/${path}`, {
      method,
      headers: { Cookie: cookie, Origin: url, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    expect([path, status]).toEqual([path, 404])
  }
})

/** Signs Ana in as a browser does. */
async function signedIn(): Promise<{ url: string; cookie: string }> {
  const opened = await fetch(await room.accounts.signInUrl(ana.email), { redirect: 'manual' })
  const cookie = opened.headers.getSetCookie().map((set) => set.split(';')[0])
  const me = await get('/api/me', { Cookie: cookie.join('; ') })
  expect(me.status).toBe(200)
  return { url: room.address, cookie: cookie.join('; ') }
}

describe('how much one may ask', () => {
  const askForLink = (email: string) =>
    fetch(`${room.address}/api/auth/sign-in/magic-link`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: room.address },
      body: JSON.stringify({ email, callbackURL: '/write' }),
    })

  test('a mailbox gets ten sign-in links and no more, whether somebody here has it or not', async () => {
    const answers: string[][] = []
    for (const email of ['ben@riverbend.example', 'nobody@riverbend.example']) {
      if (email.startsWith('ben')) await room.add('Ben', 'author')
      const said: string[] = []
      for (let i = 0; i < 10; i++) said.push(await (await askForLink(email)).text())
      const refused = await askForLink(`  ${email.toUpperCase()}`)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
      const { code, detail } = (await refused.json()) as { code: string; detail: string }
      expect(detail).toMatch(/15 minutes/)
      answers.push([...said, code])
    }
    expect(answers[0]).toEqual(answers[1])
    const mails = (await room.mails()).filter(({ to }) => to === 'ben@riverbend.example')
    expect(mails).toHaveLength(10)
  })

  test('a network and an account are held back, and nobody beside them', async () => {
    const limits = createRequestLimits()
    for (let i = 0; i < 200; i++) await limits.count('signInsPerNetwork', '203.0.113.5')
    await expect(limits.count('signInsPerNetwork', '203.0.113.5')).rejects.toMatchObject({
      status: 429,
    })
    await limits.count('signInsPerNetwork', '203.0.113.6')
    for (let i = 0; i < 1200; i++) await limits.count('requestsPerAccount', 'ana')
    await expect(limits.count('requestsPerAccount', 'ana')).rejects.toMatchObject({ status: 429 })
    await limits.count('requestsPerAccount', 'ben')
  })

  test.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('%s is of the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test('only what the proxy itself adds says who asks, and without a proxy nothing does', () => {
    const request = (forwarded: string | undefined) =>
      ({
        env: { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
        req: { header: () => forwarded },
      }) as unknown as Parameters<typeof clientAddress>[0]
    expect(clientAddress(request('6.6.6.6, 203.0.113.5'), true)).toBe('203.0.113.5')
    expect(clientAddress(request('6.6.6.6'), false)).toBe('10.0.0.1')
    expect(clientAddress(request(undefined), true)).toBe('10.0.0.1')
  })
})

describe('what is at rest', () => {
  test('no invitation, sign-in link or script token can be read out of the database', async () => {
    await room.ask(
      await room.add('Carla', 'administrator'),
      'POST',
      'consortia/c/people/invitations',
      {
        email: 'dan@riverbend.example',
        name: 'Dan',
        role: 'author',
        city: { name: 'Riverbend', state: 'ZZ' },
      },
    )
    const mail = (await room.mails()).find(({ to }) => to === 'dan@riverbend.example')
    const invitation = /\/join\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(invitation.length).toBeGreaterThan(30)
    const link = new URL(await room.accounts.signInUrl(ana.email)).searchParams.get('token') ?? ''
    expect(link.length).toBeGreaterThan(20)
    const { db } = room.store
    const rows = JSON.stringify([
      await db.selectFrom('consortium_invitation').selectAll().execute(),
      await db.selectFrom('script_token').selectAll().execute(),
      // better-auth's own table.
      (await sql`select * from verification`.execute(db)).rows,
    ])
    for (const secret of [invitation, link, ana.token]) expect(rows).not.toContain(secret)
    expect(rows).toContain(createHash('sha256').update(invitation).digest('hex'))
  })
})

describe('cookies', () => {
  let store: Store
  beforeAll(async () => {
    store = await openStore({ dataFolder: ':memory:' })
  })
  afterAll(() => store.close())

  const openOn = (baseUrl: string): Promise<Accounts> =>
    createAccounts({
      store,
      baseUrl,
      secret: 'a secret that is long enough for a test of cookies',
      sendMail: async () => {},
    })

  test.each([
    ['https://guides.example', '__Host-charrette.session_token', true],
    ['http://127.0.0.1:4000', 'charrette.session_token', false],
  ])('at %s the session is %s', async (baseUrl, name, secure) => {
    const accounts = await openOn(baseUrl)
    const cityId = await accounts.addCity({ slug: 'riverbend', name: 'Riverbend', state: '' })
    await accounts.addAccount({ email: 'ana@riverbend.example', name: 'Ana', cityId })
    const link = await accounts.signInUrl('ana@riverbend.example')
    const opened = await accounts.handle(new Request(link))
    const [cookie = '', ...attributes] = (opened.headers.getSetCookie()[0] ?? '').split('; ')
    expect(cookie.split('=')[0]).toBe(name)
    const said = attributes.map((attribute) => attribute.toLowerCase())
    expect(said).toEqual(expect.arrayContaining(['path=/', 'httponly', 'samesite=lax']))
    expect(said.includes('secure')).toBe(secure)
    expect(said.some((attribute) => attribute.startsWith('domain'))).toBe(false)
    const headers = new Headers({ Cookie: cookie })
    expect((await accounts.identify(headers))?.email).toBe('ana@riverbend.example')
  })
})
