import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { PostgresServer } from '../../collab-server/store/testing/postgres-server.ts'

const here = import.meta.dirname
const ourServer = join(here, '../../collab-server/sync/proof/sync-server.ts')
const peersFolder = join(here, 'peers')

export const serverNames = [
  'charrette-sqlite',
  'charrette-postgres',
  'yws-memory',
  'yws-leveldb',
  'hocuspocus-memory',
  'hocuspocus-sqlite',
] as const
export type ServerName = (typeof serverNames)[number]

/** What clients must know of how a server is spoken to. */
export type Wire = 'y-websocket' | 'hocuspocus'

export interface RunningServer {
  name: ServerName
  wire: Wire
  port: number
  pid: number
  folder: string
  /** True while the process lives. */
  alive(): boolean
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>
  /** Lets it end by itself. */
  stop(): Promise<void>
}

export const keepsNothing = (name: ServerName): boolean => name.endsWith('-memory')

/** Starts servers, each in its own folder under `scratch`; `killAll` ends those that still run. */
export function serverStarter(scratch: string, postgres: () => Promise<PostgresServer>) {
  const running = new Set<RunningServer>()
  const databases = new Map<string, string>()

  async function command(name: ServerName, port: number, folder: string): Promise<string[]> {
    switch (name) {
      case 'charrette-sqlite':
        return [ourServer, String(port), folder]
      case 'charrette-postgres': {
        let database = databases.get(folder)
        if (!database) {
          database = await (await postgres()).freshDatabase()
          databases.set(folder, database)
        }
        return [ourServer, String(port), folder, database]
      }
      case 'yws-memory':
      case 'yws-leveldb':
        return [join(peersFolder, 'node_modules', '@y', 'websocket-server', 'src', 'server.js')]
      case 'hocuspocus-memory':
        return [join(peersFolder, 'hocuspocus.mjs'), String(port)]
      case 'hocuspocus-sqlite':
        return [join(peersFolder, 'hocuspocus.mjs'), String(port), join(folder, 'documents.db')]
    }
  }

  /** @param fresh false to find what an earlier server of the same name and run left. */
  async function start(name: ServerName, run: string, fresh = true): Promise<RunningServer> {
    const folder = join(scratch, `${name}-${run}`)
    if (fresh) rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const port = await freePort()
    const log = openSync(join(folder, 'server.log'), 'a')
    const profiled = process.env.BENCH_PROFILE
      ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
      : []
    const child = spawn(
      process.execPath,
      [
        ...profiled,
        '--expose-gc',
        '--import',
        join(here, 'servers', 'report-memory.mjs'),
        ...(await command(name, port, folder)),
      ],
      {
        stdio: ['ignore', log, log],
        env: {
          ...process.env,
          HOST: '127.0.0.1',
          PORT: String(port),
          BENCH_FOLDER: folder,
          ...(name === 'yws-leveldb' ? { YPERSISTENCE: join(folder, 'level') } : {}),
        },
      },
    )
    const { pid } = child
    if (pid === undefined) throw new Error(`${name} cannot be started`)
    await listening(child, port, join(folder, 'server.log'))
    const end = async (signal: 'SIGKILL' | 'SIGINT') => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    }
    const server: RunningServer = {
      name,
      wire: name.startsWith('hocuspocus') ? 'hocuspocus' : 'y-websocket',
      port,
      pid,
      folder,
      alive: () => child.exitCode === null && child.signalCode === null,
      // A profile is written only by a process that ends by itself.
      kill: () => end(process.env.BENCH_PROFILE ? 'SIGINT' : 'SIGKILL'),
      stop: () => end('SIGINT'),
    }
    running.add(server)
    child.once('exit', () => running.delete(server))
    return server
  }

  const killAll = async (): Promise<void> => {
    await Promise.all([...running].map((server) => server.kill()))
  }
  return { start, killAll }
}

/** Installs the peers where they are not yet. */
export function installPeers(say: (line: string) => void): void {
  if (existsSync(join(peersFolder, 'node_modules', '@hocuspocus', 'server'))) return
  say('Installing the peers into bench/sync/peers …')
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
    cwd: peersFolder,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The peers could not be installed')
}

/** CPU seconds that a process has used so far, by itself and in the kernel. */
export function cpuSeconds(pid: number): number {
  const [, figures = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = figures.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** What a server holds after its garbage is collected, in bytes. */
export async function liveBytes(server: RunningServer): Promise<number> {
  const file = join(server.folder, 'memory.json')
  rmSync(file, { force: true })
  process.kill(server.pid, 'SIGUSR2')
  for (let tries = 0; tries < 200; tries++) {
    await pause(50)
    if (!existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    if (text) return JSON.parse(text).live
  }
  throw new Error(`${server.name} does not say what it holds`)
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

async function listening(child: ChildProcess, port: number, log: string): Promise<void> {
  for (let tries = 0; tries < 1500; tries++) {
    if (child.exitCode !== null) throw new Error(`It ended: ${readFileSync(log, 'utf8')}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (open) return
    await pause(20)
  }
  throw new Error('It did not listen within 30 s')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}
