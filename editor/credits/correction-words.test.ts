import { expect, test } from 'vitest'
import { correctionWords } from './correction-words.ts'

test('a correction reads as a sentence', () => {
  const about = { chapterTitle: 'Why', city: 'Riverbend', name: 'Lathrop' }
  expect(correctionWords({ ...about, kind: 'add', chapterTitle: null })).toBe(
    'Lathrop is credited for the whole guide.',
  )
  expect(correctionWords({ ...about, kind: 'remove' })).toBe('Riverbend is left out in “Why”.')
  expect(correctionWords({ ...about, kind: 'replace' })).toBe(
    'What Riverbend wrote in “Why” is credited to Lathrop.',
  )
})
