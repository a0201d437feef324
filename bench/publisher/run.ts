// npm run bench:publisher -- [--runs 5] [--chapters 10,28] [--engines Charrette,Typst] [--curve] [--json FILE]
//
// Publishes the same guides with Charrette and every peer, one after another, and prints medians,
// CPU, memory and ratios as Markdown tables. `--curve` prints Charrette's cost from 10 to 1,000 pages.
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { PDF } from '@libpdf/core'
import { type Engine, engines, peersAreInstalled } from './engines.ts'
import { type Measured, measureProcess, type Run, type Watched } from './measure-process.ts'
import { type PeerDocuments, writePeerDocuments } from './peer-documents.ts'
import { sampleGuide } from './sample-guide.ts'

interface Result {
  engine: string
  pages: number
  cold: Run
  /** Null where every run is a process of its own. */
  warm: Run | null
  peakMb: number
  runs: number
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    chapters: { type: 'string', default: '9,26' },
    engines: { type: 'string' },
    curve: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
})
const runs = Number(values.runs)
const chosen = values.engines?.split(',').map((name) => name.trim().toLowerCase())
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const scratch = await mkdtemp(join(tmpdir(), 'charrette-bench-'))

function installPeers(): void {
  say('Installing the peers into bench/publisher/peers …')
  const { status } = spawnSync(
    'npm',
    [...['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock']],
    {
      cwd: fileURLToPath(new URL('peers/', import.meta.url)),
      // Browsers of their own are not needed: they are given ours.
      env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (status !== 0) say('They could not be installed; those that are missing are said below.')
}

async function measureAll(all: readonly Engine[], chapters: number): Promise<Result[]> {
  const folder = await mkdtemp(join(scratch, 'guide-'))
  const documents = await writePeerDocuments(sampleGuide(chapters), folder)
  const results: Result[] = []
  for (const engine of all) {
    const begun = performance.now()
    try {
      results.push(await measure(engine, documents))
      process.stderr.write(`${engine.name}: ${seconds(performance.now() - begun)} s in all\n`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      say(`${engine.name} could not be run here: ${reason.split('\n')[0]}`)
    }
  }
  await rm(folder, { recursive: true })
  return results
}

/**
 * Cold: processes of their own. Warm: one process. Each once before for its memory, which warms the
 * disk's cache as well.
 */
async function measure(engine: Engine, documents: PeerDocuments): Promise<Result> {
  const out = await mkdtemp(join(scratch, 'out-'))
  const start = (count: number, watched: Watched): Promise<Measured> => {
    const { command, args, ...options } = engine.command(documents, out, count)
    return measureProcess(command, args, watched, options)
  }
  const { peakMb } = await start(engine.isWarm ? 3 : 1, 'memory')
  const cold: Measured[] = []
  for (let at = 0; at < runs; at++) cold.push(await start(1, 'time'))
  const warm = engine.isWarm ? await start(runs + 1, 'time') : null
  const { pdf } = engine.command(documents, out, engine.isWarm ? runs + 1 : 1)
  const pages = (await PDF.load(await readFile(pdf))).getPageCount()
  await rm(out, { recursive: true })
  return {
    engine: engine.name,
    pages,
    cold: medianRun(cold.map(({ first }) => first)),
    warm: warm && medianRun(warm.later),
    peakMb,
    runs,
  }
}

function medianRun(all: readonly Run[]): Run {
  return {
    wallMs: median(all.map(({ wallMs }) => wallMs)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

function printTable(results: readonly Result[]): void {
  const ours = results.find(({ engine }) => engine === 'Charrette, PDF')
  const best = ({ warm, cold }: Result): number => (warm ?? cold).wallMs
  say('')
  say(
    '| engine | pages | cold s | cold CPU s | warm s | warm CPU s | ms a page | peak MB | ours is |',
  )
  say('|---|---|---|---|---|---|---|---|---|')
  for (const result of results) {
    const { engine, pages, cold, warm, peakMb } = result
    const ratio = ours && result !== ours ? comparison(best(result) / best(ours)) : ''
    say(
      `| ${[
        engine,
        pages,
        seconds(cold.wallMs),
        seconds(cold.cpuMs),
        warm ? seconds(warm.wallMs) : '–',
        warm ? seconds(warm.cpuMs) : '–',
        (best(result) / pages).toFixed(1),
        Math.round(peakMb),
        ratio,
      ].join(' | ')} |`,
    )
  }
  say('')
}

/** "ours" is Charrette's warm PDF; an engine that starts anew for every guide is compared cold. */
function comparison(ratio: number): string {
  return ratio >= 1 ? `${ratio.toFixed(1)}× faster` : `${(1 / ratio).toFixed(1)}× slower`
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}

async function printCurve(all: readonly Engine[]): Promise<void> {
  const engine = all.find(({ name }) => name === 'Charrette, PDF')
  if (!engine) throw new Error('The curve is Charrette’s: leave --engines away')
  say('')
  say('| chapters | pages | warm s | ms a page | peak MB |')
  say('|---|---|---|---|---|')
  for (const chapters of [1, 3, 9, 26, 52, 88]) {
    const [result] = await measureAll([engine], chapters)
    if (!result) return
    const { wallMs } = result.warm ?? result.cold
    say(
      `| ${chapters} | ${result.pages} | ${seconds(wallMs)} | ${(wallMs / result.pages).toFixed(1)} | ${Math.round(result.peakMb)} |`,
    )
  }
}

try {
  if (!peersAreInstalled()) installPeers()
  const all = (await engines()).filter(
    ({ name }) => !chosen || chosen.some((each) => name.toLowerCase().startsWith(each)),
  )
  say(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, medians of ${runs}`)
  const results: { chapters: number; results: Result[] }[] = []
  if (values.curve) await printCurve(all)
  else
    for (const chapters of values.chapters.split(',').map(Number)) {
      const measured = await measureAll(all, chapters)
      printTable(measured)
      results.push({ chapters, results: measured })
    }
  if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await rm(scratch, { recursive: true, force: true })
}
