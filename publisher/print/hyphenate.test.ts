import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { textOf } from './adapt-for-print.ts'
import { hyphenate, hyphenatorsOf } from './hyphenate.ts'

const chapter = '# Words\n\nOrdinary words and :lang[una organización municipal]{lang=es}.\n'
const hyphenators = await hyphenatorsOf(
  guideToHast((await bundleOf(fixtureFolder({ 'chapters/99-words.md': chapter }))).guide),
)
const shown = (element: ReturnType<typeof h>, lang = 'en'): string =>
  hyphenate([element], lang, hyphenators).map(textOf).join('').replaceAll('\u00AD', '|')

test('long words may be cut, not close to their ends, and in narrow columns shorter ones too', () => {
  const words = 'Municipalities negotiate about affordability.'
  expect(shown(h('p', words))).toBe('Munic|i|pal|i|ties negotiate about afford|ability.')
  expect(shown(h('td', h('p', words)))).toBe(
    'Munic|i|pal|i|ties nego|ti|ate about afford|abil|ity.',
  )
})

test('a passage is cut by its own language', () => {
  const words = 'organización'
  expect(shown(h('p', ['The ', h('span', { lang: 'es' }, words)]))).toBe('The orga|ni|za|ción')
  expect(shown(h('p', words), 'cy')).toBe(words)
})

test('addresses, code, headings and compounds stay whole', () => {
  expect(shown(h('p', 'See example.org/accessibility and community-based@organizations.org'))).toBe(
    'See example.org/accessibility and community-based@organizations.org',
  )
  for (const whole of [
    h('code', 'accessibility'),
    h('h2', 'Accessibility'),
    h('span.address', 'accessibility'),
    h('div.pull-quote', h('p', 'accessibility')),
  ])
    expect(shown(whole), whole.tagName).not.toContain('|')
})
