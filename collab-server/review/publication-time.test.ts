import { expect, test } from 'vitest'
import { publicationTime } from './publication-time.ts'
import { ReviewRefusal } from './refusals.ts'

const now = new Date('2026-01-01T00:00:00Z')

test.each([
  ['2026-07-01T09:00', 'America/Chicago', '2026-07-01T14:00:00.000Z', 'summer'],
  ['2026-12-01T09:00', 'America/Chicago', '2026-12-01T15:00:00.000Z', 'winter'],
  ['2026-03-08T01:59', 'America/Chicago', '2026-03-08T07:59:00.000Z', 'before the gap'],
  ['2026-03-08T03:00', 'America/Chicago', '2026-03-08T08:00:00.000Z', 'after the gap'],
  ['2026-11-01T01:30', 'America/Chicago', '2026-11-01T06:30:00.000Z', 'the first of two'],
  ['2026-07-01T09:00', 'America/Phoenix', '2026-07-01T16:00:00.000Z', 'no summer time'],
  ['2026-07-01T09:00', 'Asia/Kathmandu', '2026-07-01T03:15:00.000Z', 'a quarter of an hour'],
  ['2026-07-01T09:00', 'UTC', '2026-07-01T09:00:00.000Z', 'no place'],
])('%s in %s is %s (%s)', (local, zone, at) => {
  expect(publicationTime({ local, zone }, now)).toEqual({ at, zone })
})

test.each([
  ['2026-03-08T02:30', 'America/Chicago', 'no-such-time', 'go forward and skip 02:30'],
  ['2026-03-29T02:30', 'Europe/Berlin', 'no-such-time', 'go forward and skip 02:30'],
  ['2026-02-30T09:00', 'America/Chicago', 'no-such-time', 'no such time'],
  ['soon', 'America/Chicago', 'no-such-time', 'no such time'],
  ['2026-07-01T09:00', 'America/Riverbend', 'no-such-time-zone', 'America/Riverbend'],
  ['2025-12-31T18:00', 'America/Chicago', 'time-has-passed', 'passed'],
])('%s in %s is refused: %s', (local, zone, code, words) => {
  const refusal = (() => {
    try {
      return publicationTime({ local, zone }, now)
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toBeInstanceOf(ReviewRefusal)
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(words) })
})
