import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { checkPdf, PdfNotAccessible, PrintBrowser, printPdf } from './index.ts'

let browser: PrintBrowser
beforeAll(async () => {
  browser = await PrintBrowser.launch()
})
afterAll(() => browser.close())

test.each([
  { paper: 'letter', duplex: false },
  { paper: 'a4', duplex: true },
] as const)('every node of a guide prints accessibly: $paper, duplex $duplex', async (settings) => {
  const pdf = await printPdf(await bundleOf(fixtureFolder()), { browser, settings })
  expect(await checkPdf(pdf)).toEqual([])
})

test('a character that no font has fails the job, with its page', async () => {
  const chapter = '# Signs\n\nThe tablet says \u{10600}\u{10601}.\n'
  const bundle = await bundleOf(fixtureFolder({ 'chapters/99-signs.md': chapter }))
  const error = await printPdf(bundle, { browser }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(PdfNotAccessible)
  const { violations } = error as PdfNotAccessible
  expect(violations.map(({ ruleId }) => ruleId)).toContain('matterhorn-31-030')
  expect(violations.every(({ page }) => (page ?? 0) > 1)).toBe(true)
})

test('ligatures within pictures can be read', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90" viewBox="0 0 300 90"><text x="9" y="40" font-family="sans-serif" font-size="20">first office flow</text></svg>'
  const bundle = await bundleOf(fixtureFolder({ 'pictures/map.svg': svg }))
  expect(await checkPdf(await printPdf(bundle, { browser }))).toEqual([])
})
