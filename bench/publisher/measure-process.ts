import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { processFile, processTree } from '../../publisher/testing/process-tree.ts'

/** What one run of an engine took. */
export interface Run {
  wallMs: number
  /** User and system time of the process and all that it started. */
  cpuMs: number
}

export interface Measured {
  /** From the process's start to its first result. */
  first: Run
  /** The results after it, in the same process; empty where it gives but one. */
  later: Run[]
  /**
   * Most memory that the process and all that it started held at once, shared pages counted once; 0
   * where it was not watched.
   */
  peakMb: number
}

/**
 * Of memory, Linux tells by going through every page: a browser's processes take tens of milliseconds
 * each time, which a run whose time is measured must not be charged with.
 */
export type Watched = 'time' | 'memory'

const sampleEveryMs: Readonly<Record<Watched, number>> = { time: 50, memory: 150 }
/** Linux counts in hundredths of a second (sysconf(_SC_CLK_TCK)). */
const tickMs = 10

/**
 * Runs an engine and watches its process tree. An engine that gives several results says `result`
 * as a line after each; the end of the process is the result of one that says nothing.
 *
 * @throws where it exits with another code than 0.
 */
export async function measureProcess(
  command: string,
  args: readonly string[],
  watched: Watched,
  { cwd, env = process.env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Measured> {
  const begun = performance.now()
  const child = spawn(command, args, {
    ...(cwd ? { cwd } : {}),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid } = child
  const tree = pid === undefined ? null : new TreeUse(pid)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-2000)
  })
  const runs: Run[] = []
  let mark = { at: begun, cpu: 0 }
  const takeRun = (): void => {
    tree?.sample(false)
    const now = { at: performance.now(), cpu: tree?.cpuMs ?? 0 }
    runs.push({ wallMs: now.at - mark.at, cpuMs: now.cpu - mark.cpu })
    mark = now
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'result') takeRun()
    else complaint = `${complaint}${line}\n`.slice(-2000)
  })
  const timer = setInterval(() => tree?.sample(watched === 'memory'), sampleEveryMs[watched])
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearInterval(timer))
  if (code !== 0) throw new Error(`${command} ended with code ${code}. ${complaint.trim()}`)
  if (runs.length === 0) takeRun()
  const [first, ...later] = runs
  if (!first) throw new Error(`${command} gave no result`)
  return { first, later, peakMb: (tree?.peakKb ?? 0) / 1024 }
}

/** What a process and its descendants used. */
class TreeUse {
  readonly #root: number
  /** Clock ticks of each process as last seen: what has ended keeps what it used. */
  readonly #ticks = new Map<number, number>()
  peakKb = 0

  constructor(root: number) {
    this.#root = root
  }

  get cpuMs(): number {
    return [...this.#ticks.values()].reduce((sum, ticks) => sum + ticks, 0) * tickMs
  }

  sample(withMemory: boolean): void {
    let kb = 0
    for (const pid of processTree(this.#root)) {
      const stat = processFile(pid, 'stat')
      if (!stat) continue
      // The name in parentheses may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      this.#ticks.set(pid, Number(fields[11]) + Number(fields[12]))
      if (withMemory)
        kb += Number(/^Pss:\s+(\d+)/m.exec(processFile(pid, 'smaps_rollup'))?.[1] ?? 0)
    }
    this.peakKb = Math.max(this.peakKb, kb)
  }
}
