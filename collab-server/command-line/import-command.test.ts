import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkGuide, readGuideFolder } from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importCommand } from './import-command.ts'

const fixture = new URL(
  '../../guides/model/word/fixtures/made-by-libreoffice.docx',
  import.meta.url,
).pathname
let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-import-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ out: string; err: string }> {
  let out = ''
  let err = ''
  await importCommand(args, {
    stdout: (text) => {
      out += text
    },
    stderr: (text) => {
      err += text
    },
  })
  return { out, err }
}

test('a document made by LibreOffice becomes a guide’s folder, and what a folder cannot hold is told', async () => {
  const folder = join(scratch, 'guide')
  const { out, err } = await run(fixture, '--out', folder)
  expect(out).toContain('“Lines to every home”: 2 chapters')
  expect(err).toContain('Ana Duarte commented: “Every one of them?”')
  expect(err).toContain('A tracked change was taken as accepted')
  const chapter = await readFile(join(folder, 'chapters/01-why-cities-begin.md'), 'utf8')
  expect(chapter).toContain('A city **must** know where lines end[^1]. It moves quickly.')
  expect(chapter).toContain('[^1]: Counted by the city in 2025.')
  expect(chapter).toContain('[the map](https://example.org/lines)')
  const { guide, findings } = await readGuideFolder(await diskFolder(folder))
  expect(findings).toEqual([])
  expect(guide && checkGuide(guide).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('a file that is none, a folder with files in it and bad usage are refused, and nothing is written', async () => {
  const folder = join(scratch, 'guide')
  const text = join(scratch, 'a.docx')
  await writeFile(text, 'not a document')
  await expect(run(text, '--out', folder)).rejects.toThrow('not a Word document')
  expect(existsSync(folder)).toBe(false)
  await expect(run(fixture, '--out', scratch)).rejects.toThrow('has files in it')
  await expect(run(fixture)).rejects.toThrow('--out')
  expect(await readdir(scratch)).toEqual(['a.docx'])
})
