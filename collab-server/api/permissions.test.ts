import {
  addThread,
  chapterFragment,
  chaptersMap,
  newSuggestionId,
  signSuggestion,
} from '@charrette/guides'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Action, actions } from '../accounts/index.ts'
import { closeCode } from '../sync/index.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { roleSchema } from './contract.ts'

// Every role tries every action, over the API and over sync. The list below is written by hand and
// not made from the policy table, so that a slip in the table is found.

const allowed: Record<Action, string> = {
  'read the draft': 'reader commenter suggester author lead editor administrator',
  comment: 'commenter suggester author lead editor administrator',
  'suggest changes': 'suggester author lead editor administrator',
  'write the draft': 'author lead editor administrator',
  'name a version': 'author lead editor administrator',
  'restore a version': 'author lead editor administrator',
  'create a guide': 'author lead editor administrator',
  'submit a candidate': 'author lead editor administrator',
  'name lead authors': 'lead editor administrator',
  'decide who writes': 'lead editor administrator',
  'assign chapters': 'lead editor administrator',
  'decide on a candidate': 'editor administrator',
  'set the approval rules': 'editor administrator',
  'correct credits': 'editor administrator',
  'schedule a publication': 'editor administrator',
  'withdraw a release': 'editor administrator',
  'retry a publication': 'editor administrator',
  'read the audit log': 'editor administrator',
  'answer questions': 'editor administrator',
  'see the status': 'editor administrator',
  'preview the newsletter': 'author lead editor administrator',
  'send the newsletter': 'editor administrator',
  'manage people': 'administrator',
  'change the settings': 'administrator',
}

let room: WholeRoom
beforeEach(async () => {
  room = await openWholeRoom()
})
afterEach(() => room.close())

/** Whether the right is there; what else may be wrong with the request does not matter here. */
const api =
  (method: string, path: string, value?: unknown) =>
  async (who: Somebody): Promise<boolean> => {
    const { status, code } = await room.ask(who, method, path, value)
    expect([path, status === 401 || status === 500]).toEqual([path, false])
    return code !== 'forbidden'
  }

const attempts: Record<Action, ((who: Somebody) => Promise<boolean>)[]> = {
  'read the draft': [
    api('GET', 'guides/a-guide'),
    api('GET', 'guides/a-guide/checks'),
    api('GET', 'guides/a-guide/history'),
    api('GET', 'guides/a-guide/attribution'),
    api('GET', 'guides/a-guide/credits'),
    api('GET', 'guides/a-guide/history/comparison?from=u1&to=now'),
    api('GET', 'guides/a-guide/candidates'),
    api('GET', 'guides/a-guide/releases'),
    api('GET', 'guides/a-guide/imports/none'),
    api('GET', 'guides/a-guide/assignments'),
    api('GET', 'guides/a-guide/export/markdown'),
    api('GET', 'guides/a-guide/export/word?chapter=none'),
    api('GET', 'guides/a-guide/translation'),
    api('GET', 'consortia/c/people'),
    opens,
  ],
  comment: [comments],
  'suggest changes': [suggests],
  'write the draft': [
    writes,
    api('POST', 'guides/a-guide/sources/read', { text: '' }),
    api('POST', 'guides/a-guide/sources/doi', { doi: 'none' }),
    api('POST', 'guides/a-guide/imports?name=a.docx', {}),
  ],
  'name a version': [api('POST', 'guides/a-guide/history/versions', { name: 'Before the vote' })],
  'restore a version': [
    api('POST', 'guides/a-guide/history/restore', { version: 'u1', chapterId: null }),
  ],
  'create a guide': [
    api('POST', 'guides', { title: 'Another', consortium: 'c' }),
    api('POST', 'consortia/c/imports?name=a.docx', {}),
    api('POST', 'guides/a-guide/translations', { lang: 'es' }),
  ],
  'submit a candidate': [api('POST', 'guides/a-guide/candidates', {})],
  'name lead authors': [
    api('POST', 'guides/a-guide/leads', { accountId: 'nobody' }),
    api('DELETE', 'guides/a-guide/leads/nobody'),
  ],
  'decide who writes': [api('PUT', 'guides/a-guide/writing', { otherCities: 'write' })],
  'assign chapters': [
    api('PUT', 'guides/a-guide/assignments/one', {
      cityId: null,
      status: 'drafting',
      dueOn: null,
    }),
  ],
  'decide on a candidate': [
    api('POST', 'guides/a-guide/candidates/9/approve', {
      contentHash: '',
      kind: 'revision',
    }),
    api('POST', 'guides/a-guide/candidates/9/return', { reason: 'Too short' }),
  ],
  'set the approval rules': [
    api('PUT', 'guides/a-guide/rules', { editors: 1, cities: 1, checks: [] }),
  ],
  'correct credits': [
    api('POST', 'guides/a-guide/credits/corrections', {
      kind: 'add',
      chapterId: 'none',
      name: 'The library',
      reason: 'It gave the pictures.',
    }),
    api('POST', 'guides/a-guide/credits/corrections/none/take-back', { reason: 'A slip.' }),
  ],
  'schedule a publication': [
    api('POST', 'guides/a-guide/releases/9.9/schedule', { publishAt: null }),
  ],
  'withdraw a release': [
    api('POST', 'guides/a-guide/releases/9.9/withdraw', { reason: 'It is wrong' }),
  ],
  'retry a publication': [retries],
  'read the audit log': [api('GET', 'guides/a-guide/audit')],
  'see the status': [api('GET', 'consortia/c/status')],
  'answer questions': [api('GET', 'questions'), api('POST', 'questions/none/answered')],
  'preview the newsletter': [
    api('GET', 'guides/a-guide/newsletter'),
    api('POST', 'guides/a-guide/newsletter/preview'),
  ],
  'send the newsletter': [api('POST', 'guides/a-guide/newsletter/send', { release: '9.9' })],
  'manage people': [
    api('POST', 'consortia/c/people/invitations', {
      email: 'new@riverbend.example',
      name: 'New',
      role: 'author',
      city: { name: 'Riverbend' },
    }),
    api('DELETE', 'consortia/c/people/invitations/none'),
    api('POST', 'consortia/c/people/nobody/role', { role: 'author' }),
    api('DELETE', 'consortia/c/people/nobody'),
    api('GET', 'consortia/c/people/nobody/export'),
    api('POST', 'consortia/c/people/nobody/erase', { name: 'Nobody' }),
    api('PUT', 'consortia/c/cities/nowhere', { name: 'Somewhere' }),
  ],
  'change the settings': [
    api('GET', 'consortia/c/settings'),
    api('PUT', 'consortia/c/settings', {
      name: 'C',
      appearance: { theme: 'none' },
      quotas: {},
    }),
    api('POST', 'consortia/c/settings/test-mail'),
    api('POST', 'consortia/c/settings/logo'),
    api('GET', `consortia/c/settings/logo/${'0'.repeat(64)}`),
  ],
}

