import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('every row of the threat model names a test that is there', () => {
  const rows = readFileSync(`${root}docs/security.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|\s*(?:wants to|-+)/.test(line))
  expect(rows.length).toBeGreaterThan(25)
  for (const row of rows) {
    const named = [...row.matchAll(/`([^`]+\.test\.ts)` “(.+?)”(?= *\|| and )/g)]
    expect([row, named.length > 0]).toEqual([row, true])
    for (const [, path = '', title = ''] of named)
      expect([path, readFileSync(root + path, 'utf8').includes(`'${title}'`)]).toEqual([path, true])
  }
})
