import { expect, test } from 'vitest'
import { runCrashMatrix, steps } from './crash-matrix.ts'

// Hundreds of them, and the same on Postgres: `npm run prove:crashes`.
test('killed in the middle of every step of the road, nothing is lost, halved or doubled', async () => {
  const outcome = await runCrashMatrix({ kills: 2, seed: 7, database: 'sqlite' })
  expect(outcome?.violations).toEqual([])
  expect(outcome?.checks).toBe(2 * steps.length)
  expect(outcome?.acknowledged).toBeGreaterThan(0)
  expect(outcome?.releases).toBe(2)
  // Whoever died between a mail's closing dot and the relay's answer does not send it again, so that
  // some may be missing; all but few are there.
  expect(outcome?.mails).toBeGreaterThan((outcome?.mailsKept ?? 0) / 2)
})
