import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeBundleFolder } from './bundle-folder.ts'
import { bundleOf, fixtureFolder } from './testing/fixture-guide.ts'
import { workerMessageSchema } from './worker-message.ts'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'charrette-reproducible-'))
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

/** Publishes in a process of its own, as another machine would. */
async function publishedAt(name: string, env: Record<string, string>) {
  const home = join(scratch, name)
  await mkdir(home)
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'worker.ts'), join(scratch, 'bundle'), join(home, 'edition')],
    { cwd: home, env: { ...process.env, ...env } },
  )
  const last = workerMessageSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  if (last.type !== 'done') throw new Error(stdout)
  return last.manifest
}

test('two machines of different time zone, language and folder give the same bytes in every format', async () => {
  await mkdir(join(scratch, 'bundle'))
  await writeBundleFolder(await bundleOf(fixtureFolder()), join(scratch, 'bundle'))
  const here = await publishedAt('here', { TZ: 'America/Los_Angeles', LANG: 'C', LC_ALL: 'C' })
  const there = await publishedAt('there', {
    TZ: 'Pacific/Kiritimati',
    LANG: 'tr_TR.UTF-8',
    LC_ALL: 'tr_TR.UTF-8',
    LANGUAGE: 'tr',
  })
  expect(here.formats).toEqual(['web', 'pdf', 'epub', 'docx', 'markdown', 'json'])
  expect(there).toEqual(here)
})
