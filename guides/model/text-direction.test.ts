import { expect, test } from 'vitest'
import { directionOf } from './text-direction.ts'

test.each([
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['pa', 'ltr'],
  ['en', 'ltr'],
  ['not a tag', 'ltr'],
])('%s is written %s', (tag, direction) => {
  expect(directionOf(tag)).toBe(direction)
})
