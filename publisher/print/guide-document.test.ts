import { expect, test } from 'vitest'
import { guideToHast, hastWithNotesAtEnd } from '../hast/guide-to-hast.ts'
import { defaultPrintSettings, type PrintSettings } from '../settings/print-settings.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { guideDocument } from './guide-document.ts'
import { hyphenatorsOf } from './hyphenate.ts'

const last =
  'A word of Springfield with a note[^1] and a [link](https://example.org/).\n\n[^1]: Here.\n'
const guides = {
  first: fixtureFolder({ 'chapters/99-last.md': `# Last\n\n${last}` }),
  'with a word more': fixtureFolder({ 'chapters/99-last.md': `# Last\n\nOne more. ${last}` }),
  'with a chapter before': fixtureFolder({
    'chapters/00-first.md': '# First\n\nA chapter on Springfield.\n',
    'chapters/99-last.md': `# Last\n\n${last}`,
  }),
  'with a city that is named before': fixtureFolder({
    'chapters/00-first.md':
      '# First\n\n::::city-example{city="Springfield" state="OR"}\n:::action\nDug.\n:::\n:::outcome\nLit.\n:::\n::::\n',
    'chapters/99-last.md': `# Last\n\n${last}`,
  }),
}
const settings: Partial<PrintSettings>[] = [
  {},
  { notes: 'chapter' },
  { 'link-notes': true },
  { index: false },
]

test('pieces of a guide of which most was seen before are those of the guide by itself', async () => {
  const htmls = new Set<string>()
  for (const [name, folder] of Object.entries(guides)) {
    const { guide, release } = await bundleOf(folder)
    for (const changed of settings)
      for (const noRoom of [new Set<string>(), new Set(['fn_last_1'])]) {
        const made = async (hast: ReturnType<typeof guideToHast>) => {
          const { pieces, contents } = guideDocument(hast, release, {
            noRoom,
            settings: { ...defaultPrintSettings, ...changed },
            logo: null,
            hyphenators: await hyphenatorsOf(hast),
          })
          return { pieces, contents }
        }
        const remembered = await made(hastWithNotesAtEnd(guide))
        expect(remembered, name).toEqual(await made(guideToHast(guide, { notes: 'end' })))
        htmls.add(remembered.pieces.map(({ html }) => html).join(''))
      }
  }
  expect(htmls.size).toBeGreaterThan(12)
})

test('a chapter that has not changed is the same piece', async () => {
  const [before, after] = await Promise.all(
    (['first', 'with a word more'] as const).map(async (name) => {
      const { guide, release } = await bundleOf(guides[name])
      const hast = hastWithNotesAtEnd(guide)
      return guideDocument(hast, release, {
        noRoom: new Set(),
        settings: defaultPrintSettings,
        logo: null,
        hyphenators: await hyphenatorsOf(hast),
      }).pieces
    }),
  )
  const others = (before ?? []).filter(({ id }) => id && id !== 'last')
  expect(others.length).toBeGreaterThan(3)
  for (const { id, linkTexts } of others)
    if (!/_title$/.test(id))
      expect(after?.find((piece) => piece.id === id)?.linkTexts, id).toBe(linkTexts)
})
