import { afterEach, expect, test } from 'vitest'
import { speak } from '../messages/index.ts'
import { matching } from './insertions.ts'

afterEach(() => speak('en'))

const found = (query: string) => matching(query).map(({ id }) => id)

test('what can be put in is found by its name or other words, in any case', () => {
  expect(found('Key tak')).toEqual(['takeaways'])
  expect(found('photo')).toEqual(['figure'])
  expect(found('nothing like it')).toEqual([])
})

test('in Spanish it is found by its Spanish names, without accents as well', async () => {
  await speak('es')
  expect(found('subtitulo')).toEqual(['heading-3'])
  expect(found('vinetas')).toEqual(['bullets'])
  expect(found('definición')).toEqual(['definition'])
})
