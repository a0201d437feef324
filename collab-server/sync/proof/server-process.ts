import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A sync server in a process of its own, on a free port. */
export interface ServerProcess {
  port: number
  alive(): boolean
  /** Megabytes of memory that it holds at present. */
  memory(): number
  /** SIGKILL: nothing of it runs any more when this resolves. */
  kill(): Promise<void>
}

/** Starts one on a data folder that it alone uses, or on a Postgres that it may share. */
export async function startServerProcess(
  dataFolder: string,
  databaseUrl?: string,
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'sync-server.ts'),
      '0',
      dataFolder,
      ...(databaseUrl ? [databaseUrl] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (!child.stdout) throw new Error('no output')
  const [line] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The sync server ended with ${code}`)
    }),
  ])
  const alive = () => child.exitCode === null && child.signalCode === null
  return {
    port: Number(line),
    alive,
    memory: () => memoryOf(Number(child.pid)),
    kill: async () => {
      if (!alive()) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? /VmRSS:\s*(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(kilobytes) / 1024
}
