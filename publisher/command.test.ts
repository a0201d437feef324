import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { publishCommand } from './command.ts'
import { fixtureFolder } from './testing/fixture-guide.ts'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-command-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

async function folderWith(changes: Record<string, string | Uint8Array> = {}): Promise<string> {
  const directory = join(scratch, 'guide')
  const folder = fixtureFolder(changes)
  for (const path of await folder.list()) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), await folder.read(path))
  }
  return directory
}

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const code = await publishCommand(args, {
    stdout: (text) => {
      out += text
    },
    stderr: (text) => {
      err += text
    },
    env: { SOURCE_DATE_EPOCH: '1795478400' },
  })
  return { code, out, err }
}

test('a sound folder is published, and the date is that of the environment', async () => {
  const edition = join(scratch, 'edition')
  const { code, out, err } = await run(await folderWith(), '--out', edition, '--format', 'web,epub')
  expect(err).not.toContain('error')
  expect(code).toBe(0)
  expect(out).toContain('Every kind of thing, release draft: web, epub')
  const manifest = JSON.parse(await readFile(join(edition, 'manifest.json'), 'utf8'))
  expect(manifest.release.releasedAt).toBe('2026-11-24T00:00:00.000Z')
  expect(existsSync(join(edition, 'every-kind-draft.epub'))).toBe(true)
})

test('every finding of a bad folder is told with its file and line, and nothing is written', async () => {
  const edition = join(scratch, 'edition')
  const folder = await folderWith({
    'guide.yaml': 'title: Every kind of thing\nslug: Not A Slug\n',
    'pictures/map.svg': 'no picture at all',
    'chapters/99-last.md': '# Last\n\n<marquee>Hi</marquee>\n',
  })
  const { code, out, err } = await run(folder, '--out', edition, '--format', 'web')
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(/^guide\.yaml:2:\d+ /m)
  expect(err).toMatch(/^pictures\/map\.svg /m)
  expect(err).toMatch(/^chapters\/99-last\.md:3:1 /m)
  expect(err).toContain('nothing was written')
  expect(existsSync(edition)).toBe(false)
})

test('the release checks speak in the same run as what could not be read, and blame no consequences', async () => {
  const folder = await folderWith({
    'bibliography.json': '[',
    'pictures/map.svg': 'no picture at all',
    'chapters/98-odd.md': '# Odd\n\n:nonsense[words]\n\nSee [here](https://example.org) now.\n',
  })
  const { code, err } = await run(folder, '--out', join(scratch, 'edition'), '--format', 'web')
  expect(code).toBe(1)
  expect(err).toMatch(/^bibliography\.json:1:\d+ json /m)
  expect(err).toMatch(/^chapters\/98-odd\.md:3:1 unknown-directive /m)
  expect(err).toMatch(/^chapters\/98-odd\.md:5:\d+ link-text /m)
  expect(err).toMatch(/^4 errors, \d+ warnings?; nothing was written\.$/m)
})

test('what only the release checks find is placed by file, line and column as well', async () => {
  const folder = await folderWith({
    'chapters/99-last.md': '# Last\n\nA word.\n\nSee [here](https://example.org) now.\n',
  })
  const { code, err } = await run(folder, '--out', join(scratch, 'edition'), '--format', 'web')
  expect(code).toBe(1)
  expect(err).toMatch(/^chapters\/99-last\.md:5:\d+ link-text /m)
})

test('--json says findings and manifest as one object', async () => {
  const folder = await folderWith()
  const edition = join(scratch, 'edition')
  const { out, err } = await run(folder, '--out', edition, '--format', 'web', '--json')
  expect(err).not.toContain('Drawing')
  expect(JSON.parse(out).manifest.formats).toEqual(['web'])
})

test.each([
  [[], 'Name one guide folder'],
  [['/nowhere', '--out', 'x'], 'There is no folder /nowhere'],
  [[import.meta.dirname], '--out'],
  [[import.meta.dirname, '--out', 'x', '--format', 'odt'], 'no format “odt”'],
  [[import.meta.dirname, '--out', 'x', '--date', 'soon'], 'no date'],
  [[import.meta.dirname, '--out', 'x', '--frobnicate'], 'frobnicate'],
])('%j is not understood: exit code 2', async (args, said) => {
  const { code, err } = await run(...args)
  expect(code).toBe(2)
  expect(err).toContain(said)
})

test('a folder that cannot be written is one clear line, with a code of its own', async () => {
  const file = join(scratch, 'file')
  await writeFile(file, '')
  const folder = await folderWith()
  // A file in the way, a file above, and a place where even root may make nothing.
  for (const out of [file, join(file, 'edition'), '/proc/charrette/edition']) {
    const { code, err } = await run(folder, '--out', out, '--format', 'web')
    expect(code, out).toBe(3)
    expect(err.trim().split('\n').at(-1)).toMatch(/^charrette publish: \/\S+ .+ Name \w+ .*folder/)
    expect(err.trim().split('\n')).toHaveLength(1)
  }
  expect(await readFile(file, 'utf8')).toBe('')
})

test('a browser that is not there is one clear line, and nothing is written', async () => {
  const before = process.env.CHROMIUM_PATH
  process.env.CHROMIUM_PATH = join(scratch, 'no-browser')
  try {
    const edition = join(scratch, 'edition')
    const { code, err, out } = await run(await folderWith(), '--out', edition, '--json')
    expect(code).toBe(3)
    expect(err).toMatch(/^charrette publish: CHROMIUM_PATH names .+no-browser, .+\n$/)
    expect(JSON.parse(out)).toMatchObject({ manifest: null, error: { code: 'chromium-missing' } })
    expect(existsSync(edition)).toBe(false)
  } finally {
    if (before === undefined) delete process.env.CHROMIUM_PATH
    else process.env.CHROMIUM_PATH = before
  }
})
