import { expect, test } from 'vitest'
import { en } from './en.ts'
import { es } from './es.ts'
import { inOurWords, speak, wantedLanguage } from './index.ts'

/** Every message by its path: what is a function is what it says for 1 and for 2. */
function spread(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return [1, 2].map((count) => [`${path}(${count})`, String(value(count, 'A', 'B', 'C', 'D'))])
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => spread(inner, `${path}/${key}`))
  throw new Error(`${path} is no message`)
}

/** All but the names of the languages, and the refusals: those are the server's own words in English. */
const said = ({ languageName: _, other: __, refusals: ___, heard: ____, ...messages }: typeof en) =>
  spread(messages)

test('what is said in English is said in Spanish as well, and not in English', () => {
  const spanish = new Map(said(es))
  expect([...spanish.keys()]).toEqual(said(en).map(([path]) => path))
  const left = said(en).filter(
    ([path, text]) =>
      /[a-z]{4}/.test(text) && !/video|Markdown/.test(text) && spanish.get(path) === text,
  )
  expect(left).toEqual([])
  // A message that goes on into another, or behind one, keeps its distance.
  const edges = (text: string) => [/^\s/.test(text), /\s$/.test(text)]
  expect(
    said(en).filter(([path, text]) => `${edges(text)}` !== `${edges(spanish.get(path) ?? '')}`),
  ).toEqual([])
  const all = [...spanish, ...spread(es.refusals)]
  expect(all.filter(([, text]) => text.trim() === '')).toEqual([])
  // Words that no Spanish sentence has.
  expect(all.filter(([, text]) => /\b(the|and|of|you|your|with|is|to|was)\b/i.test(text))).toEqual(
    [],
  )
})

test('the language is the chosen one, else the first known of the browser, else English', () => {
  expect(wantedLanguage('es', ['en-US'])).toBe('es')
  expect(wantedLanguage(null, ['fr', 'es-MX', 'en'])).toBe('es')
  expect(wantedLanguage('fr', ['de'])).toBe('en')
  expect(wantedLanguage(null, [])).toBe('en')
})

test('what the server says in English is said in Spanish, with its gaps in their places', async () => {
  expect(inOurWords('Grade 9')).toBe('Grade 9')
  await speak('es')
  expect(inOurWords('Grade 9')).toBe('Grado 9')
  expect(inOurWords('Ana asks you to review “A {1} guide” (candidate 2).')).toBe(
    'Ana le pide que revise «A {1} guide» (candidata 2).',
  )
  // A gap may hold what is said in our words as well.
  expect(inOurWords('Ana put “Why” down as drafting, led by no city.')).toBe(
    'Ana anotó «Why» como: en redacción; responsable: ninguna ciudad.',
  )
  expect(inOurWords('Nobody has translated this.')).toBe('Nobody has translated this.')
  await speak('en')
})
