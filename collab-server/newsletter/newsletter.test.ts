import { randomUUID } from 'node:crypto'
import { contentHash, type Guide } from '@charrette/guides'
import { doc, h2, p } from '@charrette/guides/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawnNow } from '../api/drawn-form.ts'
import type { RunningJob } from '../jobs/index.ts'
import { mailBackoff, openPostOffice } from '../mail/post-office.ts'
import { type MailRelay, startMailRelay } from '../mail/testing/relay.ts'
import { aGuide, openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import {
  askForNewsletter,
  deliverNewsletter,
  deliveryCounts,
  type NewsletterPlaces,
  sendNewsletter,
} from './index.ts'

let room: WholeRoom
let relay: MailRelay | null = null
let editor: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  editor = await room.add('Edith', 'editor')
})
afterEach(async () => {
  await relay?.die()
  relay = null
  await room.close()
})

const subscribers = () => room.store.db.selectFrom('newsletter_subscriber').selectAll().execute()

/** The form as a browser sends it, drawn five seconds ago. */
async function subscribe(
  values: Record<string, string>,
  { origin = room.address, path = '/newsletter/subscribe/' } = {},
): Promise<{ status: number; page: string }> {
  const drawn = drawnNow(room.secret, 'newsletter-form', Date.now() - 5000)
  const response = await fetch(room.address + path, {
    method: 'POST',
    headers: { Origin: origin },
    body: new URLSearchParams({ drawn, website: '', ...values }),
  })
  return { status: response.status, page: await response.text() }
}

const post = (url: string, body?: string) =>
  fetch(url, {
    method: 'POST',
    ...(body ? { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } } : {}),
  })
const linkIn = (text: string): string => /https?:\S+/.exec(text)?.[0] ?? ''

test('who answers the mail gets the newsletter; who stops it is forgotten', async () => {
  const first = await subscribe({ email: 'Jo@New-Ferry.example' })
  expect([first.status, first.page.includes('Look into your mail')]).toEqual([200, true])
  const [mail] = await room.mails()
  expect(mail?.to).toBe('jo@new-ferry.example')
  const confirm = linkIn(mail?.text ?? '')
  // Looking changes nothing: mail scanners open links.
  expect((await fetch(confirm)).status).toBe(200)
  expect(await subscribers()).toMatchObject([{ confirmed_at: null }])
  for (let i = 0; i < 2; i++) expect((await post(confirm)).status).toBe(200)
  expect((await subscribers())[0]?.confirmed_at).not.toBeNull()

  // Asking again answers the same; only the mail says more.
  expect(await subscribe({ email: 'jo@new-ferry.example' })).toEqual(first)
  const stop = linkIn((await room.mails())[1]?.text ?? '')
  expect(stop).toContain('/newsletter/stop/')
  expect((await fetch(stop)).status).toBe(200)
  expect(await subscribers()).toHaveLength(1)
  // As a mail program does it (RFC 8058): from nowhere, without cookies. Twice is no mistake.
  for (let i = 0; i < 2; i++)
    expect((await post(stop, 'List-Unsubscribe=One-Click')).status).toBe(200)
  expect(await subscribers()).toEqual([])
  expect(await room.mails()).toEqual([])
  expect((await post(confirm)).status).toBe(410)
  for (const forged of [`${stop}x`, `${room.address}/newsletter/stop/x.y`])
    expect((await post(forged)).status).toBe(404)
})

test('in Spanish, the pages and the mail are in Spanish', async () => {
  const { page } = await subscribe(
    { email: 'jo@new-ferry.example' },
    { path: '/es/newsletter/subscribe/' },
  )
  expect(page).toContain('Revise su correo')
  const [mail] = await room.mails()
  expect(mail?.subject).toBe('¿Quiere recibir nuestro boletín?')
  expect(await (await fetch(linkIn(mail?.text ?? ''))).text()).toContain('<html lang="es">')
})

