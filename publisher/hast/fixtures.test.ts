import { readFileSync, writeFileSync } from 'node:fs'
import { toHtml } from 'hast-util-to-html'
import { beforeAll, expect, test } from 'vitest'
import { fixtureBundle, fixtureNames, fixtures } from '../testing/fixture-guide.ts'
import { type GuideHast, guideToHast } from './guide-to-hast.ts'

// `UPDATE_FIXTURES=1` writes what is expected anew; read the difference before you commit it.
const update = Boolean(process.env.UPDATE_FIXTURES)

let hast: GuideHast

beforeAll(async () => {
  hast = guideToHast((await fixtureBundle()).guide, { notes: 'beside' })
})

test.each(fixtureNames)('%s', (name) => {
  const chapter = hast.chapters.find(({ id }) => id === name)
  if (!chapter) throw new Error(`No chapter for the fixture ${name}`)
  expectFile(`${fixtures}${name}/expected.html`, inLines(toHtml(chapter.hast)))
})

test('the bibliography has what is cited, once, in order, with links back', () => {
  const html = toHtml(hast.bibliography.hast)
  expect(hast.bibliography.entries.map(({ key }) => key)).toEqual([
    'statute',
    'doe2020',
    'doe2021',
    'fcc2024',
  ])
  expect(html).toContain('Measuring Broadband &#x3C;America>')
  expect(html).toContain('href="https://doi.org/10.1234/abc.def"')
  expect(html).toContain('<a href="#cite_citations_1">Chapter 2</a>')
})

test('the glossary is in alphabetical order, leads back, and repeats neither note nor id', () => {
  expect(hast.glossary.terms.map(({ term }) => term)).toEqual(['Digital equity', 'Zeal'])
  const html = toHtml(hast.glossary.hast)
  expect(html).toContain('Defined in <a href="#term-equity">')
  expect(html).toContain('Used in <a href="#places">')
  expect(html).not.toContain('noteref')
  expect(html.match(/ id="/g)).toHaveLength(2)
})

test('the same guide gives the same hast', async () => {
  expect(guideToHast((await fixtureBundle()).guide, { notes: 'beside' })).toEqual(hast)
})

function expectFile(path: string, made: string): void {
  if (update) writeFileSync(path, made)
  expect(made).toBe(readFileSync(path, 'utf8'))
}

/** Each block on a line of its own, so that a difference can be read. */
function inLines(html: string): string {
  return `${html.replace(/(?<=>)(?=<(?:p|li|ul|ol|h\d|table|caption|thead|tbody|tr|th|td|section|aside|div|dl|dt|dd|figure|figcaption|blockquote|pre|hr|img)[ >])/g, '\n')}\n`
}
