import { describe, expect, test } from 'vitest'
import { chapter, codeBlock, footnote, h2, lang, li, p, ul } from '../testing/builders.ts'
import { sentenceFigures, sentencesOf } from './readability.ts'
import { chapterFigures, readingFigures } from './reading-figures.ts'
import { englishSyllables, spanishSyllables } from './syllables.ts'

const counted = (count: (word: string) => number, words: string) =>
  Object.fromEntries(words.split(' ').map((word) => [word, count(word)]))

test('syllables of English words', () => {
  const expected = {
    cat: 1,
    the: 1,
    city: 2,
    cities: 2,
    make: 1,
    makes: 1,
    named: 1,
    waited: 2,
    houses: 2,
    table: 2,
    places: 2,
    people: 2,
    community: 4,
    government: 3,
    station: 2,
    medium: 3,
    street: 1,
    being: 2,
    neighborhood: 3,
    accessibility: 6,
    'don’t': 1,
  }
  expect(counted(englishSyllables, Object.keys(expected).join(' '))).toEqual(expected)
})

test('syllables of Spanish words', () => {
  const expected = {
    ciudad: 2,
    río: 2,
    aéreo: 4,
    que: 1,
    guía: 2,
    pingüino: 3,
    hay: 1,
    comunidad: 4,
    país: 2,
    bueno: 2,
    queremos: 3,
    leer: 2,
    muy: 1,
  }
  expect(counted(spanishSyllables, Object.keys(expected).join(' '))).toEqual(expected)
})

test.each([
  ['One. Two? “Three!” Four', 4],
  ['Dr. Lee of the U.S. Census wrote it, e.g. in St. Paul. Then she left.', 2],
  ['It cost $3.5 million (2019). No more.', 2],
  ['¿Por qué? ¡Porque sí! Así.', 3],
  ['…', 0],
  ['A line without a stop', 1],
])('%s', (paragraph, count) => {
  expect(sentencesOf(paragraph)).toHaveLength(count)
})

test('numbers are no words of a measure', () => {
  expect(sentenceFigures(['In 2014, 37 cats sat.'], 'en')).toEqual({
    sentences: 1,
    words: 3,
    syllables: 3,
  })
})

describe('a text', () => {
  const easy = Array.from({ length: 20 }, () => p('The cat sat on the mat. We like it.'))
  const hard = Array.from({ length: 10 }, () =>
    p(
      'Intergovernmental collaboration necessitates considerable administrative preparation, particularly regarding accessibility, before municipalities can implement transportation improvements.',
    ),
  )

  test('is given its words, its minutes and its grade', () => {
    const figures = readingFigures([chapterFigures(chapter('a', ...easy), 'en')], 'en')
    expect(figures).toMatchObject({ words: 182, minutes: 1 })
    expect(figures.readability).toMatchObject({
      measure: 'Flesch–Kincaid',
      words: 'Grade 1',
      hard: false,
    })
    expect(
      readingFigures([chapterFigures(chapter('a', ...hard), 'en')], 'en').readability,
    ).toMatchObject({
      words: 'Beyond grade 16',
      hard: true,
    })
  })

  test('is measured by its sentences: no headings, tables, code, notes or words in other languages', () => {
    const measured = chapterFigures(
      chapter(
        'a',
        h2('A heading of words'),
        p('One ', ...lang('es', 'palabra ajena'), ' two.', footnote('A note.')),
        ul(li('three four')),
        codeBlock('', 'let five'),
      ),
      'en',
    )
    expect(measured).toMatchObject({ sentences: 2, words: 4, lang: 'en' })
  })

  test('in Spanish has the measure of Spanish, and in another language none', () => {
    const spanish = Array.from({ length: 30 }, () => p('La ciudad hizo una guía para todos.'))
    expect(
      readingFigures([chapterFigures(chapter('a', ...spanish), 'es-US')], 'es-US').readability,
    ).toMatchObject({ measure: 'Flesch–Szigriszt, INFLESZ scale', hard: false })
    expect(
      readingFigures([chapterFigures(chapter('a', ...spanish), 'vi')], 'vi').readability,
    ).toBeNull()
  })

  test('that is short has none', () => {
    expect(
      readingFigures([chapterFigures(chapter('a', p('Go on.')), 'en')], 'en').readability,
    ).toBeNull()
    expect(readingFigures([], 'en')).toEqual({ words: 0, minutes: 0, readability: null })
  })

  test('of chapters in several languages is measured in the guide’s', () => {
    const both = [
      chapterFigures(chapter('a', ...easy), 'en'),
      chapterFigures(chapter({ id: 'b', lang: 'es' }, ...hard), 'en'),
    ]
    expect(readingFigures(both, 'en').readability?.words).toBe('Grade 1')
    expect(readingFigures(both, 'en').words).toBeGreaterThan(300)
  })
})
