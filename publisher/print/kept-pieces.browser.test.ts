import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KeptFiles } from '../kept-files.ts'
import { PrintBrowser, printPdf } from '../pdf/index.ts'
import { printInWorker } from '../publish-in-worker.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'

let browser: PrintBrowser
let folder: string
beforeAll(async () => {
  browser = await PrintBrowser.launch()
  folder = await mkdtemp(join(tmpdir(), 'charrette-pieces-'))
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

const long = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} has a few words.\n`).join('\n')
const guides = {
  first: fixtureFolder({ 'chapters/99-last.md': '# Last\n\nA word.\n' }),
  'with a word more': fixtureFolder({ 'chapters/99-last.md': '# Last\n\nA word more.\n' }),
  // Every page after it has another number, and what leads there says so.
  'with pages more': fixtureFolder({ 'chapters/00-first.md': `# First\n\n${long}` }),
  'not led to': fixtureFolder({
    'chapters/00-first.md': '# First\n\n## Part\n\n### Here {#here}\n\nA word.\n',
    'chapters/99-last.md': '# Last\n\nSee here.\n',
  }),
  // The last chapter leads to what nothing led to before, and the first is as it was.
  'led to': fixtureFolder({
    'chapters/00-first.md': '# First\n\n## Part\n\n### Here {#here}\n\nA word.\n',
    'chapters/99-last.md': '# Last\n\nSee :ref{to=here}.\n',
  }),
}

test('a guide of kept pieces is the same bytes, and only what is new is printed', async () => {
  const kept = await KeptFiles.open(folder)
  const added: Record<string, number> = {}
  for (const [name, guide] of Object.entries(guides)) {
    const bundle = await bundleOf(guide)
    const before = (await readdir(folder)).length
    const pdf = await printPdf(bundle, { browser, kept })
    added[name] = (await readdir(folder)).length - before
    const anew = await printPdf(bundle, { browser })
    expect(Buffer.compare(pdf, anew), name).toBe(0)
  }
  // The last chapter’s layout and print.
  expect(added['with a word more']).toBe(2)
  expect(added.first).toBeGreaterThan(20)
})

test('the process that prints for a server keeps pieces for the next one', async () => {
  const bundle = await bundleOf(guides.first)
  const kept = join(folder, 'of-server')
  const print = async (file: string, options: { kept?: string }) => {
    await printInWorker(bundle, ['lists', 'references'], join(folder, file), options)
    return readFile(join(folder, file))
  }
  const first = await print('first.pdf', { kept })
  const files = await readdir(kept)
  expect(files.length).toBeGreaterThan(5)
  const second = await print('second.pdf', { kept })
  expect(await readdir(kept)).toEqual(files)
  expect(Buffer.compare(first, second)).toBe(0)
})
