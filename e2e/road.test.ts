import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type * as Y from 'yjs'
import {
  type CharretteProcess,
  runCharrette,
  scratchFolder,
  startCharrette,
} from './charrette-process.ts'
import { copyDemonstration } from './demonstration-data.ts'
import { pdfText } from './pdf-text.ts'
import { firstChapter, joinGuide, published, textOf, token, until, write } from './script-author.ts'

// The whole road of a sentence over the wire: two cities write, an editor approves, readers read.

const slug = 'growing-wages-and-jobs'
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

test('two cities write, an editor approves, readers read exactly that text', async () => {
  const { path } = await folder()
  await copyDemonstration(path)
  const server = await start(path)
  await published(server, slug, '1.0')
  const [ana, ben, edith] = await Promise.all([
    token(path, 'ana@riverbend.example', 'author'),
    token(path, 'ben@port-lathrop.example', 'author'),
    token(path, 'edith@alder-falls.example', 'editor'),
  ])
  const anasDraft = await joined(server, ana)
  const bensDraft = await joined(server, ben)
  const chapter = firstChapter(anasDraft)
  write(anasDraft, chapter, 'Riverbend counted its empty seats before it bought more.')
  write(bensDraft, chapter, 'Port Lathrop paid the bus fare and lost fewer students.')
  await until(
    async () =>
      textOf(anasDraft, chapter).includes('Port Lathrop paid') &&
      textOf(bensDraft, chapter).includes('Riverbend counted'),
  )

  expect((await post(server, ana, `guides/${slug}/candidates/1/approve`, {})).status).toBe(400)
  const submitted = await post(server, ana, `guides/${slug}/candidates`, { note: 'Two sentences' })
  expect(submitted.status).toBe(200)
  const candidate = (await submitted.json()) as { number: number; contentHash: string }
  write(anasDraft, chapter, 'This sentence came after the submission.')

  const rendered = await get(
    server,
    edith,
    `guides/${slug}/candidates/${candidate.number}/rendered/${chapter}/`,
  )
  expect(await rendered.text()).toContain('Riverbend counted its empty seats')

  const approval = { contentHash: candidate.contentHash, kind: 'revision', changelog: '' }
  const approvePath = `guides/${slug}/candidates/${candidate.number}/approve`
  const byAuthor = await post(server, ben, approvePath, approval)
  expect(byAuthor.status).toBe(403)
  expect((await post(server, edith, approvePath, approval)).status).toBe(200)
  const twice = await post(server, edith, approvePath, approval)
  expect([twice.status, await codeOf(twice)]).toEqual([409, 'candidate-decided'])

  await published(server, slug, '2.0')
  const page = await (await fetch(`${server.address}/guides/${slug}/${chapter}/`)).text()
  expect(page).toContain('Riverbend counted its empty seats before it bought more.')
  expect(page).toContain('Port Lathrop paid the bus fare and lost fewer students.')
  expect(page).not.toContain('This sentence came after the submission.')
  const old = await (await fetch(`${server.address}/guides/${slug}/1.0/${chapter}/`)).text()
  expect(old).not.toContain('Riverbend counted')
  const file = await fetch(`${server.address}/guides/${slug}/2.0/${slug}-2.0.pdf`)
  const pdf = await pdfText(new Uint8Array(await file.arrayBuffer()))
  expect(pdf).toContain('Riverbend counted its empty seats before it bought more.')
  expect(pdf).toContain('Port Lathrop paid the bus fare and lost fewer students.')
  expect(pdf).not.toContain('This sentence came after the submission.')
  expect(await server.stop()).toBe(0)
})

test('what cannot be done is said in one line', async () => {
  const { path } = await folder()
  await copyDemonstration(path)
  const server = await start(path)
  const port = new URL(server.address).port
  const { path: other } = await folder()
  const taken = await runCharrette(['start', '--port', port, '--data', other])
  expect([taken.code, taken.stderr]).toEqual([
    1,
    `charrette: Port ${port} is in use. Stop what uses it, or choose another with --port.\n`,
  ])
  const twice = await runCharrette(['start', '--port', '0', '--data', path])
  expect(twice.code).toBe(1)
  expect(twice.stderr).toMatch(/^charrette: Another Charrette is using the data folder .*\n$/)
  const file = join(path, 'secret')
  const unwritable = await runCharrette(['start', '--port', '0', '--data', file])
  expect(unwritable.code).toBe(1)
  expect(unwritable.stderr).toMatch(/^charrette: The data folder .* cannot be written\..*\n$/)
  const unknown = await runCharrette(['strat'])
  expect(unknown.code).toBe(2)
})

test('the API refuses in problem+json', async () => {
  const { path } = await folder()
  await copyDemonstration(path)
  const server = await start(path)
  const ana = await token(path, 'ana@riverbend.example', 'author')
  const cases: [number, string, Response][] = [
    [401, 'unauthenticated', await get(server, 'charrette_nonsense', 'guides')],
    [404, 'not-found', await get(server, ana, 'guides/nowhere')],
    [404, 'not-found', await get(server, ana, 'nowhere')],
    [413, 'too-large', await post(server, ana, 'guides', { title: 'x'.repeat(2_000_000) })],
    [400, 'bad-request', await post(server, ana, 'guides', { title: '' })],
    [422, 'not-a-picture', await upload(server, ana, 'this is no picture')],
    [422, 'picture-unfit', await upload(server, ana, svg('<script>alert(1)</script>'))],
    [
      422,
      'picture-unfit',
      await upload(server, ana, svg('<image href="https://x.example/a.png"/>')),
    ],
  ]
  for (const [status, code, response] of cases) {
    expect(response.headers.get('Content-Type')).toContain('application/problem+json')
    expect([response.status, await codeOf(response)]).toEqual([status, code])
  }
  const sound = await upload(server, ana, svg('<rect width="1" height="1"/>'))
  expect(sound.status).toBe(200)
  const made = await post(server, ana, 'guides', {
    title: 'A new guide',
    consortium: 'demonstration',
  })
  expect(await made.json()).toMatchObject({ slug: 'a-new-guide', chapterCount: 1, role: 'author' })
})

async function folder(): Promise<{ path: string }> {
  const scratch = await scratchFolder()
  cleanUp.push(scratch.remove)
  return scratch
}

async function joined(server: CharretteProcess, bearer: string): Promise<Y.Doc> {
  const { doc, leave } = await joinGuide(server, slug, bearer)
  cleanUp.push(leave)
  return doc
}

async function start(path: string): Promise<CharretteProcess> {
  const server = await startCharrette(path)
  cleanUp.push(() => server.stop('SIGKILL'))
  return server
}

const get = (server: CharretteProcess, bearer: string, path: string) =>
  fetch(`${server.address}/api/${path}`, { headers: { Authorization: `Bearer ${bearer}` } })

const post = (server: CharretteProcess, bearer: string, path: string, value: unknown) =>
  fetch(`${server.address}/api/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  })

const upload = (server: CharretteProcess, bearer: string, bytes: string) =>
  fetch(`${server.address}/api/guides/${slug}/pictures`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/octet-stream' },
    body: bytes,
  })

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${inside}</svg>`

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code
}
