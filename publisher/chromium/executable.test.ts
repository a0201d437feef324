import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { ChromiumMissing, chromiumArguments, chromiumExecutable } from './executable.ts'

test('CHROMIUM_PATH that is no program is said so', async () => {
  await expect(chromiumExecutable({ CHROMIUM_PATH: '/nowhere/chromium' })).rejects.toThrow(
    ChromiumMissing,
  )
})

test('several callers at once get one browser that starts', async () => {
  const [one, two] = await Promise.all([chromiumExecutable({}), chromiumExecutable({})])
  expect(one).toEqual(two)
  const version = execFileSync(one.path, ['--version'], { env: { ...process.env, ...one.env } })
  expect(version.toString()).toMatch(/\d+\.\d+/)
}, 120_000)

test('web security stays on', () => {
  expect(chromiumArguments().join(' ')).not.toMatch(/disable-web-security|single-process/)
})
