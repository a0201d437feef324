import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Guide } from '../guide.ts'
import { anyChapter } from '../testing/arbitraries.ts'
import { chapter, guide } from '../testing/builders.ts'
import { diskFolder, writeToDisk } from './disk-folder.ts'
import { folderOf } from './guide-folder.ts'
import { readGuideFolder } from './read-guide-folder.ts'
import { readPicture, svgSize } from './read-picture.ts'
import { writeGuideFolder } from './write-guide-folder.ts'

const whole = {
  'guide.yaml': 'title: Access\nslug: access\n',
  'chapters/01-why.md': '# Why\n\nText.\n',
  'chapters/02-how.md': '# How\n\nMore.\n',
  'bibliography.json': '[{"id": "b", "type": "report"}, {"id": "a", "type": "book"}]',
  'pictures/map.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80"/>',
  'README.md': 'No part of the guide.',
}

const found = async (files: Record<string, string | Uint8Array>): Promise<string[]> =>
  (await readGuideFolder(folderOf(files))).findings.map(
    (f) => `${f.file}:${f.line}:${f.column} ${f.severity} ${f.ruleId}`,
  )

test('a folder is read in the order of its files, its bibliography by id', async () => {
  const { guide: read, findings, pictures } = await readGuideFolder(folderOf(whole))
  expect(findings).toEqual([])
  expect(read?.chapters.map(({ id, title }) => [id, title])).toEqual([
    ['why', 'Why'],
    ['how', 'How'],
  ])
  expect(read?.bibliography.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(read?.pictures['pictures/map.svg']).toMatchObject({
    mediaType: 'image/svg+xml',
    width: 120,
    height: 80,
    bytes: 62,
  })
  expect([...pictures.keys()]).toEqual([read?.pictures['pictures/map.svg']?.sha256])
})

describe.each<[what: string, files: Record<string, string | Uint8Array>, found: string[]]>([
  [
    'no guide.yaml',
    { 'guide.yaml': '' },
    ['guide.yaml:1:1 error front-matter-field', 'guide.yaml:1:1 error front-matter-field'],
  ],
  [
    'a misspelt field',
    { 'guide.yaml': 'title: A\nslug: a\ntitel: B\n' },
    ['guide.yaml:3:8 error front-matter-field'],
  ],
  [
    'a slug that is none',
    { 'guide.yaml': 'title: A\nslug: A b\n' },
    ['guide.yaml:2:7 error front-matter-field'],
  ],
  [
    'a city without a name',
    { 'guide.yaml': 'title: A\nslug: a\ncities:\n  - state: TN\n' },
    ['guide.yaml:4:5 error front-matter-field'],
  ],
  ['broken YAML', { 'guide.yaml': 'title: "A\nslug: a\n' }, ['guide.yaml:3:1 error yaml']],
  [
    'broken JSON',
    { 'bibliography.json': '[\n{"id": "a",}\n]' },
    ['bibliography.json:1:1 error json'],
  ],
  ['no array', { 'bibliography.json': '{}' }, ['bibliography.json:1:1 error bibliography']],
  [
    'an entry of no type',
    { 'bibliography.json': '[\n {"id": "a",\n  "type": "blog"}\n]' },
    ['bibliography.json:3:11 error bibliography'],
  ],
  [
    'two entries of one id',
    { 'bibliography.json': '[{"id": "a", "type": "book"},\n{"id": "a", "type": "book"}]' },
    ['bibliography.json:2:8 error bibliography'],
  ],
  [
    'a picture that is none',
    { 'pictures/a.png': 'GIF89a' },
    ['pictures/a.png:null:null error picture'],
  ],
  [
    'a picture cut short',
    { 'pictures/a.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
    ['pictures/a.png:null:null error picture'],
  ],
  [
    'HTML in the name of a picture',
    { 'pictures/a.svg': '<html><svg viewBox="0 0 1 1"/></html>' },
    ['pictures/a.svg:null:null error picture'],
  ],
  [
    'a name that cannot be an id',
    { 'chapters/03-Über uns.md': '# A\n' },
    ['chapters/03-Über uns.md:null:null error chapter-id'],
  ],
  [
    'one chapter twice',
    { 'chapters/03-why.md': '# A\n' },
    ['chapters/03-why.md:null:null error chapter-id'],
  ],
  [
    'a file in another encoding',
    { 'chapters/03-a.md': new Uint8Array([0x23, 0x20, 0xe9]) },
    ['chapters/03-a.md:null:null error utf-8'],
  ],
  [
    'mistakes in several files',
    { 'guide.yaml': 'slug: a\n', 'chapters/01-why.md': '# A\n\n:x[y]\n', 'pictures/a.png': 'no' },
    [
      'guide.yaml:1:1 error front-matter-field',
      'chapters/01-why.md:3:1 error unknown-directive',
      'pictures/a.png:null:null error picture',
    ],
  ],
])('%s', (_, files, expected) => {
  test('is found with its file and line, and there is no guide', async () => {
    expect(await found({ ...whole, ...files })).toEqual(expected)
    expect((await readGuideFolder(folderOf({ ...whole, ...files }))).guide).toBeNull()
  })
})

test('an empty folder has neither guide.yaml nor chapters', async () => {
  expect(await found({})).toEqual([
    'guide.yaml:null:null error folder',
    'chapters:null:null error folder',
  ])
})

test('warnings do not stand in the way of a guide', async () => {
  const read = await readGuideFolder(
    folderOf({ ...whole, 'chapters/02-how.md': '# How\n\n<b>x</b>\n' }),
  )
  expect(read.findings.map(({ chapterId, severity }) => [chapterId, severity])).toEqual([
    ['how', 'warning'],
    ['how', 'warning'],
  ])
  expect(read.guide).not.toBeNull()
})

test('any guide comes back from its folder as it was', async () => {
  const anyGuide = fc
    .array(anyChapter, { minLength: 1, maxLength: 3 })
    .map(
      (chapters): Guide =>
        guide(
          { title: 'Yes: "no" #1', summary: 'One\ntwo: three\n\n- four', topics: ['yes', '12'] },
          ...chapters.map((each, index) => ({ ...each, id: `chapter-${index}` })),
        ),
    )
  await fc.assert(
    fc.asyncProperty(anyGuide, async (written) => {
      const read = await readGuideFolder(folderOf(writeGuideFolder(written, new Map())))
      expect(read.findings).toEqual([])
      expect(read.guide).toEqual(written)
    }),
    { numRuns: 40 },
  )
})

test('a folder says who is credited, for all of it and by chapter', async () => {
  const credited = {
    ...whole,
    'guide.yaml': 'title: Access\nslug: access\ncredits: [County library]\n',
    'chapters/01-why.md': '---\ncredits: [{ name: Riverbend, share: 60 }, Lathrop]\n---\n\n# Why\n',
  }
  const { guide: read, findings } = await readGuideFolder(folderOf(credited))
  if (!read) throw new Error(JSON.stringify(findings))
  expect(read.credits).toEqual([{ name: 'County library' }])
  expect(read.chapters.map(({ credits }) => credits)).toEqual([
    [{ name: 'Riverbend', share: 60 }, { name: 'Lathrop' }],
    undefined,
  ])
  const again = await readGuideFolder(
    folderOf(writeGuideFolder({ ...read, pictures: {} }, new Map())),
  )
  expect(again.guide).toEqual({ ...read, pictures: {} })
  expect(
    await found({ ...whole, 'chapters/01-why.md': '---\ncredits: [A, A]\n---\n\n# Why\n' }),
  ).toEqual(['chapters/01-why.md:2:10 error front-matter-field'])
})

test('twelve chapters stay in order, and a picture without bytes is refused', async () => {
  const chapters = Array.from({ length: 12 }, (_, index) => chapter(`c${index}`))
  const files = writeGuideFolder(guide({}, ...chapters), new Map())
  expect([...files.keys()].filter((path) => path.startsWith('chapters/')).at(1)).toBe(
    'chapters/02-c1.md',
  )
  const picture = { sha256: 'a', mediaType: 'image/png', bytes: 1, width: 1, height: 1 } as const
  expect(() =>
    writeGuideFolder(guide({ pictures: { 'pictures/a.png': picture } }), new Map()),
  ).toThrow(/pictures\/a.png/)
})

test('a folder on disk is the same as one in memory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'guide-folder-'))
  try {
    const inMemory = folderOf({ ...whole, '.git/HEAD': 'x' })
    const files = new Map<string, Uint8Array>()
    for (const path of await inMemory.list()) files.set(path, await inMemory.read(path))
    await writeToDisk(files, directory)
    expect(await readFile(join(directory, 'guide.yaml'), 'utf8')).toBe(whole['guide.yaml'])
    expect(await diskFolder(directory).list()).toEqual(Object.keys(whole).sort())
    expect((await readGuideFolder(diskFolder(`${directory}/`))).guide).toEqual(
      (await readGuideFolder(folderOf(whole))).guide,
    )
  } finally {
    await rm(directory, { recursive: true })
  }
})

describe('the size of an SVG', () => {
  test.each([
    ['<svg width="12" height="8.5px"/>', { width: 12, height: 8.5 }],
    ['<svg width="1in" height="72pt"/>', { width: 96, height: 96 }],
    ['<svg width="100%" height="100%" viewBox="0,0 30 20"/>', { width: 30, height: 20 }],
    ['<svg width="60" viewBox="0 0 30 20">', { width: 60, height: 40 }],
    [
      '<?xml version="1.0"?>\n<!-- <svg> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg viewBox="-1 -1 2 4"/>',
      { width: 2, height: 4 },
    ],
    ['<svg/>', null],
    ['<svg viewBox="0 0 0 0"/>', null],
  ])('%s', (source, size) => {
    expect(svgSize(source)).toEqual(size)
  })

  test('is not searched for at the cost of a file that is none', () => {
    const started = performance.now()
    expect(svgSize('<!--'.repeat(50_000))).toBeNull()
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

test('pixels are measured by their bytes', async () => {
  const png = Uint8Array.from(
    atob(
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGP4z8AARwzIHABBkAX7GAbUMQAAAABJRU5ErkJggg==',
    ),
    (character) => character.charCodeAt(0),
  )
  expect(await readPicture(png)).toMatchObject({ mediaType: 'image/png', width: 2, height: 3 })
})
