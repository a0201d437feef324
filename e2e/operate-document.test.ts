import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'

// Every command of docs/operate.md, in the order in which it stands there, run by a shell: against
// folders of the test's own in the places of those that the document names, and with stand-ins for
// what would change the machine: `useradd` and `git` note what they are asked, `systemctl` starts the
// server as the unit says, and `npx charrette` is this checkout, which is set up already.

const root = fileURLToPath(new URL('..', import.meta.url))
const main = join(root, 'collab-server', 'command-line', 'main.ts')
const document = await readFile(join(root, 'docs', 'operate.md'), 'utf8')
const commands = [...document.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
)

let machine: string
let server: CharretteProcess | undefined
const toStrike: (() => unknown)[] = []
beforeAll(async () => {
  const scratch = await scratchFolder()
  toStrike.push(scratch.remove)
  machine = scratch.path
  for (const folder of ['programs', 'backup', 'etc/systemd/system', 'var/lib'])
    await mkdir(join(machine, folder), { recursive: true })
  const standIns = {
    useradd: 'exit 0',
    git: 'exit 0',
    npx: `[ "$1" = charrette ] || exit 9\nshift\n[ "$1" = set-up ] && exit 0\nexec "${process.execPath}" "${main}" "$@"`,
  }
  for (const [name, script] of Object.entries(standIns)) {
    const file = join(machine, 'programs', name)
    await writeFile(file, `#!/bin/sh\n${script}\n`)
    await chmod(file, 0o755)
  }
})
afterAll(async () => {
  await server?.stop()
  for (const step of toStrike) await step()
})

/** The command as it is for this machine. */
const here = (command: string): string =>
  command
    .replaceAll('/var/lib/', join(machine, 'var/lib/'))
    .replaceAll('/backup/', join(machine, 'backup/'))
    .replaceAll('/etc/systemd/', join(machine, 'etc/systemd/'))
    .replaceAll('/opt/charrette', root)
    .replaceAll('http://127.0.0.1:4000', server?.address ?? 'http://127.0.0.1:4000')

/** Runs it to its end; a server until it is ready, and then ends it as Ctrl-C does. */
async function run(command: string): Promise<{ code: number | null; printed: string }> {
  const starts = /charrette start\b/.test(command)
  const child = spawn('/bin/sh', ['-c', `exec ${here(command)}${starts ? ' --port 0' : ''}`], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${join(machine, 'programs')}:${process.env.PATH}`,
      LOG_LEVEL: 'error',
    },
  })
  let printed = ''
  const hear = (chunk: Buffer) => {
    printed += chunk.toString()
    if (starts && /^ready /m.test(printed)) child.kill('SIGINT')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, printed }
}

/** Starts what the unit names, with the folder that it names. */
async function systemctl(request: string): Promise<void> {
  const unit = await readFile(join(machine, 'etc/systemd/system/charrette.service'), 'utf8')
  expect(unit).toMatch(
    /^ExecStart=\/opt\/charrette\/\S+ start --host 127\.0\.0\.1 .*--data \/var\/lib\/charrette$/m,
  )
  if (request === 'daemon-reload') return
  expect(['enable --now charrette', 'restart charrette']).toContain(request)
  await server?.stop()
  server = await startCharrette(here('/var/lib/charrette'), { env: { LOG_LEVEL: 'error' } })
}

test('every command of docs/operate.md does what it says', async () => {
  expect(commands.length).toBeGreaterThan(20)
  for (const command of commands) {
    // A folder of its own for each command, as the shell that reads the page would have.
    if (command.startsWith('cd ')) {
      expect(command).toBe('cd /opt/charrette')
      continue
    }
    const [, request] = /^systemctl (.+)$/.exec(command) ?? []
    if (request) await systemctl(request)
    else {
      const { code, printed } = await run(command)
      expect([command, code, printed]).toEqual([command, 0, expect.anything()])
      if (/charrette start\b/.test(command)) expect(printed).toMatch(/^ready http:/m)
    }
  }
  // What the commands left behind: a server that runs on, a backup that is whole, a site, a copy.
  expect((await fetch(`${server?.address}/readyz`)).status).toBe(200)
  for (const made of [
    'backup/charrette-today.backup',
    'backup/site/index.html',
    'var/lib/charrette-restored/charrette.db',
  ])
    expect((await readFile(join(machine, made))).length).toBeGreaterThan(0)
})

/** In the page's running text: commands that are named for a situation that is not there now. */
test('every command that the page names elsewhere is one', async () => {
  const named = [...document.matchAll(/`(?:npx )?charrette ([a-z-]+)/g)].map(([, name]) => name)
  const { printed } = await run('npx charrette help')
  for (const name of new Set(named)) expect(printed).toContain(`  charrette ${name}`)
})
