import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OutputRefused } from './appear-whole.ts'
import { sha256 } from './edition-file.ts'
import { PictureMissing } from './pictures-of.ts'
import { type PrintPdf, publishRelease } from './publish.ts'
import { PublishFailed, publishInWorker } from './publish-in-worker.ts'
import { fixtureBundle } from './testing/fixture-guide.ts'

let parent: string
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'charrette-publish-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

test('the manifest names every file with its size and hash', async () => {
  const out = join(parent, 'edition')
  const manifest = await publishRelease(await fixtureBundle(), out, { formats: ['web', 'epub'] })
  expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toEqual(manifest)
  const written = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
  expect(manifest.files.map(({ path }) => path)).toEqual(written.sort())
  for (const { path, bytes, sha256: hash } of manifest.files) {
    const content = await readFile(join(out, path))
    expect(content.length, path).toBe(bytes)
    expect(sha256(content), path).toBe(hash)
  }
  expect(await readdir(parent)).toEqual(['edition'])
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('href="./every-kind-1.0.epub"')
})

test('a format that fails leaves nothing, and the edition before stays as it was', async () => {
  const out = join(parent, 'edition')
  const bundle = await fixtureBundle()
  const failing = {
    formats: ['epub', 'pdf'],
    printPdf: () => Promise.reject(new Error('Paper jam')),
  } as const
  await expect(publishRelease(bundle, out, failing)).rejects.toThrow('Paper jam')
  expect(await readdir(parent)).toEqual([])
  await publishRelease(bundle, out, { formats: ['epub'] })
  await expect(publishRelease(bundle, out, failing)).rejects.toThrow('Paper jam')
  expect(await readdir(parent)).toEqual(['edition'])
  expect(await readdir(out)).toEqual(['every-kind-1.0.epub', 'manifest.json'])
})

test('a picture whose bytes are gone, or are others, fails the release', async () => {
  const bundle = await fixtureBundle()
  const gone = { ...bundle, readPicture: () => Promise.reject(new Error('ENOENT')) }
  const other = { ...bundle, readPicture: async () => new Uint8Array([1, 2, 3]) }
  for (const broken of [gone, other])
    await expect(publishRelease(broken, join(parent, 'x'), { formats: ['web'] })).rejects.toThrow(
      PictureMissing,
    )
  expect(await readdir(parent)).toEqual([])
})

test('where one format fails, the one that is being made beside it is stopped', async () => {
  const bundle = await fixtureBundle()
  let stopped = false
  const printForEver: PrintPdf = (_bundle, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        stopped = true
        reject(new Error('Printing was stopped'))
      })
    })
  await expect(
    publishRelease(
      { ...bundle, readPicture: () => Promise.reject(new Error('gone')) },
      join(parent, 'edition'),
      { formats: ['pdf', 'docx'], printPdf: printForEver },
    ),
  ).rejects.toThrow(PictureMissing)
  expect(stopped).toBe(true)
  expect(await readdir(parent)).toEqual([])
})

test('an aborted job leaves nothing', async () => {
  const stop = new AbortController()
  await expect(
    publishRelease(await fixtureBundle(), join(parent, 'x'), {
      formats: ['epub', 'web'],
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('Stopped')),
    }),
  ).rejects.toThrow('Stopped')
  expect(await readdir(parent)).toEqual([])
})

test("a folder with somebody's own files is refused", async () => {
  const out = join(parent, 'letters')
  await mkdir(out)
  await writeFile(join(out, 'letter.txt'), 'Dear')
  await expect(publishRelease(await fixtureBundle(), out, { formats: ['epub'] })).rejects.toThrow(
    OutputRefused,
  )
  expect(await readdir(parent)).toEqual(['letters'])
})

test('what a process that died has left is removed; what a living one writes is not', async () => {
  const dead = join(parent, '.edition.publishing-999999999-abc')
  const living = join(parent, `.edition.publishing-${process.pid}-abc`)
  await mkdir(dead)
  await mkdir(living)
  await publishRelease(await fixtureBundle(), join(parent, 'edition'), { formats: ['epub'] })
  expect(existsSync(dead)).toBe(false)
  expect(existsSync(living)).toBe(true)
})

test('a worker that fails says why, with a code', async () => {
  const bundle = await fixtureBundle()
  const chapters = bundle.guide.chapters.map((chapter) => ({
    ...chapter,
    content: { type: 'doc', content: [{ type: 'marquee' }] },
  }))
  const failed = publishInWorker(
    { ...bundle, guide: { ...bundle.guide, chapters } },
    join(parent, 'x'),
    { formats: ['web'] },
  )
  await expect(failed).rejects.toThrow(PublishFailed)
  await expect(failed).rejects.toThrow('marquee')
  expect(await readdir(parent)).toEqual([])
})

test('the worker reports progress that grows and ends at 1', async () => {
  const told: number[] = []
  const manifest = await publishInWorker(await fixtureBundle(), join(parent, 'edition'), {
    formats: ['web', 'epub'],
    onProgress: ({ progress }) => told.push(progress),
  })
  expect(manifest.formats).toEqual(['web', 'epub'])
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})

test('the worker makes editions as a consortium has chosen them', async () => {
  const out = join(parent, 'edition')
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"><rect/></svg>'
  await publishInWorker(await fixtureBundle(), out, {
    formats: ['web'],
    appearance: {
      theme: 'clear-print',
      paper: 'a4',
      colours: { accent: '#7a1f3d' },
      logo: { bytes: new TextEncoder().encode(svg), alt: 'River Cities' },
    },
  })
  const files = await readdir(out, { recursive: true })
  const sheet = files.find((path) => path.endsWith('.css')) ?? ''
  const css = await readFile(join(out, sheet), 'utf8')
  expect(css).toContain('--accent:#7a1f3d')
  expect(css).toContain('Atkinson Hyperlegible Next')
  expect(files.some((path) => path.endsWith('.svg') && path.includes('logo'))).toBe(true)
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('alt="River Cities"')
})
