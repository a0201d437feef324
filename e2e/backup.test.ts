import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  type CharretteProcess,
  runCharrette,
  scratchFolder,
  startCharrette,
} from './charrette-process.ts'
import { copyDemonstration } from './demonstration-data.ts'
import { firstChapter, joinGuide, published, textOf, token, write } from './script-author.ts'

// The restore drill: a backup while people type, brought back elsewhere, compared to the letter.

const slugs = ['access-and-inclusion-in-the-digital-age', 'growing-wages-and-jobs']
const [slug = ''] = slugs
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

test('a backup made while somebody types brings back every document, release and file', async () => {
  const scratch = await scratchFolder()
  cleanUp.push(scratch.remove)
  const [data, restored] = [join(scratch.path, 'data'), join(scratch.path, 'restored')]
  const file = join(scratch.path, 'charrette.backup')
  await copyDemonstration(data)
  const server = await start(data)
  for (const guide of slugs) await published(server, guide, '1.0')
  const editor = await token(data, 'edith@alder-falls.example', 'editor')
  const { doc, leave } = await joinGuide(server, slug, editor)
  cleanUp.push(leave)
  const chapter = firstChapter(doc)
  let sentences = 0
  const typing = setInterval(() => write(doc, chapter, `Sentence ${sentences++}.`), 5)
  const made = await runCharrette(['backup', file, '--data', data])
  clearInterval(typing)
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(made.stdout).toMatch(/: \d+ rows and \d+ files, [\d.]+ MB\.\n$/)
  const before = { releases: await releases(server, editor), files: await hashes(data) }
  await server.stop()

  const verified = await runCharrette(['verify', file])
  expect([verified.code, verified.stderr]).toEqual([0, ''])
  const back = await runCharrette(['restore', file, '--data', restored])
  expect([back.code, back.stderr]).toEqual([0, ''])
  expect(await hashes(restored)).toEqual(before.files)

  const second = await start(restored)
  for (const guide of slugs) await published(second, guide, '1.0')
  // The token and the secret came along: nobody has to sign in again.
  expect(await releases(second, editor)).toEqual(before.releases)
  const again = await joinGuide(second, slug, editor)
  cleanUp.push(again.leave)
  const text = textOf(again.doc, chapter)
  const kept = [...text.matchAll(/Sentence (\d+)\./g)].map(([, number]) => Number(number))
  // All of it up to one moment, and nothing out of its middle.
  expect(kept).toEqual(kept.map((_number, index) => index))
  expect(kept.length).toBeLessThan(sentences)
  expect(textOf(doc, chapter).startsWith(text)).toBe(true)
})

test('what cannot be backed up or restored is said in one line', async () => {
  const scratch = await scratchFolder()
  cleanUp.push(scratch.remove)
  const file = join(scratch.path, 'none.backup')
  const nothing = await runCharrette(['backup', file, '--data', scratch.path])
  expect(nothing.code).toBe(1)
  expect(nothing.stderr).toMatch(/^charrette: There is no Charrette database in .*\n$/)
  const missing = await runCharrette(['restore', file, '--data', join(scratch.path, 'new')])
  expect(missing.code).toBe(1)
  expect(missing.stderr).toMatch(/^charrette: There is no file .*\n$/)
  expect((await runCharrette(['backup'])).code).toBe(2)
  expect(await readdir(scratch.path)).toEqual([])
})

async function start(data: string): Promise<CharretteProcess> {
  const server = await startCharrette(data)
  cleanUp.push(() => server.stop('SIGKILL'))
  return server
}

async function releases(server: CharretteProcess, bearer: string): Promise<unknown[]> {
  return Promise.all(
    slugs.map(async (guide) => {
      const headers = { Authorization: `Bearer ${bearer}` }
      const answer = await fetch(`${server.address}/api/guides/${guide}/releases`, { headers })
      expect(answer.status).toBe(200)
      return answer.json()
    }),
  )
}

/** Path and SHA-256 of every picture and every file of every edition. */
async function hashes(data: string): Promise<string[]> {
  const found = await readdir(data, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(data.length + 1))
    .filter((path) => /^(files|editions)\//.test(path))
    .sort()
  expect(paths.length).toBeGreaterThan(20)
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(data, path))
      return `${path} ${createHash('sha256').update(bytes).digest('hex')}`
    }),
  )
}
