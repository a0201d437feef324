import { expect, test } from 'vitest'
import { messagesFor, partialDate, siteLanguages } from './index.ts'

/** Every message by its path, with lists spread: what is a function is what it says for 1 and for 2. */
function spread(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function')
    return ['1', '2'].map((count) => [`${path}(${count})`, String(value(Number(count), 'X'))])
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => spread(inner, `${path}/${key}`))
  throw new Error(`${path} is no message`)
}

test.each(siteLanguages.filter((lang) => lang !== 'en'))(
  'what is said in English is said in %s as well, and not in English',
  (lang) => {
    const english = spread(messagesFor('en'))
    const other = new Map(spread(messagesFor(lang)))
    expect([...other.keys()]).toEqual(english.map(([path]) => path))
    const left = english.filter(([path, text]) => /[a-z]{4}/.test(text) && other.get(path) === text)
    expect(left).toEqual([])
    const empty = (texts: Iterable<[string, string]>) =>
      [...texts].filter(([, text]) => text.trim() === '').map(([path]) => path)
    expect(empty(other)).toEqual(empty(english))
  },
)

test('a date says as much as is known', () => {
  expect(['2014', '2014-05', '2014-05-12'].map((date) => partialDate(date, 'en'))).toEqual([
    '2014',
    'May 2014',
    'May 12, 2014',
  ])
  expect(partialDate('2014-05', 'es')).toBe('mayo de 2014')
})
