import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeCode } from '../sync/index.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { acceptInvitation } from './index.ts'

let room: WholeRoom
let mara: Somebody
beforeEach(async () => {
  room = await openWholeRoom()
  mara = await room.add('Mara', 'administrator')
})
afterEach(() => room.close())

const invitation = {
  email: 'Nia@New-Ferry.example',
  name: 'Nia',
  role: 'author',
  city: { name: 'New Ferry', state: 'ZZ' },
}
const invite = (value: unknown = invitation) =>
  room.ask(mara, 'POST', 'consortia/c/people/invitations', value)
async function tokenFromMail(): Promise<string> {
  const [mail] = (await room.mails()).filter(({ to }) => to === 'nia@new-ferry.example')
  return /\/join\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

test('an invitation by mail makes an author of a city, once', async () => {
  expect((await invite()).body.invitations).toMatchObject([
    { email: 'nia@new-ferry.example', city: 'New Ferry', role: 'author', invitedBy: 'Mara' },
  ])
  const token = await tokenFromMail()
  const { token_hash } = await room.store.db
    .selectFrom('consortium_invitation')
    .select('token_hash')
    .executeTakeFirstOrThrow()
  expect(token_hash).not.toContain(token)
  // Looking at it uses nothing up: mail scanners open links.
  for (const _ of [1, 2])
    expect((await room.ask(null, 'GET', `invitations/${token}`)).body).toMatchObject({
      name: 'Nia',
      consortium: 'Cities',
      city: 'New Ferry',
    })
  const accepted = await room.ask(null, 'POST', `invitations/${token}/accept`, {})
  const opened = await fetch(accepted.body.signInUrl, { redirect: 'manual' })
  const cookie = opened.headers.getSetCookie().join('; ')
  const me = await fetch(`${room.address}/api/me`, { headers: { Cookie: cookie } })
  expect(await me.json()).toMatchObject({
    account: { name: 'Nia', city: { name: 'New Ferry' } },
    memberships: [{ role: 'author' }],
  })
  const again = await room.ask(null, 'POST', `invitations/${token}/accept`, {})
  expect([again.status, again.code]).toEqual([410, 'invitation-used'])
})

test('two who open the same link at once are one account, and one of them is told', async () => {
  await invite()
  const token = await tokenFromMail()
  const outcomes = await Promise.allSettled([
    acceptInvitation(room, token),
    acceptInvitation(room, token),
  ])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { people } = (await room.ask(mara, 'GET', 'consortia/c/people')).body
  expect(people.map(({ name }: { name: string }) => name)).toEqual(['Mara', 'Nia'])
})

test('links that lead nowhere say why', async () => {
  await invite()
  const token = await tokenFromMail()
  const unknown = await room.ask(null, 'GET', 'invitations/nonsense')
  expect([unknown.status, unknown.code]).toEqual([404, 'invitation-not-found'])
  const later = new Date(Date.now() + 15 * 24 * 3_600_000)
  await expect(acceptInvitation(room, token, later)).rejects.toMatchObject({
    code: 'invitation-expired',
  })
  const [{ id }] = (await room.ask(mara, 'GET', 'consortia/c/people')).body.invitations
  await room.ask(mara, 'DELETE', `consortia/c/people/invitations/${id}`)
  const revoked = await room.ask(null, 'POST', `invitations/${token}/accept`, {})
  expect([revoked.status, revoked.code]).toEqual([410, 'invitation-revoked'])
})

test('nobody is invited twice, or into what they are in', async () => {
  await invite()
  expect((await invite()).code).toBe('already-invited')
  expect((await invite({ ...invitation, email: mara.email })).code).toBe('already-a-member')
  expect((await invite({ ...invitation, email: 'nobody' })).code).toBe('bad-request')
  expect((await invite({ ...invitation, role: 'king' })).code).toBe('bad-request')
})

test('a removed person is out at once: connections, sessions, tokens, guides', async () => {
  const ana = await room.add('Ana', 'lead')
  const draft = await room.open(ana)
  await room.ask(mara, 'DELETE', `consortia/c/people/${ana.accountId}`)
  expect(await draft.closed).toBe(closeCode.signInAgain)
  expect((await room.ask(ana, 'GET', 'guides/a-guide')).status).toBe(401)
  expect(await room.store.db.selectFrom('guide_member').selectAll().execute()).toEqual([])
})

test('a new role counts at once, also for what is open', async () => {
  const ana = await room.add('Ana', 'author')
  const draft = await room.open(ana)
  await room.ask(mara, 'POST', `consortia/c/people/${ana.accountId}/role`, { role: 'reader' })
  expect(await draft.closed).toBe(closeCode.roleChanged)
  expect((await room.ask(ana, 'GET', 'guides/a-guide')).body.role).toBe('reader')
})

test('the last administrator stays', async () => {
  const path = `consortia/c/people/${mara.accountId}`
  expect((await room.ask(mara, 'DELETE', path)).code).toBe('last-administrator')
  expect((await room.ask(mara, 'POST', `${path}/role`, { role: 'editor' })).code).toBe(
    'last-administrator',
  )
})

test('who manages no people sees names and cities, and no addresses', async () => {
  const ana = await room.add('Ana', 'author')
  await invite()
  const { people, invitations } = (await room.ask(ana, 'GET', 'consortia/c/people')).body
  expect(people).toContainEqual(expect.objectContaining({ name: 'Mara', email: null }))
  expect(invitations).toEqual([])
})

test('a lead author is that in their guide alone', async () => {
  const ana = await room.add('Ana', 'author')
  const edith = await room.add('Edith', 'editor')
  await room.ask(edith, 'POST', 'guides/a-guide/leads', { accountId: ana.accountId })
  expect((await room.ask(ana, 'GET', 'guides/a-guide')).body.role).toBe('lead')
  const begun = await room.ask(edith, 'POST', 'guides', { title: 'Other', consortium: 'c' })
  expect((await room.ask(ana, 'GET', `guides/${begun.body.slug}`)).body.role).toBe('author')
  const left = await room.ask(edith, 'DELETE', `guides/a-guide/leads/${ana.accountId}`)
  expect(left.body).toEqual([])
  const nobody = await room.ask(edith, 'POST', 'guides/a-guide/leads', { accountId: 'nobody' })
  expect(nobody.code).toBe('no-such-person')
})
