import { expect, test } from 'vitest'
import { citiesTogether, creditedCities } from './credited-cities.ts'

const known = [
  { name: 'Springfield', state: 'IL' },
  { name: 'Springfield', state: 'MA' },
  { name: 'Riverbend', state: '' },
]

test('a credit means the city of its name, with its state or without, and a library none', () => {
  expect(
    creditedCities(
      ['riverbend', 'County library', 'Springfield, MA', 'Springfield', 'Springfield, ma'],
      known,
    ),
  ).toEqual([known[2], known[1], known[0]])
})

test('a city of several lists stands once, where it came first', () => {
  expect(citiesTogether([{ name: 'Riverbend', state: '' }], known)).toEqual([
    known[2],
    known[0],
    known[1],
  ])
})
