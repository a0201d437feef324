import { toHtml } from 'hast-util-to-html'
import { expect, test } from 'vitest'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { guideToHast } from './guide-to-hast.ts'

test('some chapters keep their numbers, list what they cite and define, and lead nowhere else', async () => {
  const { guide } = await fixtureBundle()
  const whole = guideToHast(guide)
  const part = guideToHast(guide, { chapters: new Set(['references', 'citations']) })
  expect(part.chapters.map(({ id, number }) => [id, number])).toEqual(
    whole.chapters
      .map(({ id, number }) => [id, number])
      .filter(([id]) => id === 'references' || id === 'citations'),
  )
  const places = new Set([...part.labels.values()].map(({ chapterId }) => chapterId))
  expect(places).toEqual(new Set(['references', 'citations']))
  const html = [
    ...part.chapters.map(({ hast }) => hast),
    part.bibliography.hast,
    part.glossary.hast,
  ]
    .map((hast) => toHtml(hast))
    .join('')
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  const notes = part.chapters.flatMap((chapter) => chapter.notes.map(({ id }) => id))
  for (const [, id] of html.matchAll(/ href="#([^"]+)"/g))
    expect(ids.has(id) || part.labels.has(id ?? '') || notes.includes(id ?? ''), id).toBe(true)
  // "Figure 1" stands in a chapter that is left out: it is named, and no link.
  expect(html).toContain('<span class="cross-reference">Figure 1</span>')
  const cited = part.bibliography.entries.map(({ key }) => key)
  expect(cited.length).toBeGreaterThan(0)
  expect(guideToHast(guide, { chapters: new Set(['lists']) }).bibliography.entries).toEqual([])
})
