// `npm run bench:editor`: a guide of 300 pages in a real browser, beside the same text in a bare TipTap page.
//   --runs N    openings of each page (default 3; medians are printed)
//   --keys N    letters typed in each (default 200)
//   --others N  how many others type in the same chapter meanwhile (default 10)
//   --only RE   only the pages whose names match
//   --profile FOLDER  writes there for each page where the time of its keys went (.txt), and its trace for DevTools (.json)
// With DEMONSTRATION_FOLDER a demonstration that was published before is used.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromiumArguments, chromiumExecutable } from '@charrette/publisher/chromium'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { build } from 'vite'
import { buildEditor, editorFolder } from '../../collab-server/command-line/build-editor.ts'
import { scratchFolder } from '../../e2e/charrette-process.ts'
import { signIn } from '../../e2e/sign-in.ts'
import { keyTime } from './key-time.ts'
import { measurePage, type PageFigures, watchKeys } from './measure-page.ts'
import { joinOthers } from './others.ts'
import { chapterId, setStage, slug } from './stage.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    keys: { type: 'string', default: '200' },
    others: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
  },
})
const note = (line: string) => process.stderr.write(`${line}\n`)
const say = (line: string) => process.stdout.write(`${line}\n`)

const bare = await scratchFolder()
await build({
  root: fileURLToPath(new URL('./bare', import.meta.url)),
  base: '/bare/',
  configFile: false,
  logLevel: 'error',
  build: { outDir: bare.path, emptyOutDir: true, minify: !values.profile },
})
const builtFrom = join(editorFolder, 'built-from')
if (values.profile) {
  await mkdir(values.profile, { recursive: true })
  await buildEditor(note)
  const sources = await readFile(builtFrom)
  const root = dirname(editorFolder)
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { minify: false },
  })
  await writeFile(builtFrom, sources)
}
/** What the opening that is measured does now. */
let step = ''
const stage = await setStage(process.env.DEMONSTRATION_FOLDER, note)
const browser = await launch()
try {
  const { address } = stage.server
  const signedIn = await signIn(browser, stage.server, stage.email)
  const storageState = await signedIn.context.storageState()
  await signedIn.context.close()
  const ours = `${address}/write/guides/${slug}/chapters/${chapterId}`
  const figures = new Map<string, PageFigures[]>()
  const run = async (name: string, context: BrowserContext, url: string) => {
    if (!new RegExp(values.only).test(name)) return
    const trace = values.profile
      ? join(values.profile, `${name.toLowerCase().replaceAll(/\W+/g, '-')}.json`)
      : null
    const measured = await withinLimit(
      name,
      measurePage(browser, context, url, {
        keys: Number(values.keys),
        trace,
        beforeKeys: () => joinOthers(stage, Number(values.others)),
        onStep: (next) => {
          step = next
        },
      }),
    )
    if (trace) await writeFile(trace.replace('.json', '.txt'), (await keyTime(trace)).join('\n'))
    note(
      `${name}: ${JSON.stringify(measured, (_key, value) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))}`,
    )
    figures.set(name, [...(figures.get(name) ?? []), measured])
  }
  for (let i = 0; i < Number(values.runs); i++) {
    const context = await newContext()
    await run('Bare TipTap', context, `${address}/bare/index.html#/${slug}/${chapterId}`)
    await run('Charrette, first visit', context, ours)
    await run('Charrette, again', context, ours)
    await context.close()
  }
  print(figures)

  async function newContext(): Promise<BrowserContext> {
    const context = await browser.newContext({
      storageState,
      viewport: { width: 1400, height: 900 },
    })
    await watchKeys(context)
    // From the same origin, so that the same session opens the same guide.
    await context.route('**/bare/**', async (route) => {
      const path = new URL(route.request().url()).pathname.replace('/bare/', '')
      const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
      await route.fulfill({
        body: await readFile(join(bare.path, path)),
        contentType: types[extname(path)] ?? 'application/octet-stream',
      })
    })
    return context
  }
} finally {
  await browser.close()
  await stage.strike()
  await bare.remove()
  // The next to start a server gets the editor as it is served.
  if (values.profile) await rm(builtFrom)
}

/** Frames come as soon as they are drawn: otherwise most of what is measured is the wait for the next one. */
async function launch(): Promise<Browser> {
  const { path, env } = await chromiumExecutable()
  return chromium.launch({
    executablePath: path,
    args: [
      ...chromiumArguments(),
      '--disable-frame-rate-limit',
      '--disable-gpu-vsync',
      // The bare page is handed over by us, and not by the machine that it then speaks to. And Chromium watches one of
      // a hundred links, drawn by lot, for its statistics: where that is one of ours each change of layout is followed by
      // an empty frame, after which it holds the next one back for 16.7 ms.
      '--disable-features=LocalNetworkAccessChecks,NavigationPredictor',
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  })
}

/** One opening, or an error: a server or a browser that is gone answers nothing, and would be waited for for ever. */
async function withinLimit(name: string, opening: Promise<PageFigures>): Promise<PageFigures> {
  const limit = 120_000 + Number(values.keys) * 1000
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${name} took longer than ${limit} ms; it hung at: ${step}`)),
      limit,
    )
  })
  try {
    return await Promise.race([opening, late])
  } finally {
    clearTimeout(timer)
  }
}

function print(figures: ReadonlyMap<string, PageFigures[]>): void {
  const columns: [keyof PageFigures, string][] = [
    ['open', 'open to first letter, ms'],
    ['p50', 'key to paint p50, ms'],
    ['p95', 'key to paint p95, ms'],
    ['memoryMB', 'tab, MB'],
    ['heapMB', 'JS heap, MB'],
  ]
  const medians = (name: string, column: keyof PageFigures) =>
    median((figures.get(name) ?? []).map((one) => one[column]))
  say(`\n| page | ${columns.map(([, words]) => words).join(' | ')} |`)
  say(`| --- | ${columns.map(() => '---:').join(' | ')} |`)
  for (const name of figures.keys())
    say(`| ${name} | ${columns.map(([column]) => shown(medians(name, column))).join(' | ')} |`)
  for (const name of [...figures.keys()].filter((one) => one.startsWith('Charrette')))
    say(
      `| ${name} ÷ bare | ${columns.map(([column]) => `×${(medians(name, column) / medians('Bare TipTap', column)).toFixed(2)}`).join(' | ')} |`,
    )
  say('| wanted | 1,500 |  | 16 | 400 |  |')
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1)
}
