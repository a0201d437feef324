import { afterEach, beforeEach, expect, test } from 'vitest'
import { startJobs } from '../jobs/index.ts'
import { openPostOffice } from '../mail/post-office.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { notificationJobs, notify, notifyMentioned } from './index.ts'

let room: WholeRoom
let ana: Somebody
let edith: Somebody
let otto: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  ana = await room.add('Ana', 'author')
  edith = await room.add('Edith', 'editor', 'Alder')
  otto = await room.add('Otto', 'editor', 'Tern')
})
afterEach(() => room.close())

const submit = async () => (await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})).body
const told = async (who: Somebody) => (await room.ask(who, 'GET', 'notifications')).body
const titles = async (who: Somebody): Promise<string[]> =>
  (await told(who)).notifications.map(({ title }: { title: string }) => title)
const prefer = (who: Somebody, delivery: string) =>
  room.ask(who, 'PUT', 'notifications/preference', { delivery })

test('the road from request to decision to assignment tells those whom it concerns, and not its doer', async () => {
  const { number, contentHash } = await submit()
  expect(await titles(edith)).toEqual(['Ana asks you to review “A guide” (candidate 1).'])
  expect(await titles(ana)).toEqual([])
  await room.ask(edith, 'POST', `guides/a-guide/candidates/${number}/return`, { reason: 'Short' })
  expect(await titles(ana)).toEqual(['Edith sent “A guide” (candidate 1) back: Short'])
  const again = await submit()
  expect(again.contentHash).toBe(contentHash)
  await room.ask(edith, 'POST', `guides/a-guide/candidates/${again.number}/approve`, {
    contentHash,
  })
  expect((await titles(ana))[0]).toBe('Edith approved “A guide”: it is release 1.0 now.')
  await room.ask(edith, 'POST', 'guides/a-guide/leads', { accountId: ana.accountId })
  expect((await titles(ana))[0]).toBe('Edith named you a lead author of “A guide”.')
})

test('what was read is read; one, or all', async () => {
  await submit()
  await submit()
  const { unread, notifications } = await told(edith)
  expect(unread).toBe(2)
  const one = await room.ask(edith, 'POST', 'notifications/read', { ids: [notifications[0].id] })
  expect(one.body.unread).toBe(1)
  // Somebody else's are out of reach.
  await room.ask(otto, 'POST', 'notifications/read', { ids: [notifications[1].id] })
  expect((await told(edith)).unread).toBe(1)
  expect((await room.ask(edith, 'POST', 'notifications/read', {})).body.unread).toBe(0)
})

test('a mail at once, a digest, or none; and none for what was read in the product', async () => {
  await prefer(edith, 'digest')
  await submit()
  await submit()
  const addressed = async (who: Somebody) =>
    (await room.mails()).filter(({ to }) => to === who.email)
  await room.runMailJobs()
  expect(await addressed(otto)).toHaveLength(2)
  expect(await addressed(edith)).toEqual([])
  // The digest's time has come.
  const due = await room.store.db
    .updateTable('job')
    .set({ run_at: new Date().toISOString() })
    .where('kind', '=', 'digest')
    .returning('id')
    .execute()
  expect(due).toHaveLength(1)
  await room.runMailJobs()
  const [digest, ...more] = await addressed(edith)
  expect(more).toEqual([])
  expect(digest?.subject).toBe('2 things about your guides')
  expect(digest?.text).toContain(`${room.address}/write/guides/a-guide/review/2`)
  await prefer(otto, 'none')
  await submit()
  await room.runMailJobs()
  expect(await addressed(otto)).toHaveLength(2)
  await prefer(otto, 'at-once')
  await submit()
  await room.ask(otto, 'POST', 'notifications/read', {})
  await room.runMailJobs()
  expect(await addressed(otto)).toHaveLength(2)
})

