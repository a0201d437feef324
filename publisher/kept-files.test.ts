import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeptFiles } from './kept-files.ts'

let folder: string
let kept: KeptFiles
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-kept-'))
  kept = await KeptFiles.open(join(folder, 'kept'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const bytes = (...values: number[]) => Uint8Array.from(values)
const textOf = (found: Uint8Array | null) => found && [...found]

test('what is kept is found by its key, and nothing else', async () => {
  await kept.keep('a', bytes(1, 2, 3))
  expect(textOf(await kept.read('a'))).toEqual([1, 2, 3])
  expect(await kept.read('b')).toBeNull()
})

test('a file that was harmed is not found, and not kept', async () => {
  await kept.keep('a', bytes(1, 2, 3))
  await writeFile(join(folder, 'kept', 'a'), 'half of it')
  expect(await kept.read('a')).toBeNull()
  expect(await readdir(join(folder, 'kept'))).toEqual([])
})

test('what was not used for longest is forgotten first', async () => {
  for (const key of ['a', 'b', 'c']) await kept.keep(key, new Uint8Array(100))
  for (const [index, key] of ['a', 'b', 'c'].entries())
    await utimes(join(folder, 'kept', key), index, index)
  await kept.read('a')
  await kept.forgetOldest(300)
  expect(await readdir(join(folder, 'kept'))).toEqual(['a', 'c'])
})

test('a folder that cannot be written keeps nothing, and says nothing', async () => {
  await rm(join(folder, 'kept'), { recursive: true })
  await kept.keep('a', bytes(1))
  expect(await kept.read('a')).toBeNull()
})
