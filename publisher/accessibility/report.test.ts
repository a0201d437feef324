import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { epubEdition } from '../epub/epub-edition.ts'
import { publishRelease } from '../publish.ts'
import { checkByHtmlValidate } from '../testing/check-html.ts'
import { bundleOf, fixtureBundle, fixtureFolder } from '../testing/fixture-guide.ts'
import { readTheme } from '../theme/read-theme.ts'
import { webEdition } from '../web/web-edition.ts'
import { checkColours, checkEpub, checkText, EpubFaulty } from './passed-check.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function reportOf(options: Parameters<typeof publishRelease>[2]): Promise<string> {
  const out = join(folder, 'edition')
  await publishRelease(await fixtureBundle(), out, options)
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain('href="./accessibility/"')
  return readFile(join(out, 'accessibility', 'index.html'), 'utf8')
}

test('an edition says what was checked, by what and with what result, and the page is sound', async () => {
  const report = await reportOf({
    formats: ['web', 'epub'],
    certifiedBy: 'Consortium of Tests',
  })
  expect(report).toMatch(/EPUB: EPUB 3\.3<\/th><td>EPUBCheck \(@likecoin\/epubcheck-ts [\d.]+\)</)
  expect(report).toContain('<td>No fault</td>')
  expect(report).toMatch(/The lowest is \d+\.?\d* to 1; AA asks for 4\.5 to 1/)
  expect(report).toContain('No difference (web, epub)')
  expect(report).toContain('Consortium of Tests has judged')
  const bytes = new TextEncoder().encode(report)
  expect(await checkByHtmlValidate([{ path: 'accessibility/index.html', bytes }])).toEqual([])
})

test('what did not run is not told', async () => {
  const report = await reportOf({ formats: ['web'] })
  expect(report).not.toMatch(/EPUBCheck|PDF\/UA|veraPDF|has judged that/)
})

test('a preview has no such page', async () => {
  const files = await webEdition(await fixtureBundle())
  expect(files.map(({ path }) => path)).not.toContain('accessibility/index.html')
})

test('the text’s errors and warnings are counted, and the lowest contrast is that of the theme', async () => {
  const { guide } = await bundleOf(fixtureFolder())
  const chapters = guide.chapters.map((chapter) => ({ ...chapter, title: '' }))
  expect(checkText({ ...guide, chapters })).toMatchObject({ errors: chapters.length })
  const theme = await readTheme()
  expect(checkColours(theme)).toMatchObject({ lowest: expect.closeTo(5.41, 2) })
  const light = new Map([...theme.tokens.light, ['--ink', '#777777']])
  const weak = checkColours({ ...theme, tokens: { ...theme.tokens, light } })
  expect(weak.kind === 'colours' && weak.lowest).toBeLessThan(4.5)
})

test('an EPUB with a fault is not published', async () => {
  const bundle = await fixtureBundle()
  expect(await checkEpub(await epubEdition(bundle))).toMatchObject({ kind: 'epub' })
  const parts = unzipSync(await epubEdition(bundle))
  delete parts['EPUB/nav.xhtml']
  await expect(checkEpub(zipSync(parts))).rejects.toThrow(EpubFaulty)
})
