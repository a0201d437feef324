import { expect, test } from 'vitest'
import { formatCitations } from './format-citations.ts'
import { plainFromMarkedText } from './marked-text.ts'

const bibliography = [
  {
    id: 'doe',
    type: 'book',
    title: 'Lines',
    publisher: 'Press',
    author: [{ family: 'Doe', given: 'Jo' }],
    issued: { 'date-parts': [[2020]] },
  },
  { id: 'page', type: 'webpage', title: 'A Page', author: [{ literal: 'Agency' }] },
]

const group = (key: string, locator = '') =>
  plainFromMarkedText(formatCitations([[{ key, locator }]], bibliography).groups[0] ?? '')

test.each([
  ['', 'Doe 2020'],
  ['3', 'Doe 2020, 3'],
  ['p. 3', 'Doe 2020, 3'],
  ['pp. 3-4', 'Doe 2020, 3–4'],
  ['ch. 2', 'Doe 2020, chap. 2'],
  ['§ 4', 'Doe 2020, sec. 4'],
  ['appendix B', 'Doe 2020, appendix B'],
])('the locator “%s” reads %s', (locator, expected) => {
  expect(group('doe', locator)).toBe(expected)
})

test('an entry without a date says so', () => {
  expect(group('page')).toBe('Agency, n.d.')
})

test('a key that is not there leaves its group empty and is in no bibliography', () => {
  expect(formatCitations([[{ key: 'nobody', locator: '' }]], bibliography)).toEqual({
    groups: [''],
    entries: [],
  })
})

test('APA and the language of the guide are followed', () => {
  const cites = [
    [
      { key: 'doe', locator: '' },
      { key: 'page', locator: '' },
    ],
  ]
  const apa = formatCitations(cites, bibliography, { style: 'apa' })
  expect(apa.entries.map(({ text }) => plainFromMarkedText(text))).toContain(
    'Doe, J. (2020). Lines. Press.',
  )
  const spanish = formatCitations(cites, bibliography, { lang: 'es-US' })
  expect(plainFromMarkedText(spanish.groups[0] ?? '')).toMatch(/s\.\sf\./u)
})