test('one click stops the mails, without a sign-in; a forged address stops nobody’s', async () => {
  await submit()
  await room.runMailJobs()
  const stopUrl = (await room.mails()).find(({ to }) => to === otto.email)?.stopUrl ?? ''
  // Looking at it changes nothing: mail scanners open links.
  expect((await fetch(stopUrl)).status).toBe(200)
  expect((await told(otto)).delivery).toBe('at-once')
  const forged = stopUrl.replace(otto.accountId, edith.accountId)
  expect((await fetch(forged, { method: 'POST' })).status).toBe(404)
  const clicked = await fetch(stopUrl, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(clicked.status).toBe(200)
  expect((await told(otto)).delivery).toBe('none')
  expect((await told(edith)).delivery).toBe('at-once')
})

test('after a crash there is neither the cause nor its notification, or both; and never two mails', async () => {
  const notice = {
    kind: 'mention' as const,
    cause: 'the same event',
    title: 'Once',
    href: '/write',
    to: [edith.accountId, edith.accountId, 'nobody'],
    by: null,
  }
  await room.store.db
    .transaction()
    .execute(async (trx) => {
      await notify(trx, notice)
      throw new Error('crash')
    })
    .catch(() => {})
  expect(await titles(edith)).toEqual([])
  for (const _ of [1, 2]) await room.store.db.transaction().execute((trx) => notify(trx, notice))
  expect(await titles(edith)).toEqual(['Once'])
  await room.runMailJobs()
  // The job ran, and the server ended before it could say so: it runs again.
  await room.store.db
    .updateTable('job')
    .set({ state: 'running' })
    .where('kind', '=', 'notification-mail')
    .execute()
  await room.runMailJobs()
  expect((await room.mails()).filter(({ to }) => to === edith.email)).toHaveLength(1)
})

test('a mail that may have been handed over before a crash is not sent again; a sign-in link is', async () => {
  // Nothing listens there: whatever is handed over fails, and so is seen.
  const postOffice = openPostOffice(room.store, 'smtp://127.0.0.1:9', () => {})
  await postOffice.post({ to: 'a@x.example', subject: 'Link', text: '' })
  await postOffice.post({ to: 'b@x.example', subject: 'Told', text: '', stopUrl: 'http://x' })
  await room.store.db.updateTable('mail').set({ handed_over_at: 'before the crash' }).execute()
  if (!postOffice.sendMail) throw new Error('no transport')
  const runner = startJobs({ store: room.store, handlers: { mail: postOffice.sendMail } })
  await expect
    .poll(async () =>
      (
        await room.store.db
          .selectFrom('job')
          .select(['attempts', 'state'])
          .orderBy('created_at')
          .execute()
      ).map(({ attempts, state }) => [attempts, state]),
    )
    .toEqual([
      [1, 'waiting'],
      [1, 'done'],
    ])
  await runner.stop()
})

test('mentions reach members who are newly mentioned, and nobody else', async () => {
  const comment = {
    guideId: 'g',
    threadId: 't',
    messageId: 'm',
    chapterId: 'one',
    message: {
      by: { accountId: ana.accountId, name: 'Ana' },
      body: 'Is this so, @Edith?',
      mentions: [edith.accountId, ana.accountId, 'nobody'],
    },
    mentionedBefore: [],
  }
  await notifyMentioned(room.store, comment)
  expect(await titles(edith)).toEqual(['Ana mentioned you: “Is this so, @Edith?”'])
  expect(await titles(ana)).toEqual([])
  const message = { ...comment.message, mentions: [edith.accountId, otto.accountId] }
  await notifyMentioned(room.store, { ...comment, message, mentionedBefore: [edith.accountId] })
  expect(await titles(edith)).toHaveLength(1)
  expect(await titles(otto)).toHaveLength(1)
})

test('a scheduled release is announced when its time has come, once, and not if it was withdrawn', async () => {
  const { number, contentHash } = await submit()
  const publishAt = { local: '2999-07-01T09:00', zone: 'America/Chicago' }
  await room.ask(edith, 'POST', `guides/a-guide/candidates/${number}/approve`, {
    contentHash,
    publishAt,
  })
  const [scheduled] = (await room.ask(ana, 'GET', 'guides/a-guide/releases')).body
  expect(scheduled.publishAt).toEqual({ at: '2999-07-01T14:00:00.000Z', zone: 'America/Chicago' })
  const { id } = await room.store.db.selectFrom('release').select('id').executeTakeFirstOrThrow()
  const announce = async () => {
    const jobs = notificationJobs({
      store: room.store,
      postOffice: openPostOffice(room.store, undefined, () => {}),
      baseUrl: room.address,
      secret: '',
    })
    await jobs.announce?.({
      id: '',
      payload: { releaseId: id },
      attempts: 1,
      signal: AbortSignal.timeout(5000),
      report: async () => {},
    })
  }
  const published = 'Release 1.0 of “A guide” is published.'
  await room.store.db
    .updateTable('release')
    .set({ published_at: '2999-07-01T14:00:00.000Z' })
    .execute()
  await announce()
  expect(await titles(ana)).not.toContain(published)
  await room.ask(edith, 'POST', 'guides/a-guide/releases/1.0/schedule', { publishAt: null })
  await announce()
  await announce()
  expect((await titles(ana)).filter((title) => title === published)).toHaveLength(1)
  const again = await room.ask(edith, 'POST', 'guides/a-guide/releases/1.0/schedule', { publishAt })
  expect([again.status, again.code]).toEqual([409, 'release-published'])
  const reason = { reason: 'A number was wrong' }
  const withdraw = () => room.ask(edith, 'POST', 'guides/a-guide/releases/1.0/withdraw', reason)
  expect((await withdraw()).body[0].withdrawn).toMatchObject({ reason: 'A number was wrong' })
  expect((await withdraw()).code).toBe('release-withdrawn')
  expect((await titles(ana))[0]).toContain('withdrew release 1.0')
  const trail = (await room.ask(edith, 'GET', 'guides/a-guide/audit')).body
  expect(trail.map(({ action }: { action: string }) => action)).toEqual([
    'submit-candidate',
    'approve-candidate',
    'cut-release',
    'schedule-publication',
    'publish-release',
    'withdraw-release',
  ])
  const csv = await room.ask(edith, 'GET', 'guides/a-guide/audit.csv')
  expect(csv.body).toContain('"withdraw-release","Edith withdrew release 1.0: A number was wrong"')
})
