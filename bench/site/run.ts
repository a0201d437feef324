// npm run bench:site -- [--runs 3] [--data FOLDER] [--peers honkit,mdbook] [--json FILE]
//
// Looks at the public site with Lighthouse on its slow mobile profile, and at the same guide built by
// peers, weighs what a reader's next views cost, and prints scores, bytes over the wire and ratios as
// Markdown tables. `--data` names a data folder in which the shipped guides are published already; it
// is copied, not touched. `--peers` chooses among them; `none` leaves them all out.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import puppeteer from 'puppeteer-core'
import { startCharrette } from '../../e2e/charrette-process.ts'
import { chromiumArguments, chromiumExecutable } from '../../publisher/chromium/executable.ts'
import { buildPeers, installTools } from './build-peers.ts'
import { type Look, lookAt, medianOf } from './look-with-lighthouse.ts'
import { type ViewWeight, weighViews } from './second-view.ts'
import { serveFolder } from './serve-folder.ts'
import { columns, inKilobytes, ratio, row, tableOf } from './tables.ts'

const slug = 'growing-wages-and-jobs'
const guide = fileURLToPath(new URL(`../../guides/library/${slug}/`, import.meta.url))

/** A guide's first chapter by one program: how it looks, and what it, its next and it again weigh. */
interface BuiltChapter {
  look: Look
  views: ViewWeight[]
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    peers: { type: 'string' },
    data: { type: 'string' },
    json: { type: 'string' },
  },
})
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const sayTable = (head: readonly string[], rows: readonly string[][]): void =>
  say(tableOf(head, rows))

installTools()
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
  const how = { port: Number(new URL(browser.wsEndpoint()).port), runs: Number(values.runs) }
  const pages = await ourPages()
  const ours: Look[][] = []
  for (const [name, path] of pages) ours.push(await lookAt(name, server.address + path, how))
  sayTable(
    ['page', ...columns],
    ours.map((looks) => row(medianOf(looks), looks)),
  )
  for (const looks of ours) {
    const lost = new Set(looks.flatMap((look) => look.lost))
    if (lost.size > 0) say(`\n${looks[0]?.name}: ${[...lost].join('; ')}`)
  }

  const chapter = ours.find(([look]) => look?.name === 'chapter') ?? []
  const own: BuiltChapter = {
    look: { ...medianOf(chapter), name: 'Charrette' },
    views: await weighViews(browser, (await twoChapters()).map(onServer)),
  }
  const built = [own]
  const wanted = values.peers?.split(',')
  for (const peer of await buildPeers(guide, scratch, wanted)) {
    const host = await serveFolder(peer.folder)
    const [first, second] = peer.chapters.map((path) => host.address + path)
    if (!first || !second) throw new Error(`${peer.name} has made fewer than two chapters`)
    built.push({
      look: medianOf(await lookAt(peer.name, first, how)),
      views: await weighViews(browser, [first, second, first]),
    })
    host.close()
  }
  say('\nThe same chapter by peers: the first view, by Lighthouse; ratios are theirs by ours.\n')
  sayTable(
    ['built by', ...columns.slice(0, -1), 'kB by ours', 'LCP by ours'],
    built.map(({ look }) => [
      ...row(look, [look]).slice(0, -1),
      ratio(look.bytes.all, own.look.bytes.all),
      ratio(look.paint, own.look.paint),
    ]),
  )
  say('\nA reader opens a chapter, then the next one, then the first again; kB over the wire.\n')
  sayTable(
    [
      'built by',
      'first view',
      'of it scripts',
      'second',
      'pictures in it',
      'third',
      'second by ours',
    ],
    built.map(({ look, views: [first, second, third] }) => [
      look.name,
      ...[first?.all, first?.scripts, second?.all, second?.pictures, third?.all].map(inKilobytes),
      ratio(second?.all ?? 0, own.views[1]?.all ?? 0),
    ]),
  )
  if (values.json) await writeFile(values.json, JSON.stringify({ ours, built }, null, 2))
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

function onServer(path: string): string {
  return server.address + path
}

/** The first chapter, the second, and the first again. */
async function twoChapters(): Promise<string[]> {
  const { guides } = (await (await fetch(`${server.address}/guides.json`)).json()) as {
    guides: { slug: string; chapters: { id: string }[] }[]
  }
  const [first, second] = guides.find((one) => one.slug === slug)?.chapters ?? []
  return [first, second, first].map((chapter) => `/guides/${slug}/${chapter?.id}/`)
}

async function ourPages(): Promise<[string, string][]> {
  const { examples } = (await (await fetch(`${server.address}/examples.json`)).json()) as {
    examples: { page: string }[]
  }
  const [chapter = ''] = await twoChapters()
  return [
    ['front page', '/'],
    ['guide', `/guides/${slug}/`],
    ['chapter', chapter],
    ['example', examples[0]?.page ?? '/examples/'],
    ['catalogue of examples', '/examples/'],
    ['search', '/search/'],
  ]
}
