import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readGuideFolder } from '@charrette/guides'
import { diskFolder } from '@charrette/guides/folder'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fixtureFolder } from '../testing/fixture-guide.ts'
import { webEdition } from '../web/web-edition.ts'
import { changedSince, GuidePreview } from './guide-preview.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'charrette-preview-'))
  const folder = fixtureFolder()
  for (const path of await folder.list()) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), await folder.read(path))
  }
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const chapterNamed = async (name: string): Promise<string> => {
  const paths = await diskFolder(directory).list()
  const path = paths.find((each) => each.endsWith(`-${name}.md`))
  if (!path) throw new Error(`No chapter ${name}`)
  return join(directory, path)
}

/** What a preview that remembers nothing would draw. */
async function drawnAfresh(preview: GuidePreview): Promise<Map<string, string>> {
  const { bundle } = preview.state
  const { readable } = await readGuideFolder(diskFolder(directory))
  if (!bundle || !readable) throw new Error('The folder cannot be drawn')
  const files = await webEdition({ ...bundle, guide: readable })
  return new Map(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('latin1')]))
}

const drawn = ({ state }: GuidePreview): Map<string, string> =>
  new Map(
    [...state.files].map(([path, { bytes }]) => [path, Buffer.from(bytes).toString('latin1')]),
  )

test('a changed word draws its own page anew, and no other', async () => {
  const preview = new GuidePreview(directory)
  const before = await preview.refresh()
  await appendFile(await chapterNamed('callouts'), '\nA word more.\n')
  const after = await preview.refresh()
  expect(changedSince(after, before.version)).toEqual([
    'callouts/index.html',
    'whole-guide/index.html',
  ])
  const page = after.files.get('callouts/index.html')
  expect(Buffer.from(page?.bytes ?? []).toString()).toContain('A word more.')
  expect(after.files.get('tables/index.html')).toBe(before.files.get('tables/index.html'))
})

test('whatever changes, the preview is what a fresh one would draw', async () => {
  const preview = new GuidePreview(directory)
  await preview.refresh()
  const changes: (() => Promise<void>)[] = [
    // A title, which neighbours and the contents name.
    async () => {
      const file = await chapterNamed('callouts')
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^# .*/m, '# Another title'))
    },
    // A figure more at the front: every number behind it moves, in captions and in references.
    async () => {
      const figure = '# Front\n\n::figure[New]{#new-figure src="pictures/map.svg" alt="A map"}\n'
      await writeFile(join(directory, 'chapters/00-front.md'), figure)
    },
    // A citation more: others are told apart by it.
    async () => appendFile(await chapterNamed('citations'), '\nSee :cite{key=doe2020}.\n'),
    async () => {
      const file = join(directory, 'guide.yaml')
      await writeFile(file, (await readFile(file, 'utf8')).replace('Every kind', 'Each kind'))
    },
    async () => rm(join(directory, 'chapters/00-front.md')),
    async () => {
      const file = join(directory, 'pictures/map.svg')
      await writeFile(file, (await readFile(file, 'utf8')).replace('#14365f', '#a83a1c'))
    },
  ]
  for (const change of changes) {
    await change()
    await preview.refresh()
    expect(drawn(preview)).toEqual(await drawnAfresh(preview))
  }
})

test('a guide with an error is drawn as far as it goes, and says what is wrong', async () => {
  const preview = new GuidePreview(directory)
  await preview.refresh()
  await writeFile(join(directory, 'chapters/98-bad.md'), '# Bad\n\n:::unknown\nStill here.\n:::\n')
  const { files, findings } = await preview.refresh()
  expect(findings.some(({ file }) => file === 'chapters/98-bad.md')).toBe(true)
  expect(Buffer.from(files.get('bad/index.html')?.bytes ?? []).toString()).toContain('Still here.')
})

test('a picture that goes missing leaves the last state to be seen', async () => {
  const preview = new GuidePreview(directory)
  const before = await preview.refresh()
  await rm(join(directory, 'pictures/map.svg'))
  const after = await preview.refresh()
  expect(after.findings.some(({ ruleId }) => ruleId === 'picture-missing')).toBe(true)
  expect(after.bundle).toBeNull()
  expect([...after.files.keys()]).toEqual([...before.files.keys()])
})
