import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface PostgresServer {
  /** Makes an empty database and returns its address. */
  freshDatabase(): Promise<string>
  /** Ends it at once, without a last word to its clients, and starts it again on what is on disk. */
  crash(): Promise<void>
  /** Ends it so, and leaves it away … */
  goAway(): Promise<void>
  /** … until this starts it again. */
  comeBack(): Promise<void>
  /** Of its first process, from which all others descend. */
  pid(): number
  stop(): Promise<void>
}

/**
 * Starts a throw-away Postgres on a free port, from the machine's binaries. Null where the machine
 * has no Postgres server.
 *
 * @param durable whether it waits for the disk as a real one does; tests need not.
 */
export async function launchPostgres({
  durable,
}: {
  durable: boolean
}): Promise<PostgresServer | null> {
  const bin = findBinaries()
  if (!bin) return null
  const folder = mkdtempSync(join(tmpdir(), 'charrette-postgres-'))
  // Postgres refuses to run as root.
  const account = process.getuid?.() === 0 ? nobody() : null
  if (account) chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'charrette', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...account, cwd: folder, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  const start = () =>
    spawn(
      join(bin, 'postgres'),
      [
        ...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder],
        ...(durable ? [] : ['-F']),
      ],
      { ...account, cwd: folder, stdio: 'ignore' },
    )
  let server = start()
  const addressOf = (database: string) => `postgres://charrette@127.0.0.1:${port}/${database}`
  const answers = () =>
    until(async () => {
      const client = new pg.Client({ connectionString: addressOf('postgres') })
      await client.connect()
      await client.end()
    })
  await answers()
  const goAway = () => end(server, 'SIGQUIT')
  const comeBack = async () => {
    server = start()
    await answers()
  }
  let count = 0
  return {
    freshDatabase: async () => {
      const name = `test_${count++}`
      const client = new pg.Client({ connectionString: addressOf('postgres') })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      return addressOf(name)
    },
    crash: async () => {
      await goAway()
      await comeBack()
    },
    goAway,
    comeBack,
    pid: () => server.pid ?? 0,
    stop: async () => {
      await end(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort().reverse() : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ]
  return (
    folders.find((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres'))) ??
    null
  )
}

function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
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

async function until(attempt: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await attempt()
      return
    } catch (error) {
      if (tries > 200) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function end(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill(signal)
  await gone
}
