import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../parity/read-pdf.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { readCheckedPdf } from './check/checked-pdf.ts'
import { checkPdf, PdfNotAccessible, PrintBrowser, printPdf } from './index.ts'

let browser: PrintBrowser
beforeAll(async () => {
  browser = await PrintBrowser.launch()
})
afterAll(() => browser.close())

const svgOf = (words: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="90" viewBox="0 0 300 90"><text x="9" y="40" font-family="sans-serif" font-size="20">${words}</text></svg>`

test.each([
  { paper: 'letter', duplex: false },
  { paper: 'a4', duplex: true },
] as const)('every node of a guide prints accessibly: $paper, duplex $duplex', async (settings) => {
  const pdf = await printPdf(await bundleOf(fixtureFolder()), { browser, settings })
  expect(await checkPdf(pdf)).toEqual([])
  // Each chapter was printed with subsets of its own; pictures of words may have other ones.
  const { drawn, file } = await readCheckedPdf(pdf)
  const faces = [...drawn.fonts.keys()].map((font) => file.name(font, 'BaseFont')?.slice(7))
  expect(faces.length).toBeGreaterThan(3)
  for (const face of faces) expect(faces.filter((other) => other === face).length).toBeLessThan(3)
})

test('some chapters print with the numbers of the whole, and lead nowhere else', async () => {
  const pdf = await printPdf(await bundleOf(fixtureFolder()), {
    browser,
    chapters: ['city-example', 'references'],
  })
  expect(await checkPdf(pdf)).toEqual([])
  const titles = (await readPdf(pdf)).parts.map(({ title }) => title)
  // Without spaces, as texts are compared.
  expect(titles).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/Acityexample$/),
      expect.stringMatching(/References$/),
    ]),
  )
  expect(titles.join()).not.toContain('Callouts')
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

test('two machines of other languages and time zones print the same bytes', async () => {
  // Chromium gives a link that holds something emphasised one annotation or several, by chance.
  const words = Array.from(
    { length: 40 },
    (_, at) => `[a *word* of ${at}](https://example.org/${at})`,
  )
  const bundle = await bundleOf(
    fixtureFolder({
      'chapters/99-links.md': `# Links\n\n${words.join(', ')}.\n`,
      'pictures/map.svg': svgOf('first in Istanbul'),
    }),
  )
  const first = await printPdf(bundle, { browser })
  const zone = process.env.TZ
  process.env.TZ = 'Pacific/Auckland'
  const elsewhere = await PrintBrowser.launch({
    env: { ...process.env, LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
  })
  try {
    const second = await printPdf(bundle, { browser: elsewhere })
    expect(Buffer.compare(first, second)).toBe(0)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
    await elsewhere.close()
  }
})

test('a Turkish guide has its own letters, in pictures too', async () => {
  const bundle = await bundleOf(
    fixtureFolder({
      'pictures/map.svg': svgOf('ilk ışık, \u0130stanbul'),
      'chapters/99-ilk.md': '---\nlang: tr\n---\n\n# İlk ışık\n\nBirinci **istasyon** fikri.\n',
    }),
  )
  const pdf = await printPdf(bundle, { browser })
  expect(await checkPdf(pdf)).toEqual([])
})

test('ligatures within pictures can be read', async () => {
  const bundle = await bundleOf(fixtureFolder({ 'pictures/map.svg': svgOf('first office flow') }))
  expect(await checkPdf(await printPdf(bundle, { browser }))).toEqual([])
})
