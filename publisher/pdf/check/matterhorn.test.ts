import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const here = import.meta.dirname
const folder = join(here, 'rules')
const text = (test: boolean): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') === test)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
const ids = (source: string) =>
  new Set(source.match(/(?<=')(?:matterhorn-\d\d-\d{3}|charrette-[a-z-]+)(?=')/g))

const reported = ids(text(false))
const page = readFileSync(join(here, 'MATTERHORN.md'), 'utf8')
const checked =
  /## Conditions that a machine can find([\s\S]*?)### Checked in part/.exec(page)?.[1] ?? ''
const listed = new Set([
  ...(checked.match(/\d\d-\d{3}/g) ?? []).map((condition) => `matterhorn-${condition}`),
  ...(page.match(/(?<=`)charrette-[a-z-]+(?=`)/g) ?? []),
])

test('MATTERHORN.md lists what the rules report, and nothing else', () => {
  expect([...listed].sort()).toEqual([...reported].sort())
})

test('every rule has a file that breaks it', () => {
  const broken = ids(text(true))
  expect([...reported].filter((ruleId) => !broken.has(ruleId))).toEqual([])
})
