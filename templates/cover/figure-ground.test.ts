import { expect, test } from 'vitest'
import { figureGround } from './figure-ground.ts'

test('one guide has one city, wherever it is drawn', () => {
  expect(figureGround('growing-wages-and-jobs', 600, 800)).toEqual(
    figureGround('growing-wages-and-jobs', 600, 800),
  )
  expect(figureGround('another', 600, 800).blocks).not.toBe(
    figureGround('growing-wages-and-jobs', 600, 800).blocks,
  )
})

test.each(['a', 'b', 'c', 'a-long-slug-of-a-guide'])('the city of %s has a landmark', (seed) => {
  const plan = figureGround(seed, 600, 800)
  expect(plan.landmark).toMatch(/^M[-\d. ]+(L[-\d. ]+){3}Z$/)
  expect(plan.blocks).not.toMatch(/NaN|Infinity/)
})
