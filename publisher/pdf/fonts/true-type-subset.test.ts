import { expect, test } from 'vitest'
import { trueType } from '../check/testing/true-type.ts'
import { readTrueType } from '../check/true-type-program.ts'
import { readSubset, type TrueTypeSubset, writeSubset } from './true-type-subset.ts'

function subsetOf(widths: number[]): TrueTypeSubset {
  const subset = readSubset(trueType({ widths }))
  if (!subset) throw new Error('The font cannot be read')
  return subset
}

test('what is written reads back, by ourselves and by the checker', () => {
  const subset = subsetOf([500, 600, 700])
  const program = writeSubset(subset)
  expect(readSubset(program)).toEqual(subset)
  const checked = readTrueType(program)
  expect(checked?.glyphCount).toBe(3)
  expect([0, 1, 2].map((glyph) => checked?.widthOf(glyph))).toEqual([500, 600, 700])
  expect([0, 1, 2].map((glyph) => checked?.isDrawn(glyph))).toEqual([true, true, true])
})

test('glyphs that are left out keep their numbers, without outline and width', () => {
  const subset = subsetOf([500, 600, 700])
  subset.glyphs.delete(1)
  subset.count = 5
  const checked = readTrueType(writeSubset(subset))
  expect(checked?.glyphCount).toBe(5)
  expect([1, 2, 4].map((glyph) => checked?.widthOf(glyph))).toEqual([0, 700, 0])
  expect([1, 2, 4].map((glyph) => checked?.isDrawn(glyph))).toEqual([false, true, false])
})

test('more outlines than short offsets reach have long ones', () => {
  const subset = subsetOf([500, 600])
  for (let glyph = 2; glyph < 70; glyph++)
    subset.glyphs.set(glyph, { outline: 'o'.repeat(2001), advance: glyph, bearing: -1 })
  subset.count = 70
  const program = writeSubset(subset)
  expect(readSubset(program)?.glyphs.get(69)).toEqual({
    // Offsets are even.
    outline: `${'o'.repeat(2001)}\0`,
    advance: 69,
    bearing: -1,
  })
  expect(readTrueType(program)?.isDrawn(69)).toBe(true)
})

test('the checksums add up', () => {
  const program = Buffer.from(writeSubset(subsetOf([500, 600])))
  let sum = 0
  for (let at = 0; at < program.length; at += 4) sum = (sum + program.readUInt32BE(at)) >>> 0
  expect(sum).toBe(0xb1b0afba)
})

test('a program with tables that are not known is left alone', () => {
  const program = Buffer.from(trueType({ widths: [500] }))
  program.write('vmtx', program.indexOf('hmtx'), 'latin1')
  expect(readSubset(program)).toBeNull()
})
