import { afterAll, beforeAll, expect, test } from 'vitest'
import { PrintBrowser, printPdf } from '../pdf/index.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { defaultPrintSettings, type PrintSettings } from '../settings/print-settings.ts'
import { brokenFolder, everyKind } from '../testing/broken-guide.ts'
import { bundleOf, fixtureBundle, fixtureFolder } from '../testing/fixture-guide.ts'
import { readPdf } from './read-pdf.ts'
import { EditionsDiffer, requireParity } from './require-parity.ts'

let browser: PrintBrowser
let sound: ReleaseBundle
let linked: ReleaseBundle
const links = [
  '# Links',
  '',
  'Ask [the office](https://example.org/office/) or [its map](https://example.org/office/map).[^1]',
  '',
  '| What | Where |',
  '| ---- | ----- |',
  '| Map  | [the map-room](https://example.org/map-room) |',
  '',
  '[^1]: Said [beside](https://example.org/beside) the text.',
  '',
].join('\n')
const scripts = [
  '# Letters مكتبة المدينة',
  '',
  'A family 👨‍👩‍👧‍👦, a flag 🇺🇸, a hand 👋🏽, a key 1️⃣, a mark ✅, Zu\u0308rich, a\u0301\u0323, क्षि.',
  '',
  'A notice: :lang[مكتبة المدينة مفتوحة]{lang=ar}, مكتبة المدينة and :lang[הספרייה]{lang=he}.',
  '',
  'A sheet: :lang[市立図書館は午後六時まで]{lang=ja}, :lang[图书馆开放]{lang=zh}, :lang[圖書館開放]{lang=zh-Hant}, :lang[도서관은 오후]{lang=ko}.',
  '',
  '**የከተማ**, ห้องสมุด, បណ្ណាល័យ, ਲਾਇਬ੍ਰੇਰੀ, গ্রন্থাগার, գրադարան.',
  '',
].join('\n')
beforeAll(async () => {
  browser = await PrintBrowser.launch()
  sound = await fixtureBundle()
  linked = await bundleOf(fixtureFolder({ 'chapters/99-links.md': links }))
})
afterAll(() => browser?.close())

const printed = async (bundle: ReleaseBundle, changes: Partial<PrintSettings> = {}) => {
  const settings = { ...defaultPrintSettings, ...changes }
  const bytes = await printPdf(bundle, { browser, settings })
  return [{ path: 'a.pdf', format: 'pdf' as const, bytes }]
}

test('a PDF says what the release says', async () => {
  await requireParity(sound, await printed(sound))
})

test.each(['margin', 'chapter'] as const)(
  'addresses of links are no other text, notes in the %s',
  async (notes) => {
    const files = await printed(linked, { duplex: true, notes })
    await requireParity(linked, files)
    const elsewhere = await bundleOf(
      fixtureFolder({ 'chapters/99-links.md': links.replaceAll('/office', '/orifice') }),
    )
    const error = await requireParity(elsewhere, files).catch((thrown: unknown) => thrown)
    if (!(error instanceof EditionsDiffer)) throw error
    expect(error.message).toContain('example.org/office')
  },
)

test('letters of every script that cities write are printed accessibly, in their order', async () => {
  const many = await bundleOf(fixtureFolder({ 'chapters/98-scripts.md': scripts }))
  const [pdf] = await printed(many)
  await requireParity(many, pdf ? [pdf] : [])
  const { parts } = await readPdf(pdf?.bytes ?? new Uint8Array())
  expect(parts.map(({ text }) => text).join()).toContain('مكتبةالمدينةمفتوحة')
})

test('a PDF of another text is refused, and every kind of difference is named', async () => {
  const files = await printed(await bundleOf(brokenFolder()))
  const error = await requireParity(sound, files).catch((thrown: unknown) => thrown)
  if (!(error instanceof EditionsDiffer)) throw error
  expect([...new Set(error.differences.map(({ kind }) => kind))].sort()).toEqual(everyKind)
  expect(error.message).toContain('PDF, amounts: part 10 (“Tables”)')
})