test('programs and bad addresses leave nothing behind', async () => {
  expect((await subscribe({ email: 'a@b.example', website: 'x' })).status).toBe(200)
  expect((await subscribe({ email: 'a@b.example', drawn: '' })).status).toBe(422)
  expect(
    (await subscribe({ email: 'a@b.example' }, { origin: 'https://elsewhere.example' })).status,
  ).toBe(403)
  for (const email of [
    '',
    'jo',
    'jo@b.example\r\nBcc: all@b.example',
    '"<b>"@b',
    'x'.repeat(300),
  ]) {
    const { status, page } = await subscribe({ email })
    expect([email, status]).toEqual([email, 422])
    expect(page).not.toContain('"<b>"')
  }
  expect((await subscribe({ email: 'x'.repeat(20_000) })).status).toBe(413)
  expect([await subscribers(), await room.mails()]).toEqual([[], []])
})

test('a program with 10,000 addresses is stopped, and so is one that plagues one address', async () => {
  const places = somePlaces()
  const ask = (email: string, now = new Date()) =>
    askForNewsletter(places, { email, lang: 'en', now })
  for (let i = 0; i < 5; i++) await ask('jo@new-ferry.example')
  expect(await room.mails()).toHaveLength(3)
  let refused = 0
  for (let i = 0; i < 200; i++)
    await ask(`bot${i}@new-ferry.example`).catch(() => {
      refused++
    })
  expect(refused).toBe(141)
  expect((await subscribe({ email: 'another@new-ferry.example' })).status).toBe(429)
  expect(await room.mails()).toHaveLength(62)
  // Who did not answer within two days is forgotten, mails included.
  await ask('late@new-ferry.example', new Date(Date.now() + 49 * 3_600_000))
  expect(await subscribers()).toMatchObject([{ email: 'late@new-ferry.example' }])
  expect(await room.mails()).toHaveLength(1)
})

test('from one network come so many addresses and no more, whoever else waits', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 25; i++)
    statuses.push((await subscribe({ email: `bot${i}@new-ferry.example` })).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(20)
  expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429])
  expect(await room.mails()).toHaveLength(20)
})

test('a relay that is away for an hour does not lose a mail', () => {
  let waited = 0
  for (let attempts = 1; attempts < 20; attempts++) waited += mailBackoff(attempts)
  expect(waited).toBeGreaterThan(3_600_000)
})

test('a relay that dies in the middle: everybody gets it once, and who stopped it does not', async () => {
  relay = await startMailRelay()
  const places = somePlaces(relay.url)
  await release('newsletter')
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await aSubscriber(name)
  await send()
  relay.onMail = (to) => (to === 'b@x.example' ? 'refuse' : to === 'd@x.example' ? 'die' : 'take')
  await expect(run(places)).rejects.toThrow('3 of 6 mails went out')
  expect(await deliveryCounts(room.store.db, 'g')).toMatchObject({
    sent: 2,
    refused: 1,
    waiting: 3,
  })
  await room.store.db.deleteFrom('newsletter_subscriber').where('id', '=', 'e').execute()
  relay.onMail = () => 'take'
  await relay.rise()
  await run(places)
  await run(places)
  expect(relay.received.map(({ to }) => to)).toEqual(
    ['a', 'c', 'd', 'f'].map((name) => `${name}@x.example`),
  )
  // Long lines of the head are folded.
  const raw = (relay.received[0]?.raw ?? '').replaceAll(/\r\n[ \t]/g, ' ')
  expect(raw).toMatch(
    /^List-Unsubscribe: <http:\/\/127\.0\.0\.1:\d+\/newsletter\/stop\/a\.[\w-]+>$/m,
  )
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
  expect(raw).toMatch(/^Message-ID: <newsletter\.g\.a@charrette>$/im)
  expect(raw).toMatch(/^Subject: A newsletter$/m)
  expect(raw).toContain('multipart/alternative')
  expect(raw).toContain('The first &#x3C;b>')
})

test('after a crash between handing a mail over and noting it, nobody gets it twice', async () => {
  relay = await startMailRelay()
  const places = somePlaces(relay.url)
  await release('newsletter')
  for (const name of ['a', 'b', 'c']) await aSubscriber(name)
  await send()
  // The relay has the mail, and we never hear of it: as if we had ended at that moment.
  relay.onMail = (to) => (to === 'b@x.example' ? 'take-and-hang' : 'take')
  const ended = run(places).catch(() => {})
  await expect.poll(() => relay?.received.length).toBe(2)
  relay.onMail = () => 'take'
  await run(places)
  expect(relay.received.map(({ to }) => to)).toEqual(['a@x.example', 'b@x.example', 'c@x.example'])
  expect(await deliveryCounts(room.store.db, 'g')).toEqual({
    sent: 2,
    refused: 0,
    unknown: 1,
    waiting: 0,
  })
  await relay.die()
  await ended
})

