import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeptFiles } from './kept-files.ts'
import { cachedPrint } from './print-cache.ts'
import type { PrintPdf } from './publish.ts'
import { defaultPrintSettings } from './settings/print-settings.ts'
import { bundleOf, fixtureFolder } from './testing/fixture-guide.ts'
import { readTheme } from './theme/read-theme.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-cache-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A printer that counts; no browser of this name is ever started. */
async function counting() {
  const prints: string[] = []
  const printPdf: PrintPdf = async ({ guide }) => {
    prints.push(guide.frontMatter.title)
    return new TextEncoder().encode(`%PDF of ${guide.chapters.length} chapters, ${prints.length}`)
  }
  const env = { CHROMIUM_PATH: process.execPath }
  return { prints, print: cachedPrint(printPdf, await KeptFiles.open(join(folder, 'kept')), env) }
}

const bundle = await bundleOf(fixtureFolder())

test('the same release is printed once, and checked once', async () => {
  const { prints, print } = await counting()
  const checked: string[] = []
  const first = await print(bundle, {})
  const second = await print(bundle, { onChecked: (checker) => checked.push(checker) })
  expect(Buffer.compare(first, second)).toBe(0)
  expect(prints).toHaveLength(1)
  expect(checked).toEqual(['pdf'])
})

test('whatever a PDF is made of makes it another', async () => {
  const { prints, print } = await counting()
  const theme = await readTheme()
  const changed = await bundleOf(fixtureFolder({ 'chapters/99-more.md': '# More\n\nText.\n' }))
  const picture = await bundleOf(
    fixtureFolder({
      'pictures/map.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><path d="M0 0h9v9z"/></svg>',
    }),
  )
  await print(bundle, {})
  await print(changed, {})
  await print(picture, {})
  await print({ ...bundle, release: { ...bundle.release, number: '1.1' } }, {})
  await print(bundle, { settings: { ...defaultPrintSettings, duplex: true } })
  await print(bundle, { theme: { ...theme, css: { ...theme.css, print: 'p { color: red }' } } })
  expect(prints).toHaveLength(6)
  await print(changed, {})
  await print(bundle, { theme })
  expect(prints).toHaveLength(6)
})

test('a file that was harmed is printed anew', async () => {
  const { prints, print } = await counting()
  await print(bundle, {})
  const [kept = ''] = await readdir(join(folder, 'kept'))
  await writeFile(join(folder, 'kept', kept), 'half of it')
  await print(bundle, {})
  expect(prints).toHaveLength(2)
  await print(bundle, {})
  expect(prints).toHaveLength(2)
  expect(await readdir(join(folder, 'kept'))).toHaveLength(1)
})

test('a print that fails leaves nothing behind', async () => {
  const print = cachedPrint(
    async () => {
      throw new Error('No paper')
    },
    await KeptFiles.open(folder),
    { CHROMIUM_PATH: process.execPath },
  )
  await expect(print(bundle, {})).rejects.toThrow('No paper')
  expect(await readdir(folder)).toEqual([])
})
