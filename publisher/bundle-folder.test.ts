import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson } from '@charrette/guides'
import { expect, test } from 'vitest'
import { readBundleFolder, writeBundleFolder } from './bundle-folder.ts'
import { fixtureBundle } from './testing/fixture-guide.ts'

test('a guide reaches the worker to the letter, its credits included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'))
  try {
    const bundle = await fixtureBundle()
    const guide = { ...bundle.guide, credits: [{ name: 'County library' }] }
    expect(guide.chapters.some(({ credits }) => credits)).toBe(true)
    await writeBundleFolder({ ...bundle, guide }, folder)
    expect(canonicalJson((await readBundleFolder(folder)).guide)).toBe(canonicalJson(guide))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
