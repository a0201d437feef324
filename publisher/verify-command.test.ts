import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishRelease } from './publish.ts'
import { fixtureBundle } from './testing/fixture-guide.ts'
import { verifyCommand } from './verify-command.ts'

let scratch: string
let edition: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-verify-'))
  edition = join(scratch, 'edition')
  await publishRelease(await fixtureBundle(), edition, { formats: ['web', 'epub'] })
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await verifyCommand(args, {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    env: {},
  })
  return { code, out, err }
}

test('an edition is as it was published', async () => {
  const { code, out, err } = await run(edition)
  expect(err).toBe('')
  expect(out).toMatch(
    /^Every kind of thing, release 1\.0 \([0-9a-f]{64}\): \d+ files as published\n$/,
  )
  expect(code).toBe(0)
})

test('every file that is changed, gone or added is named in one run', async () => {
  const page = join(edition, 'index.html')
  const text = await readFile(page, 'utf8')
  await writeFile(page, text.replace('Every', 'Avery'))
  await appendFile(join(edition, 'every-kind-1.0.epub'), 'x')
  await rm(join(edition, 'glossary', 'index.html'))
  await writeFile(join(edition, 'extra.js'), '')
  await symlink('/etc/hostname', join(edition, 'link'))
  const { code, err, out } = await run(edition)
  expect(err.split('\n')).toEqual([
    expect.stringMatching(
      /^every-kind-1\.0\.epub changed: it has \d+ bytes, the manifest says \d+\.$/,
    ),
    'extra.js unlisted: the manifest does not list it.',
    'glossary/index.html missing: there is no such file.',
    'index.html changed: its SHA-256 is another than the manifest says.',
    'link unlisted: the manifest does not list it.',
    '',
  ])
  expect(out).toContain('5 differences')
  expect(code).toBe(1)
  const { differences } = JSON.parse((await run(edition, '--json')).out)
  expect(differences).toContainEqual(
    expect.objectContaining({ path: 'extra.js', kind: 'unlisted' }),
  )
})

test('a file replaced by a link to the same bytes is no longer the file', async () => {
  const page = join(edition, 'index.html')
  await writeFile(join(scratch, 'copy.html'), await readFile(page))
  await rm(page)
  await symlink(join(scratch, 'copy.html'), page)
  expect((await run(edition)).err).toBe('index.html missing: there is no such file.\n')
})

test.each([
  ['{', 'not one of Charrette'],
  ['{"files":[]}', 'not one of Charrette'],
  [null, 'has no manifest.json'],
])('a manifest of %j is no edition: exit code 2', async (manifest, said) => {
  if (manifest === null) await rm(join(edition, 'manifest.json'))
  else await writeFile(join(edition, 'manifest.json'), manifest)
  const { code, err } = await run(edition)
  expect(code).toBe(2)
  expect(err).toContain(said)
})

test('a manifest cannot have files read from outside of the folder', async () => {
  const path = join(edition, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8'))
  for (const outside of ['../copy.html', '/etc/hostname', 'a/../../b']) {
    manifest.files[0].path = outside
    await writeFile(path, JSON.stringify(manifest))
    expect((await run(edition)).code, outside).toBe(2)
  }
})
