import { chaptersMap } from '@charrette/guides'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../store/testing/postgres.ts'
import { openWholeRoom, type Somebody, type WholeRoom } from '../testing/whole-room.ts'
import { verifyChain } from './index.ts'

const postgres: PostgresServer | null = await startPostgres()

describe.each([
  ['SQLite', async (): Promise<string | undefined> => undefined],
  ...(postgres ? [['Postgres', () => postgres.freshDatabase()] as const] : []),
] as const)('editors who decide at the same instant, in %s', (_name, databaseUrl) => {
  let room: WholeRoom
  let ana: Somebody
  let edith: Somebody
  let otto: Somebody
  beforeEach(async () => {
    room = await openWholeRoom({ databaseUrl: await databaseUrl() })
    ana = await room.add('Ana', 'author', 'Riverbend')
    edith = await room.add('Edith', 'editor', 'Alder')
    otto = await room.add('Otto', 'editor', 'Tern')
  })
  afterEach(() => room.close())

  const submit = async () => (await room.ask(ana, 'POST', 'guides/a-guide/candidates', {})).body
  const approve = (
    who: Somebody,
    { number, contentHash }: { number: number; contentHash: string },
  ) => room.ask(who, 'POST', `guides/a-guide/candidates/${number}/approve`, { contentHash })
  const releases = async () =>
    (await room.ask(ana, 'GET', 'guides/a-guide/releases')).body.map(
      ({ number }: { number: string }) => number,
    )

  test('both approvals count, and make one release', async () => {
    const rules = { editors: 2, cities: 2, checks: [] }
    await room.ask(edith, 'PUT', 'guides/a-guide/rules', rules)
    const candidate = await submit()
    const answers = await Promise.all([approve(edith, candidate), approve(otto, candidate)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await releases()).toEqual(['1.0'])
    const [release] = (await room.ask(ana, 'GET', 'guides/a-guide/releases')).body
    expect(release.approvals.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Edith',
      'Otto',
    ])
    expect(
      await room.store.db.selectFrom('job').select('kind').where('kind', '=', 'publish').execute(),
    ).toHaveLength(1)
    expect((await verifyChain(room.store.db)).broken).toBeNull()
  })

  test('where one is enough, one decides and the other is told', async () => {
    const candidate = await submit()
    const answers = await Promise.all([approve(edith, candidate), approve(otto, candidate)])
    expect(answers.map(({ code }) => code).sort()).toEqual(['', 'candidate-decided'])
    expect(await releases()).toEqual(['1.0'])
  })

  test('an approval and a return: one of them holds', async () => {
    const candidate = await submit()
    const back = `guides/a-guide/candidates/${candidate.number}/return`
    const answers = await Promise.all([
      approve(edith, candidate),
      room.ask(otto, 'POST', back, { reason: 'Not yet' }),
    ])
    expect(answers.map(({ code }) => code).sort()).toEqual(['', 'candidate-decided'])
  })

  test('an editor who wrote in a chapter does not approve it alone', async () => {
    const draft = await room.open(edith)
    chaptersMap(draft.doc).get('two')?.set('title', 'Two, by Edith')
    await expect
      .poll(async () => (await room.sync.readGuide('g')).guide.chapters[1]?.title)
      .toBe('Two, by Edith')
    draft.leave()
    const candidate = await submit()
    const part = (body: { parts: { partId: string; cities: string[]; missing: string[] }[] }) =>
      body.parts.find(({ partId }) => partId === 'two')
    expect(part(candidate)?.cities).toEqual(['Alder'])
    const first = await approve(edith, candidate)
    expect([first.body.state, part(first.body)?.missing]).toEqual([
      'submitted',
      ['an editor who is not of Alder, which wrote in it'],
    ])
    expect((await approve(otto, candidate)).body.releaseNumber).toBe('1.0')
  })
})
