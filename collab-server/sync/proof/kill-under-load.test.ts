import { expect, test } from 'vitest'
import { killUnderLoad } from './kill-under-load.ts'

test('[D1] of 20 servers ended by SIGKILL under load, none had said “on disk” of what is not there', async () => {
  const { acknowledged, lost } = await killUnderLoad(1, 20)
  expect(lost).toEqual([])
  expect(acknowledged).toBeGreaterThan(20)
}, 600_000)
