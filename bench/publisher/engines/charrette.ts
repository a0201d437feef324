// node charrette.ts <guide folder> <out folder> <results> [--format pdf] [--change]
// Publishes a guide several times with one warm browser and says `result` after each: every time in words
// that it has not seen, so that nothing is remembered. `--change` keeps what was printed and changes a word
// of one chapter before each result but the first.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { contentHash, type Guide, type NodeJson } from '@charrette/guides'
import { checkFolder } from '../../../publisher/check-folder.ts'
import { KeptFiles } from '../../../publisher/kept-files.ts'
import { type Format, formats } from '../../../publisher/manifest.ts'
import { PrintBrowser, printPdf } from '../../../publisher/pdf/index.ts'
import { publishRelease } from '../../../publisher/publish.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { format: { type: 'string' }, change: { type: 'boolean', default: false } },
})
const [folder = '', out = '', results = '1'] = positionals
const wanted = values.format
  ?.split(',')
  .flatMap((name): Format[] => formats.filter((format) => format === name))
const { guide, pictures } = await checkFolder(folder)
if (!guide) throw new Error(`${folder} holds no guide`)
const releaseOf = async (text: Guide) => ({
  number: '1.0',
  contentHash: await contentHash(text),
  releasedAt: '2026-11-24T00:00:00.000Z',
  consortium: '',
  approvals: [],
  changelog: '',
})
/** The guide with a word more in its middle chapter. */
const changed = (at: number): Guide => {
  const middle = Math.floor(guide.chapters.length / 2)
  const withWord = (node: NodeJson): NodeJson => {
    const [first, ...rest] = node.content ?? []
    if (node.type === 'text') return { ...node, text: `${node.text} word${at}` }
    return first ? { ...node, content: [withWord(first), ...rest] } : node
  }
  const chapters = guide.chapters.map((chapter, index) => {
    if (index !== middle) return chapter
    const blocks = chapter.content.content ?? []
    const paragraph = blocks.findIndex(({ type }) => type === 'paragraph')
    const content = blocks.map((block, place) => (place === paragraph ? withWord(block) : block))
    return { ...chapter, content: { ...chapter.content, content } }
  })
  return { ...guide, chapters }
}
/** The guide with its sentences begun at another word: as long as it was, and no line the same. */
const turned = (at: number): Guide => {
  const turn = (text: string): string => {
    const [, before = '', inside = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
    const words = inside.split(' ')
    const from = at % words.length
    return `${before}${[...words.slice(from), ...words.slice(0, from)].join(' ')}${after}`
  }
  const turnedNode = (node: NodeJson): NodeJson => ({
    ...node,
    ...(node.text ? { text: turn(node.text) } : {}),
    ...(node.content ? { content: node.content.map(turnedNode) } : {}),
  })
  const chapters = guide.chapters.map((chapter) => ({
    ...chapter,
    content: turnedNode(chapter.content),
  }))
  return { ...guide, chapters }
}
const kept = values.change ? await KeptFiles.open(join(out, 'kept')) : null
const readPicture = async (sha256: string): Promise<Uint8Array> => {
  const bytes = pictures.get(sha256)
  if (!bytes) throw new RangeError(`No picture ${sha256}`)
  return bytes
}
/** What is published is a release: its text and hash are there. */
const bundles = await Promise.all(
  Array.from({ length: Number(results) }, async (_, at) => {
    const text = kept ? changed(at) : turned(at)
    return { guide: text, release: await releaseOf(text), readPicture }
  }),
)
const browser = await PrintBrowser.launch()
for (const [at, bundle] of bundles.entries()) {
  const target = join(out, `charrette-${at}`)
  await publishRelease(bundle, target, {
    ...(wanted ? { formats: wanted } : {}),
    printPdf: (bundle, options) =>
      printPdf(bundle, { ...options, browser, ...(kept ? { kept } : {}) }),
  })
  process.stdout.write('result\n')
  if (at > 0) await rm(join(out, `charrette-${at - 1}`), { recursive: true })
}
await browser.close()
