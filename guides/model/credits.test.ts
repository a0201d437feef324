import { expect, test } from 'vitest'
import { bylineOf, type Credit, creditsOfGuide } from './credits.ts'
import { chapter, guide, p } from './testing/builders.ts'

const credited = (id: string, words: string, ...credits: Credit[]) => ({
  ...chapter(id, p(words)),
  credits,
})

test('whoever wrote a tenth of a chapter wrote it, the others contributed', () => {
  const credits = [
    { name: 'Riverbend', share: 88 },
    { name: 'Lathrop', share: 10 },
    { name: 'Oakdale', share: 2 },
    { name: 'The library' },
  ]
  expect(bylineOf(credits)).toEqual({
    wrote: ['Riverbend', 'Lathrop'],
    contributed: ['Oakdale', 'The library'],
  })
  expect(bylineOf(credits.slice(2))).toEqual({
    wrote: ['Oakdale', 'The library'],
    contributed: [],
  })
})

test('a guide’s credits are its chapters’, by the length of their texts', () => {
  const whole = guide(
    {},
    credited('a', 'x'.repeat(30), { name: 'Lathrop', share: 100 }),
    credited('b', 'y '.repeat(70), { name: 'Riverbend', share: 90 }, { name: 'The library' }),
  )
  expect(creditsOfGuide({ ...whole, credits: [{ name: 'Oakdale' }, { name: 'Lathrop' }] })).toEqual(
    [
      { name: 'Riverbend', share: 63 },
      { name: 'Lathrop', share: 30 },
      { name: 'Oakdale' },
      { name: 'The library' },
    ],
  )
  expect(creditsOfGuide(guide({}, chapter('a')))).toEqual([])
})
