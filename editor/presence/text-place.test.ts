import { expect, test } from 'vitest'
import { topBlock } from './text-place.ts'

/** Blocks of 100 pixels each, the first of which begins at `top`. */
const blocks = (count: number, top: number) =>
  Array.from({ length: count }, (_, index) => ({
    getBoundingClientRect: () => ({ bottom: top + (index + 1) * 100 }) as DOMRect,
  }))

test('the top block is the first that is not above the edge', () => {
  expect(topBlock(blocks(10, 200))).toBe(0)
  expect(topBlock(blocks(10, -300))).toBe(4)
  expect(topBlock(blocks(10, -5000))).toBe(9)
  expect(topBlock([])).toBe(0)
})
