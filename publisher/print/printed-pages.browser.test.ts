import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requireParity } from '../parity/require-parity.ts'
import { checkPdf, PrintBrowser, papers, printPdf } from '../pdf/index.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'

let browser: PrintBrowser
beforeAll(async () => {
  browser = await PrintBrowser.launch()
})
afterAll(() => browser.close())

/** The words of each page, blanks as one. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await PDF.load(pdf)
  return document.getPages().map((page) => page.extractText().text.replace(/\s+/g, ' '))
}

/** Where each page's first line begins, in whole points. */
async function leftEdges(pdf: Uint8Array): Promise<number[]> {
  const document = await PDF.load(pdf)
  return document.getPages().map((page) => {
    const lefts = page.extractText().lines.map(({ bbox }) => bbox.x)
    return Math.round(Math.min(...lefts))
  })
}

const links = [
  '# Links',
  '',
  'Ask [the office](https://example.org/office/) or read https://example.org/plain.',
  '',
  '| What | Where |',
  '| ---- | ----- |',
  '| Map  | [the map](https://example.org/map) |',
  '',
  'A note.[^1]',
  '',
  '[^1]: Said beside the text.',
  '',
].join('\n')

test('in the setting for paper, addresses of links, notes at the end and the index are printed', async () => {
  const pdf = await printPdf(await bundleOf(fixtureFolder({ 'chapters/99-links.md': links })), {
    browser,
    settings: { duplex: true, notes: 'chapter' },
  })
  expect(await checkPdf(pdf)).toEqual([])
  const pages = await pagesOf(pdf)
  const all = pages.join(' ')
  expect(all).toContain('Addresses of links')
  expect(all).toContain('the office: example.org/office')
  expect(all).toContain('the map: example.org/map')
  expect(all.match(/example\.org\/plain/g)).toHaveLength(1)
  expect(pages.at(-1)).toContain('Index')
  // The inner margin is the wider one, on the right of left-hand pages.
  const { margin } = papers.letter
  const [, ...edges] = await leftEdges(pdf)
  expect(Math.min(...edges.filter((_edge, index) => index % 2 === 0))).toBe(margin.right)
  expect(Math.min(...edges.filter((_edge, index) => index % 2 === 1))).toBe(margin.left)
})

test('words are hyphenated where a line ends, and whole to whoever reads the file', async () => {
  const words = Array.from({ length: 60 }, () => 'municipalities')
  const chapter = `# Words\n\n${words.join(' ')}, the city’s.\n`
  const pdf = await printPdf(await bundleOf(fixtureFolder({ 'chapters/99-words.md': chapter })), {
    browser,
  })
  const all = (await pagesOf(pdf)).join(' ')
  const cut = all.match(/\bmunic(?:i|ipal|ipali)?[-\u00AD\u2010] (?:i?pal)?i?ties/g) ?? []
  expect(cut.length).toBeGreaterThan(2)
  expect((all.match(/municipalities/g) ?? []).length + cut.length).toBe(60)
  expect(all).toContain('city’s')
  expect(all).not.toMatch(/[\u02BB\u02BC]/)
})

test('on the screen, links are links alone and the index can be left out', async () => {
  const pdf = await printPdf(await bundleOf(fixtureFolder({ 'chapters/99-links.md': links })), {
    browser,
    settings: { index: false },
  })
  const all = (await pagesOf(pdf)).join(' ')
  expect(all).not.toContain('example.org/office')
  expect(all).not.toMatch(/Index Cities/)
})

test('a table whose cells are empty is as wide in every row', async () => {
  const chapter = [
    '# Gaps',
    '',
    '| Place | Open | Closed |',
    '| ----- | ---- | ------ |',
    '| Alder | 9    |        |',
    '| Birch |      |        |',
    '|       |      | noon   |',
    '',
  ].join('\n')
  const bundle = await bundleOf(fixtureFolder({ 'chapters/99-gaps.md': chapter }))
  const pdf = await printPdf(bundle, { browser })
  expect(await checkPdf(pdf)).toEqual([])
  await requireParity(bundle, [{ path: 'a.pdf', format: 'pdf', bytes: pdf }])
})

const rows = Array.from({ length: 300 }, (_, index) => `| row ${index} | ${index} |`)
const deep = Array.from({ length: 60 }, (_, level) => `${'  '.repeat(level)}- level ${level}`)
const notes = Array.from({ length: 30 }, (_, index) => `[^${index}]: Note ${index}.`)

test('long tables repeat their head; long words, deep lists and many notes stay on the page', async () => {
  const chapter = [
    '# Much',
    '',
    `Long ${'w'.repeat(10_000)} word.`,
    '',
    '| Name | Count |',
    '| ---- | ----- |',
    ...rows,
    '',
    ...deep,
    '',
    `Notes${notes.map((_, index) => `[^${index}]`).join(' ')}.`,
    '',
    ...notes,
    '',
  ].join('\n')
  const pdf = await printPdf(await bundleOf(fixtureFolder({ 'chapters/99-much.md': chapter })), {
    browser,
  })
  expect(await checkPdf(pdf)).toEqual([])
  const pages = await pagesOf(pdf)
  const withRows = pages.filter((page) => /row \d+ \d+ row/.test(page))
  expect(withRows.length).toBeGreaterThan(3)
  for (const page of withRows) expect(page).toContain('Name Count')
  expect(pages.join(' ')).toContain('Note 29.')
})

test('a reference names the page of what it leads to, but not where that is on the same page', async () => {
  const filler = Array.from({ length: 40 }, (_, at) => `Paragraph ${at} fills the page.\n`)
  const chapter = [
    '# Near and far',
    '',
    'See :ref{to=near-thing} here, and :ref{to=far-thing} there.',
    '',
    '## Near thing {#near-thing}',
    '',
    ...filler.flatMap((line) => [line, '']),
    '## Far thing {#far-thing}',
    '',
    'The end.',
    '',
  ].join('\n')
  const pdf = await printPdf(await bundleOf(fixtureFolder({ 'chapters/00-near.md': chapter })), {
    browser,
  })
  expect(await checkPdf(pdf)).toEqual([])
  const page = (await pagesOf(pdf)).find((words) => words.includes('See'))
  expect(page).toMatch(/See Near thing here, and Far thing on page \d there/)
})
