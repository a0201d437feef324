import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { asPrinted } from '../testing/as-printed.ts'
import { bundleOf, fixtureBundle, fixtureFolder } from '../testing/fixture-guide.ts'
import { PrintedPages } from './printed-pages.ts'

async function marked(markdown: string, letters: number): Promise<string> {
  const bundle = await bundleOf(fixtureFolder({ 'chapters/00-first.md': markdown }))
  const hast = guideToHast(bundle.guide, { notes: 'end' })
  const pages = new PrintedPages(asPrinted(bundle, letters), hast)
  const text = (hast.chapters[0]?.hast.children ?? []) as ElementContent[]
  const { atStart, children } = pages.marked('first', 'first.xhtml', text)
  return toHtml([...atStart, ...children]).replace(
    /<span id="page_(\w+)" role="doc-pagebreak" aria-label="Page \w+\."><\/span>/g,
    '[$1]',
  )
}

test('a page begins before its first word, and a word is not torn where print tears it', async () => {
  // Without spaces: "Oneword." has 8 letters, "Anotherword." 12.
  expect(await marked('# First\n\nOne word.\n\nAnother word.\n', 8)).toBe(
    '[1]<p>One word.</p>[2]<p>Another [3]word.</p>',
  )
})

test('a page that begins with a figure or a heading begins before it, and outside of links', async () => {
  const made = await marked(
    '# First\n\n12345678\n\n## Heading\n\n1 [a link](https://example.org).\n',
    8,
  )
  expect(made).toContain('</p>[2]<h2')
  expect(made).toContain('<p>1 [3]<a')
})

test('every page of the text has one mark, in the order of the pages', async () => {
  const bundle = await fixtureBundle()
  const hast = guideToHast(bundle.guide, { notes: 'end' })
  const printed = asPrinted(bundle, 60)
  const pages = new PrintedPages(printed, hast)
  for (const kind of ['cover', 'title', 'contents'] as const) pages.front(kind, `${kind}.xhtml`)
  const parts = [
    ...hast.chapters.map((chapter) => [chapter.id, chapter.hast] as const),
    ['glossary', hast.glossary.hast] as const,
    ['bibliography', hast.bibliography.hast] as const,
  ]
  for (const [part, { children }] of parts)
    pages.marked(part, `${part}.xhtml`, children as ElementContent[])
  expect(pages.list.map(({ label }) => label)).toEqual(printed.labels)
  expect(pages.list.slice(0, 4).map(({ href }) => href)).toEqual([
    'cover.xhtml#page_i',
    'title.xhtml#page_ii',
    'contents.xhtml#page_iii',
    `${hast.chapters[0]?.id}.xhtml#page_1`,
  ])
})

test('a page without words counts to the next that has some', async () => {
  const bundle = await fixtureBundle()
  const hast = guideToHast(bundle.guide, { notes: 'end' })
  const printed = asPrinted(bundle, 1e6)
  const second = printed.parts[2]
  if (!second?.pages[0]) throw new Error('the fixture has no second chapter')
  // A blank page before the second chapter, as the duplex setting has it.
  for (const part of printed.parts.slice(2)) for (const page of part.pages) page.page += 1
  printed.labels.push(String(printed.labels.length - 2))
  const pages = new PrintedPages(printed, hast)
  const id = hast.chapters[1]?.id ?? ''
  expect(pages.marked(id, 'x', []).atStart).toHaveLength(2)
})
