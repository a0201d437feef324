import { afterAll, beforeAll, expect, test } from 'vitest'
import { PrintBrowser, printPdf } from '../pdf/index.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { brokenFolder, everyKind } from '../testing/broken-guide.ts'
import { bundleOf, fixtureBundle } from '../testing/fixture-guide.ts'
import { EditionsDiffer, requireParity } from './require-parity.ts'

let browser: PrintBrowser
let sound: ReleaseBundle
beforeAll(async () => {
  browser = await PrintBrowser.launch()
  sound = await fixtureBundle()
})
afterAll(() => browser?.close())

const printed = async (bundle: ReleaseBundle) => [
  { path: 'a.pdf', format: 'pdf' as const, bytes: await printPdf(bundle, { browser }) },
]

test('a PDF says what the release says', async () => {
  await requireParity(sound, await printed(sound))
})

test('a PDF of another text is refused, and every kind of difference is named', async () => {
  const files = await printed(await bundleOf(brokenFolder()))
  const error = await requireParity(sound, files).catch((thrown: unknown) => thrown)
  if (!(error instanceof EditionsDiffer)) throw error
  expect([...new Set(error.differences.map(({ kind }) => kind))].sort()).toEqual(everyKind)
  expect(error.message).toContain('PDF, amounts: part 10 (“Tables”)')
})
