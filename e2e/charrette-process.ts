import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../collab-server/command-line/main.ts', import.meta.url))

/** A server of its own, as an operator would start it, on a free port. */
export interface CharretteProcess {
  address: string
  pid: number
  dataFolder: string
  /** What it has printed so far. */
  output(): string
  /** Ends it as Ctrl-C does, or at once, and waits until it is gone. */
  stop(signal?: 'SIGINT' | 'SIGKILL'): Promise<number | null>
}

/**
 * Starts `charrette start` and waits for its `ready` line.
 *
 * @throws when it ends before it is ready; the message holds what it printed.
 */
export async function startCharrette(
  dataFolder: string,
  { port = 0, args = [] as string[], env = {} as Record<string, string> } = {},
): Promise<CharretteProcess> {
  const child = spawn(
    process.execPath,
    [main, 'start', '--port', String(port), '--data', dataFolder, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  )
  let printed = ''
  const address = await new Promise<string>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      printed += chunk.toString()
      const ready = /^ready (http:\/\/\S+)$/m.exec(printed)
      if (ready?.[1]) resolve(ready[1])
    }
    child.stdout.on('data', onData)
    child.stderr.on('data', onData)
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`charrette start ended with ${code}:\n${printed}`)))
  })
  if (child.pid === undefined) throw new Error('no process')
  return {
    address,
    pid: child.pid,
    dataFolder,
    output: () => printed,
    stop: (signal = 'SIGINT') => end(child, signal),
  }
}

/** Runs one `charrette` command to its end. */
export async function runCharrette(
  args: string[],
  { env = {} as Record<string, string> } = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

/** A folder of the test's own, and how to be rid of it. */
export async function scratchFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'charrette-e2e-'))
  // A killed server's last write may still land while its folder is emptied; hence the retries.
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 10 })
  return { path, remove }
}

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
  return child.exitCode
}
