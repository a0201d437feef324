import { expect, test } from 'vitest'
import { TokenBucket } from './rate-limit.ts'

test('a burst is let through, what goes on too fast waits, and a rest fills it again', () => {
  const bucket = new TokenBucket({ burst: 10, perSecond: 5 }, 0)
  expect(bucket.take(10, 0)).toBe(0)
  expect(bucket.take(5, 0)).toBe(1000)
  expect(bucket.take(0, 1000)).toBe(0)
  expect(bucket.take(10, 100_000)).toBe(0)
  expect(bucket.take(1, 100_000)).toBe(200)
})
