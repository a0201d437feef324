// npm run bench:start -- [--runs 3]
//
// How long `npm start` takes, by the lines that it prints and the pages that it answers with: with an
// empty data folder until it is ready, until the first shipped text can be read and until all can,
// and again with the folder that this left. Everything is installed already.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Guides and convenings that are shipped. */
const SHIPPED = 5

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } })
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Seconds of one life: to `ready`, to the front page, to the first and to the last shipped text. */
interface Start {
  ready: number
  front: number
  first: number
  all: number
}

say('| data folder | ready, s | front page, s | first text, s | every text, s |')
say('| --- | --- | --- | --- | --- |')
for (let at = 0; at < Number(values.runs); at++) {
  const data = await mkdtemp(join(tmpdir(), 'charrette-bench-start-'))
  try {
    for (const name of ['empty', 'as it was left']) {
      const { ready, front, first, all } = await startOnce(data)
      say(`| ${[name, ...[ready, front, first, all].map((time) => time.toFixed(1))].join(' | ')} |`)
    }
  } finally {
    await rm(data, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function startOnce(data: string): Promise<Start> {
  const began = performance.now()
  const since = (): number => (performance.now() - began) / 1000
  // A group of its own: npm stands between us and the server.
  const child = spawn('npm', ['start', '--', '--port', '0', '--data', data], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await readyAddress(child)
    const ready = since()
    await (await fetch(`${address}/`)).arrayBuffer()
    const front = since()
    let first = Number.NaN
    for (;;) {
      const count = await readableTexts(address)
      if (count > 0 && Number.isNaN(first)) first = since()
      if (count >= SHIPPED) return { ready, front, first, all: since() }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    const gone = once(child, 'exit')
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(-child.pid, 'SIGINT')
      await gone
    }
  }
}

function readyAddress(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const address = /^ready (http:\/\/\S+)$/m.exec(printed)?.[1]
      if (address) resolve(address)
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)))
  })
}

async function readableTexts(address: string): Promise<number> {
  const read = async (path: string) =>
    (await (await fetch(address + path)).json()) as Record<string, unknown[]>
  const [{ guides = [] }, { convenings = [] }] = await Promise.all([
    read('/guides.json'),
    read('/convenings.json'),
  ])
  return guides.length + convenings.length
}
