import { expect, test } from 'vitest'
import { placeOnMap, usOutlines } from './index.ts'

test('a city is found by the ways in which people write it, and lies where it lies', () => {
  const chattanooga = placeOnMap({ name: 'Chattanooga', state: 'tn ' })
  expect(chattanooga).toEqual({ x: expect.any(Number), y: expect.any(Number) })
  expect(placeOnMap({ name: 'Saint Paul', state: 'MN' })).toEqual(
    placeOnMap({ name: 'St. Paul', state: 'MN' }),
  )
  expect(placeOnMap({ name: 'City of San José', state: 'CA' })).toEqual(
    placeOnMap({ name: 'San Jose', state: 'CA' }),
  )
  const [seattle, miami, boston] = [
    { name: 'Seattle', state: 'WA' },
    { name: 'Miami', state: 'FL' },
    { name: 'Boston', state: 'MA' },
  ].map(placeOnMap)
  if (!seattle || !miami || !boston) throw new Error('a city is unknown')
  expect(seattle.x).toBeLessThan(usOutlines.width / 4)
  expect(boston.x).toBeGreaterThan((usOutlines.width * 3) / 4)
  expect(miami.y).toBeGreaterThan((usOutlines.height * 3) / 4)
})

test.each([
  { name: 'Riverbend', state: 'IL' },
  { name: 'Paris', state: '' },
  { name: 'Chattanooga', state: 'GA' },
  { name: 'x', state: 'constructor' },
  { name: '', state: 'TN' },
])('$name, $state is on no map', (city) => {
  expect(placeOnMap(city)).toBeNull()
})
