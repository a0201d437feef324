import { beforeAll, describe, expect, test } from 'vitest'
import { docxEdition } from '../docx/docx-edition.ts'
import type { EditionFile } from '../edition-file.ts'
import { epubEdition } from '../epub/epub-edition.ts'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { jsonEdition } from '../json-edition.ts'
import type { Format } from '../manifest.ts'
import { markdownEdition } from '../markdown-edition.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { brokenFolder, everyKind } from '../testing/broken-guide.ts'
import { bundleOf, fixtureBundle } from '../testing/fixture-guide.ts'
import { webEdition } from '../web/web-edition.ts'
import { normalText } from './chapter-facts.ts'
import { compareFacts } from './compare-facts.ts'
import { compareWithRelease } from './compare-with-release.ts'
import { expectedFacts } from './expected-facts.ts'
import { EditionsDiffer, requireParity } from './require-parity.ts'

const makers: [Format, string, (bundle: ReleaseBundle) => Promise<EditionFile[]>][] = [
  ['web', 'Web edition', webEdition],
  ['epub', 'EPUB', async (bundle) => [{ path: 'a.epub', bytes: await epubEdition(bundle) }]],
  [
    'docx',
    'Word document',
    async (bundle) => [{ path: 'a.docx', bytes: await docxEdition(bundle) }],
  ],
  [
    'markdown',
    'Markdown',
    async (bundle) => [{ path: 'a.zip', bytes: await markdownEdition(bundle) }],
  ],
]

let sound: ReleaseBundle
let broken: ReleaseBundle
beforeAll(async () => {
  sound = await fixtureBundle()
  broken = await bundleOf(brokenFolder())
})

describe.each(makers)('%s', (format, edition, make) => {
  const made = async (bundle: ReleaseBundle) =>
    (await make(bundle)).map((file) => ({ ...file, format }))

  test('says what the release says', async () => {
    await requireParity(sound, await made(sound))
  })

  test('of another text is refused, and every kind of difference is named', async () => {
    const error = await requireParity(sound, await made(broken)).catch((thrown: unknown) => thrown)
    if (!(error instanceof EditionsDiffer)) throw error
    expect(new Set(error.differences.map((difference) => difference.edition))).toEqual(
      new Set(format === 'web' ? [edition, 'Whole guide on one page'] : [edition]),
    )
    expect([...new Set(error.differences.map(({ kind }) => kind))].sort()).toEqual(everyKind)
    expect(error.message).toContain('it says “$61” where the release says “$60”')
    expect(error.differences.map(({ message }) => message).join('\n')).toContain(
      'table 1 is “4 rows, 12 cells”',
    )
  })
})

test('the JSON holds the text to the letter, and another is refused', async () => {
  const made = (bundle: ReleaseBundle) =>
    requireParity(sound, [{ path: 'a.json', bytes: jsonEdition(bundle), format: 'json' }])
  await made(sound)
  await expect(made(broken)).rejects.toThrow('JSON, text: it holds another text')
})

test('a page that is missing is named', async () => {
  const files = (await webEdition(sound))
    .filter(({ path }) => path !== 'lists/index.html')
    .map((file) => ({ ...file, format: 'web' as const }))
  await expect(requireParity(sound, files)).rejects.toThrow('part 7 (“Lists”) is missing')
})

test('a text that is lost on the way to all editions is found in the release itself', () => {
  const hast = guideToHast(sound.guide, { notes: 'end' })
  const facts = expectedFacts(hast)
  expect(compareWithRelease(hast.guide, facts)).toEqual([])
  const lost = facts.map((chapter) => ({
    ...chapter,
    text: chapter.text.replace('Twobythesameauthor', ''),
    notes: chapter.notes.slice(1),
    links: [],
  }))
  const differences = compareWithRelease(hast.guide, lost)
  expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(['text', 'notes', 'links']))
})

test('print may say the page of a reference, and nothing else', () => {
  const facts = (text: string) => [{ ...chapter, text }]
  const chapter = {
    title: 'A',
    byline: '',
    text: '',
    headings: [],
    figures: [],
    tables: [],
    notes: [],
    citations: [],
    links: [],
  }
  const compare = (found: string) =>
    compareFacts('PDF', facts('SeeTable3\uE000.'), facts(found), () => /^onpage\d+/)
  expect(compare('SeeTable3onpage41.')).toEqual([])
  expect(compare('SeeTable3.')).toEqual([])
  expect(compare('SeeTable4onpage41.')).toHaveLength(1)
  expect(compare('SeeTable3onpage41,bottom.')).toHaveLength(1)
})

test('texts are compared without what a format may set in its own way', () => {
  expect(normalText('An e-mail\u00AD, “it\u02BCs” −5 % ½')).toBe(
    normalText('Ane-mail, “it’s”−5% ½'),
  )
  expect(normalText('-5')).not.toBe(normalText('5'))
})
