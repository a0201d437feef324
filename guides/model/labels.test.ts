import { expect, test } from 'vitest'
import { assignIds } from './assign-ids.ts'
import { headingsOf } from './headings.ts'
import { labelsOf } from './labels.ts'
import { plainText, wordCount } from './plain-text.ts'
import {
  chapter,
  cite,
  cityExample,
  definition,
  figure,
  footnote,
  guide,
  h2,
  h3,
  p,
  strong,
  table,
  td,
  th,
  tr,
} from './testing/builders.ts'

const access = guide(
  { title: 'Access' },
  chapter(
    'why',
    h2('Why access?'),
    figure({ src: 'pictures/line.svg', decorative: true }),
    figure({ src: 'pictures/map.svg', alt: 'A map' }, 'Where lines end'),
    h3({ id: 'kept' }, 'Sección única'),
    h2('Why access?'),
  ),
  chapter(
    'how',
    figure({ src: 'pictures/map.svg', alt: 'A map' }, 'Where lines end'),
    table({ caption: 'Speeds', id: 'table-speeds' }, tr(th('Down')), tr(td('100'))),
    cityExample({ city: 'Chattanooga', state: 'TN', year: 2010 }, 'Built fiber.', 'It works.'),
    definition({ term: 'Digital equity' }, p('A state of things.')),
    h2('第一章'),
  ),
)

test('things without an id get one made of their words, unique in the guide', () => {
  const ids = [...labelsOf(assignIds(access)).keys()]
  expect(ids).toEqual([
    'why',
    'why-access',
    'figure',
    'figure-where-lines-end',
    'kept',
    'why-access-2',
    'how',
    'figure-where-lines-end-2',
    'table-speeds',
    'example-chattanooga',
    'term-digital-equity',
    'section',
  ])
  expect(assignIds(assignIds(access))).toEqual(assignIds(access))
})

test('figures and tables are numbered through the guide, decoration is not', () => {
  const labels = labelsOf(assignIds(access))
  expect(labels.get('figure')?.number).toBeNull()
  expect(labels.get('figure-where-lines-end')?.text).toBe('Figure 1')
  expect(labels.get('figure-where-lines-end-2')).toEqual({
    kind: 'figure',
    number: '2',
    text: 'Figure 2',
    title: 'Where lines end',
    chapterId: 'how',
  })
  expect(labels.get('table-speeds')?.text).toBe('Table 1')
  expect(labels.get('example-chattanooga')?.text).toBe('Chattanooga, TN')
  expect(labels.get('kept')?.text).toBe('Sección única')
})

test('labels are in the language of the guide', () => {
  const spanish = { ...access, frontMatter: { ...access.frontMatter, lang: 'es-US' } }
  expect(labelsOf(spanish).get('table-speeds')?.text).toBe('Tabla 1')
})

test('the headings of a chapter come with their places', () => {
  expect(headingsOf(access.chapters[0] ?? chapter('none'))).toEqual([
    { id: null, level: 2, text: 'Why access?', path: [0] },
    { id: 'kept', level: 3, text: 'Sección única', path: [3] },
    { id: null, level: 2, text: 'Why access?', path: [4] },
  ])
})

test('the plain text says what the attributes say', () => {
  const example = access.chapters[1]?.content.content?.[2]
  expect(example && plainText(example)).toBe('Chattanooga, TN\n2010\nBuilt fiber.\nIt works.')
  expect(plainText(p('As ', ...strong('shown'), footnote('Once.'), cite('fcc', 'p. 3')))).toBe(
    'As shown [Once.][fcc, p. 3]',
  )
})

test('words are counted in texts, notes and captions', () => {
  const counted = guide(
    {},
    chapter(
      { id: 'a', title: 'Two words' },
      p('It’s 2,000 well-known ', ...strong('wo'), 'rds', footnote('In a note.'), '.'),
      figure({ src: 'pictures/a.svg', alt: 'not counted' }, 'One caption'),
    ),
  )
  expect(wordCount(counted)).toBe(2 + 4 + 3 + 2)
})
