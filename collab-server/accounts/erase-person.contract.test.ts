import { commentsMap, suggestionsMap } from '@charrette/guides'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyChain } from '../review/index.ts'
import { type PostgresServer, startPostgres } from '../store/testing/postgres.ts'
import { closeCode } from '../sync/index.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { erasePerson, exportPerson } from './index.ts'

const postgres: PostgresServer | null = await startPostgres()
const operator = { accountId: '', name: 'The operator', city: '' }

describe.each([
  ['SQLite', async (): Promise<string | undefined> => undefined],
  ...(postgres ? [['Postgres', () => postgres.freshDatabase()] as const] : []),
] as const)('a person who asks to be forgotten, in %s', (_name, databaseUrl) => {
  let room: WholeRoom
  let ana: Somebody
  let edith: Somebody
  let mara: Somebody
  beforeEach(async () => {
    room = await openWholeRoom({ databaseUrl: await databaseUrl() })
    mara = await room.add('Mara', 'administrator')
    ana = await room.add('Ana', 'author')
    edith = await room.add('Edithalina', 'editor', 'Alder')
  })
  afterEach(() => room.close())

  async function release(): Promise<void> {
    const { body } = await room.ask(ana, 'POST', 'guides/a-guide/candidates', { note: 'Please' })
    const approved = await room.ask(
      edith,
      'POST',
      `guides/a-guide/candidates/${body.number}/approve`,
      { contentHash: body.contentHash, kind: 'revision' },
    )
    expect(approved.status).toBe(200)
  }
  const releases = () => room.store.db.selectFrom('release').selectAll().execute()
  const tables = async () => {
    const { db } = room.store
    return JSON.stringify([
      await db.selectFrom('user').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
      await db.selectFrom('candidate').select(['submitted_by', 'decided_by']).execute(),
      await db.selectFrom('approval').selectAll().execute(),
      await db.selectFrom('consortium_invitation').selectAll().execute(),
      await db.selectFrom('mail').selectAll().where('to_address', '=', edith.email).execute(),
    ])
  }

  test('gets all that is known of them', async () => {
    await release()
    const all = await exportPerson(room.store.db, edith.email.toUpperCase())
    expect(all).toMatchObject({
      account: { id: edith.accountId, name: 'Edithalina', email: edith.email },
      city: { name: 'Alder' },
      consortia: [{ slug: 'c', role: 'editor' }],
      scriptTokens: [{ role: 'administrator', revoked_at: null }],
      decided: [{ guide: 'a-guide', number: 1 }],
      submitted: [],
    })
    expect(JSON.stringify(all.audit)).toContain('Edithalina')
    // Another's words are another's.
    expect(JSON.stringify(all)).not.toMatch(/ana@|token_hash/)
  })

  test('is a pseudonym everywhere but in what was released, and the audit log is whole', async () => {
    await release()
    const changed = await room.ask(mara, 'POST', `consortia/c/people/${edith.accountId}/role`, {
      role: 'author',
    })
    expect(changed.status).toBe(200)
    const before = await releases()
    const head = (await verifyChain(room.store.db)).head
    expect(await tables()).toContain('Edithalina')
    const draft = await room.open(edith)

    const erased = await erasePerson(room.store, { email: edith.email, actor: operator })
    expect(erased.pseudonym).toMatch(/^Former member [0-9a-f]{6}$/)
    expect(erased.auditEntries).toBeGreaterThan(0)
    expect([closeCode.signInAgain, closeCode.forbidden]).toContain(await draft.closed)
    const left = await tables()
    expect(left).not.toMatch(/Edithalina|edithalina@/)
    expect(left).toContain(erased.pseudonym)
    expect(await releases()).toEqual(before)
    expect(before[0]?.approvals).toContain('Edithalina')
    expect((await room.ask(edith, 'GET', 'me')).status).toBe(401)
    // The chain goes on from where it was, and through it.
    expect(await verifyChain(room.store.db, head)).toMatchObject({
      broken: null,
      expectedFound: true,
    })
    // Nobody else lost anything.
    expect((await room.ask(ana, 'GET', 'guides/a-guide')).status).toBe(200)
    await expect(erasePerson(room.store, { email: edith.email, actor: operator })).rejects.toThrow(
      'Nobody here has the address',
    )
    // A second erasure goes over entries of the first.
    await erasePerson(room.store, { email: ana.email, actor: operator })
    expect(await tables()).not.toMatch(/"Ana"|ana@/)
    expect((await verifyChain(room.store.db)).broken).toBeNull()
  })

  test('is a pseudonym in comments, suggestions, history and what others were told', async () => {
    const draft = await room.open(edith)
    const by = { accountId: edith.accountId, name: 'Edithalina', city: 'Alder' }
    const at = new Date().toISOString()
    const anchor = { chapterId: 'one', kind: 'block', from: '{}', to: '{}', quote: 'The' } as const
    const body = 'I think so.'
    const message = { by, at, body, mentions: [ana.accountId], editedAt: null }
    commentsMap(draft.doc).set('thread1', { by, at, anchor })
    commentsMap(draft.doc).set('thread1/message1', message)
    suggestionsMap(draft.doc).set('suggestion1', { by, at })
    const mine = await room.open(ana)
    const anas = { accountId: ana.accountId, name: 'Ana', city: 'Riverbend' }
    await expect.poll(() => commentsMap(mine.doc).size).toBe(2)
    commentsMap(mine.doc).set('thread1/message2', {
      ...message,
      by: anas,
      body: 'Thank you, @Edithalina!',
      mentions: [edith.accountId],
    })
    await expect.poll(() => commentsMap(draft.doc).size).toBe(3)
    await release()
    const notices = () => room.store.db.selectFrom('notification').select('title').execute()
    expect(JSON.stringify(await notices())).toContain('Edithalina')

    const { pseudonym } = await erasePerson(room.store, { email: edith.email, actor: operator })
    await room.runMailJobs()
    await expect.poll(() => JSON.stringify(mine.doc.toJSON())).not.toContain('Edithalina')
    expect(commentsMap(mine.doc).get('thread1')).toEqual({
      by: { ...by, name: pseudonym },
      at,
      anchor,
    })
    expect(commentsMap(mine.doc).get('thread1/message1')).toMatchObject({
      body,
      by: { name: pseudonym },
    })
    expect(commentsMap(mine.doc).get('thread1/message2')).toMatchObject({
      body: `Thank you, @${pseudonym}!`,
      by: anas,
    })
    expect(suggestionsMap(mine.doc).get('suggestion1')).toMatchObject({ by: { name: pseudonym } })
    const history = await room.ask(ana, 'GET', 'guides/a-guide/history')
    expect(history.status).toBe(200)
    expect(JSON.stringify(history.body)).not.toContain('Edithalina')
    const jobs = await room.store.db.selectFrom('job').select('payload').execute()
    const mails = await room.store.db.selectFrom('mail').select(['subject', 'text']).execute()
    expect(JSON.stringify([await notices(), jobs, mails])).not.toContain('Edithalina')
    expect((await releases())[0]?.approvals).toContain('Edithalina')
  })

  test('an entry that is changed afterwards, or an erasure that nobody recorded, is found', async () => {
    await release()
    await erasePerson(room.store, { email: edith.email, actor: operator })
    const { db } = room.store
    const redacted = await db.selectFrom('audit_redaction').selectAll().executeTakeFirstOrThrow()
    const { summary } = await db
      .selectFrom('audit')
      .select('summary')
      .where('seq', '=', redacted.seq)
      .executeTakeFirstOrThrow()
    const say = (words: string) =>
      db.updateTable('audit').set({ summary: words }).where('seq', '=', redacted.seq).execute()
    // Of other entries, and of more than their words, the database lets nothing be changed.
    const others = db.updateTable('audit').set({ summary: 'Nothing.' })
    await expect(others.where('seq', '!=', redacted.seq).execute()).rejects.toThrow('append-only')
    const when = db.updateTable('audit').set({ at: '2020' }).where('seq', '=', redacted.seq)
    await expect(when.execute()).rejects.toThrow('append-only')
    await say(`${summary} Not.`)
    expect((await verifyChain(db)).broken).toBe(redacted.seq)
    await say(summary)
    expect((await verifyChain(db)).broken).toBeNull()
    await db
      .updateTable('audit_redaction')
      .set({ hash: '0'.repeat(64) })
      .execute()
    expect((await verifyChain(db)).broken).not.toBeNull()
  })

  test('the only administrator stays, and nothing of it happens by half', async () => {
    const before = await tables()
    await expect(
      erasePerson(room.store, { email: mara.email, actor: operator }),
    ).rejects.toMatchObject({ code: 'last-administrator' })
    expect(await tables()).toBe(before)
  })
})