test('a newsletter begins with what is new, is previewed, and is sent once it is published', async () => {
  await release('guide')
  const author = await room.add('Ana', 'author')
  const { body: made } = await room.ask(author, 'POST', 'guides', {
    title: 'Spring',
    consortium: 'c',
    kind: 'newsletter',
  })
  expect(made).toMatchObject({ slug: 'spring', kind: 'newsletter' })
  const { id } = await room.store.db
    .selectFrom('guide')
    .select('id')
    .where('slug', '=', 'spring')
    .executeTakeFirstOrThrow()
  const draft = JSON.stringify((await room.sync.readGuide(id)).guide)
  expect(draft).toContain('A guide, edition 1.0')
  expect(draft).toContain(`${room.address}/guides/a-guide/1.0/`)

  const preview = await room.ask(author, 'POST', 'guides/spring/newsletter/preview', {})
  expect(preview.body).toMatchObject({ subscribers: 0, release: null, sending: null })
  expect(await room.mails()).toMatchObject([{ to: author.email, subject: 'Preview: Spring' }])
  expect((await room.ask(editor, 'POST', 'guides/a-guide/newsletter/preview', {})).code).toBe(
    'not-a-newsletter',
  )
  const ask = (release: string) =>
    room.ask(editor, 'POST', 'guides/spring/newsletter/send', { release })
  expect((await ask('1.0')).code).toBe('not-published')
  await release('newsletter', id)
  await aSubscriber('a')
  expect((await ask('1.0')).body.sending).toMatchObject({
    total: 1,
    waiting: 1,
    startedBy: 'Edith',
  })
  expect((await ask('1.0')).code).toBe('already-sent')
})

function somePlaces(smtpUrl?: string): NewsletterPlaces {
  const postOffice = openPostOffice(room.store, smtpUrl, () => {})
  return { store: room.store, postOffice, baseUrl: room.address, secret: room.secret }
}

/** One run of the job, as the runner does it. */
async function run(places: NewsletterPlaces): Promise<void> {
  const job: RunningJob = {
    id: 'j',
    payload: { guideId: 'g' },
    attempts: 1,
    signal: new AbortController().signal,
    report: async () => {},
  }
  await deliverNewsletter(places)(job)
}

const send = () =>
  sendNewsletter(room.store, {
    guideId: 'g',
    number: '1.0',
    actor: { accountId: 'x', name: 'Edith', city: '' },
  })

const aSubscriber = (name: string) =>
  room.store.db
    .insertInto('newsletter_subscriber')
    .values({
      id: name,
      email: `${name}@x.example`,
      lang: 'en',
      asked: 1,
      asked_since: '',
      confirmed_at: '2026-01-01',
    })
    .execute()

/** A published release, as if it had come all the way. */
async function release(kind: 'guide' | 'newsletter', guideId = 'g'): Promise<void> {
  const from = aGuide()
  const guide: Guide = {
    ...from,
    frontMatter: {
      ...from.frontMatter,
      ...(kind === 'guide' ? {} : { kind, title: 'A newsletter' }),
    },
    chapters: [
      { id: 'one', title: 'A newsletter', lang: null, content: doc(h2('New'), p('The first <b>')) },
    ],
  }
  const id = randomUUID()
  const hash = await contentHash(guide)
  const at = new Date(Date.now() - 1000).toISOString()
  await room.store.db
    .insertInto('candidate')
    .values({
      id,
      guide_id: guideId,
      number: 1,
      state: 'approved',
      content_hash: hash,
      content: JSON.stringify(guide),
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
  await room.store.db
    .insertInto('release')
    .values({
      id,
      guide_id: guideId,
      candidate_id: id,
      number: '1.0',
      ordinal: 1,
      content_hash: hash,
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
