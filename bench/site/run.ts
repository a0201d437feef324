// npm run bench:site -- [--runs 3] [--data FOLDER] [--json FILE]
//
// Looks at the public site with Lighthouse on its slow mobile profile, and at the same guide built by
// peers, and prints scores, bytes over the wire and ratios as Markdown tables. `--data` names a data
// folder in which the shipped guides are published already; it is copied, not touched.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import puppeteer from 'puppeteer-core'
import { startCharrette } from '../../e2e/charrette-process.ts'
import { chromiumArguments, chromiumExecutable } from '../../publisher/chromium/executable.ts'
import { buildPeers, installTools, lighthouseModule } from './build-peers.ts'
import { serveFolder } from './serve-folder.ts'

const slug = 'growing-wages-and-jobs'
const guide = fileURLToPath(new URL(`../../guides/library/${slug}/`, import.meta.url))
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** What Lighthouse says, as far as we read it. */
interface Report {
  categories: Record<string, { score: number | null }>
  audits: Record<
    string,
    {
      score: number | null
      title: string
      numericValue?: number
      details?: { items?: { resourceType?: string; transferSize?: number }[] }
    }
  >
}

interface Look {
  name: string
  scores: number[]
  /** Largest contentful paint, in milliseconds of the simulated phone. */
  paint: number
  /** Bytes over the wire at the first view, as they were sent. */
  bytes: { all: number; script: number; fonts: number; pictures: number }
  /** Audits that are not perfect, by their names. */
  lost: string[]
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    data: { type: 'string' },
    json: { type: 'string' },
  },
})
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

installTools()
const { default: lighthouse } = (await import(lighthouseModule)) as {
  default: (url: string, flags: object) => Promise<{ lhr: Report } | undefined>
}
const scratch = await mkdtemp(join(tmpdir(), 'charrette-bench-site-'))
const data = join(scratch, 'data')
if (values.data) await cp(values.data, data, { recursive: true })
const server = await startCharrette(data)
const { path: executablePath, env } = await chromiumExecutable()
const browser = await puppeteer.launch({
  executablePath,
  env: { ...process.env, ...env },
  args: chromiumArguments(),
})
try {
  await published()
  const port = Number(new URL(browser.wsEndpoint()).port)
  const ours: Look[] = []
  for (const [name, path] of await ourPages())
    ours.push(await look(name, server.address + path, port))
  say(
    '| page | performance | accessibility | best practices | SEO | LCP s | kB | of it fonts | pictures | JS |',
  )
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const one of ours) say(row(one))
  for (const { name, lost } of ours) if (lost.length > 0) say(`\n${name}: ${lost.join('; ')}`)

  const chapter = ours.find(({ name }) => name === 'chapter')
  const peers: Look[] = []
  for (const peer of await buildPeers(guide, scratch)) {
    const host = await serveFolder(peer.folder)
    peers.push(await look(peer.name, host.address + peer.chapter, port))
    host.close()
  }
  say('\nThe same chapter by peers; ratios are theirs by ours.\n')
  say(
    '| built by | performance | accessibility | best practices | SEO | LCP s | kB | of it fonts | pictures | JS | kB ratio | LCP ratio |',
  )
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const one of chapter ? [{ ...chapter, name: 'Charrette' }, ...peers] : peers)
    say(
      `${row(one)} ${chapter ? ratio(one.bytes.all, chapter.bytes.all) : ''} | ${chapter ? ratio(one.paint, chapter.paint) : ''} |`,
    )
  if (values.json) await writeFile(values.json, JSON.stringify({ ours, peers }, null, 2))
} finally {
  await browser.close()
  await server.stop()
  await rm(scratch, { recursive: true, force: true })
}

/** Waits until the shipped guides can be read. */
async function published(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${server.address}/guides/${slug}/`)
    await answer.arrayBuffer()
    if (answer.ok) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

async function ourPages(): Promise<[string, string][]> {
  const { examples } = (await (await fetch(`${server.address}/examples.json`)).json()) as {
    examples: { page: string }[]
  }
  const { guides } = (await (await fetch(`${server.address}/guides.json`)).json()) as {
    guides: { slug: string; chapters: { id: string }[] }[]
  }
  const [first] = guides.find((one) => one.slug === slug)?.chapters ?? []
  return [
    ['front page', '/'],
    ['guide', `/guides/${slug}/`],
    ['chapter', `/guides/${slug}/${first?.id}/`],
    ['example', examples[0]?.page ?? '/examples/'],
    ['catalogue of examples', '/examples/'],
    ['search', '/search/'],
  ]
}

/** The run with the median paint of several. */
async function look(name: string, url: string, port: number): Promise<Look> {
  const looks: Look[] = []
  for (let at = 0; at < Number(values.runs); at++) {
    const result = await lighthouse(url, { port, output: 'json', onlyCategories: categories })
    if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
    looks.push(lookOf(name, result.lhr))
    process.stderr.write(`${name}: ${looks.at(-1)?.scores.join(' ')}\n`)
  }
  const [median] = looks
    .toSorted((a, b) => a.paint - b.paint)
    .slice(Math.floor((looks.length - 1) / 2))
  if (!median) throw new RangeError('--runs is at least 1')
  return median
}

function lookOf(name: string, { categories: scored, audits }: Report): Look {
  const requests = audits['network-requests']?.details?.items ?? []
  const bytes = (...types: string[]): number =>
    requests
      .filter(({ resourceType = '' }) => types.length === 0 || types.includes(resourceType))
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)
  return {
    name,
    scores: categories.map((category) => Math.round((scored[category]?.score ?? 0) * 100)),
    paint: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    bytes: {
      all: bytes(),
      script: bytes('Script'),
      fonts: bytes('Font'),
      pictures: bytes('Image'),
    },
    lost: Object.entries(audits)
      .filter(([, { score }]) => score !== null && score < 0.9)
      .map(([id, { title }]) => `${id} (${title})`),
  }
}

function row({ name, scores, paint, bytes }: Look): string {
  const sizes = [bytes.all, bytes.fonts, bytes.pictures, bytes.script].map((size) =>
    (size / 1000).toFixed(1),
  )
  return `| ${[name, ...scores, (paint / 1000).toFixed(2), ...sizes].join(' | ')} |`
}

function ratio(theirs: number, ours: number): string {
  return (theirs / ours).toFixed(2)
}