async function opens(who: Somebody): Promise<boolean> {
  const draft = await room.open(who)
  const read = chaptersMap(draft.doc).size > 0
  draft.leave()
  return read
}

async function writes(who: Somebody): Promise<boolean> {
  const draft = await room.open(who)
  const title = `Written by ${who.name}`
  chaptersMap(draft.doc).get('one')?.set('title', title)
  const ended = await Promise.race([draft.closed, arrived(title)])
  draft.leave()
  if (ended === closeCode.forbidden) expect(await titleNow()).not.toBe(title)
  return ended !== closeCode.forbidden
}

async function suggests(who: Somebody): Promise<boolean> {
  const draft = await room.open(who)
  const before = await countLogged(who)
  const id = newSuggestionId()
  draft.doc.transact(() => {
    signSuggestion(
      draft.doc,
      id,
      { accountId: who.accountId, name: who.name, city: 'Riverbend' },
      new Date(),
    )
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.setAttribute('inserted', id)
    paragraph.insert(0, [new Y.XmlText(`Suggested by ${who.name}`)])
    chapterFragment(draft.doc, 'one').push([paragraph])
  })
  const ended = await Promise.race([draft.closed, logged(who, before)])
  draft.leave()
  return ended !== closeCode.forbidden
}

async function comments(who: Somebody): Promise<boolean> {
  const draft = await room.open(who)
  addThread(draft.doc, {
    by: { accountId: who.accountId, name: who.name, city: 'Riverbend' },
    anchor: { chapterId: 'one', kind: 'text', from: '{}', to: '{}', quote: 'Words' },
    body: `Said by ${who.name}`,
    mentions: [],
    now: new Date(),
  })
  const ended = await Promise.race([draft.closed, logged(who)])
  draft.leave()
  return ended !== closeCode.forbidden
}

async function countLogged({ accountId }: Somebody): Promise<number> {
  const rows = room.store.db.selectFrom('update_log').select('seq')
  return (await rows.where('account_id', '=', accountId).execute()).length
}

/** Resolves when more of somebody's updates are in the log than there were. */
async function logged(who: Somebody, before = 0): Promise<'logged'> {
  while ((await countLogged(who)) <= before) await new Promise((resolve) => setTimeout(resolve, 5))
  return 'logged'
}

const titleNow = async () => (await room.sync.readGuide('g')).guide.chapters[0]?.title

async function arrived(title: string): Promise<'arrived'> {
  while ((await titleNow()) !== title) await new Promise((resolve) => setTimeout(resolve, 5))
  return 'arrived'
}

async function retries(who: Somebody): Promise<boolean> {
  await room.store.db
    .insertInto('candidate')
    .values({
      id: who.name,
      guide_id: 'g',
      number: 100 + who.name.length,
      state: 'approved',
      content_hash: '',
      content: '',
      state_vector: new Uint8Array(),
      note: '',
      submitted_by: '{}',
      submitted_at: '',
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
      id: who.name,
      guide_id: 'g',
      candidate_id: who.name,
      number: '1.0',
      ordinal: 1,
      content_hash: '',
      released_at: '',
      approvals: '[]',
      changelog: '',
      job_id: `job of ${who.name}`,
      published_at: null,
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
  return api('POST', `jobs/${encodeURIComponent(`job of ${who.name}`)}/retry`)(who)
}

test.each(roleSchema.options)('what a %s may do, and may not', async (role) => {
  const who = await room.add('Sam', role)
  for (const action of actions) {
    const expected = allowed[action].split(' ').includes(role)
    for (const attempt of attempts[action])
      expect([role, action, await attempt(who)]).toEqual([role, action, expected])
  }
})

test('who has no part in the consortium finds nothing there', async () => {
  const stranger = await room.add('Stranger', 'editor')
  await room.store.db
    .deleteFrom('consortium_member')
    .where('account_id', '=', stranger.accountId)
    .execute()
  for (const path of ['guides/a-guide', 'guides/a-guide/audit', 'consortia/c/people'])
    expect((await room.ask(stranger, 'GET', path)).status).toBe(404)
  expect(await (await room.open(stranger)).closed).toBe(closeCode.forbidden)
  expect((await room.ask(null, 'GET', 'guides/a-guide')).status).toBe(401)
})
