import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCharrette, scratchFolder } from './charrette-process.ts'

// The examples of docs/deploy, read by the programs that they are for, where these are here.

const root = fileURLToPath(new URL('..', import.meta.url))
const example = (name: string) => readFile(join(root, 'docs', 'deploy', name), 'utf8')
const has = (program: string) => {
  const found = ['/usr/bin', '/usr/sbin', '/usr/local/bin'].find((folder) =>
    existsSync(join(folder, program)),
  )
  if (!found) process.stdout.write(`There is no ${program} here: its example is not read.\n`)
  return found ? join(found, program) : null
}
const [systemd, nginx, caddy, openssl] = ['systemd-analyze', 'nginx', 'caddy', 'openssl'].map(has)

let scratch: Awaited<ReturnType<typeof scratchFolder>>
beforeEach(async () => {
  scratch = await scratchFolder()
})
afterEach(() => scratch.remove())

/** Runs a program to its end; what it printed where it was not content. */
function complaint(program: string, args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, HOME: scratch.path },
  })
  return status === 0 ? '' : `${stdout}${stderr}`
}

test.skipIf(!systemd)('systemd reads the unit', async () => {
  const unit = join(scratch.path, 'charrette.service')
  // It looks whether the command is there.
  await writeFile(unit, (await example('charrette.service')).replaceAll('/opt/charrette', root))
  expect(complaint(systemd ?? '', ['verify', unit])).toBe('')
  await writeFile(unit, (await example('charrette.service')).replace(/^ExecStart=.*$/m, ''))
  expect(complaint(systemd ?? '', ['verify', unit])).not.toBe('')
})

test.skipIf(!nginx || !openssl)('nginx reads its example', async () => {
  const certificate = ['privkey.pem', 'fullchain.pem'].map((name) => join(scratch.path, name))
  execFileSync(
    openssl ?? '',
    `req -x509 -newkey rsa:2048 -nodes -subj /CN=x -days 1 -keyout ${certificate[0]} -out ${certificate[1]}`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  )
  const site = join(scratch.path, 'site.conf')
  await writeFile(
    site,
    (await example('nginx.conf')).replaceAll(
      '/etc/letsencrypt/live/guides.example.org',
      scratch.path,
    ),
  )
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${scratch.path};`)
    .join(' ')
  const whole = join(scratch.path, 'nginx.conf')
  await writeFile(
    whole,
    `pid ${scratch.path}/pid; events {} http { access_log off; ${temporary} include ${site}; }`,
  )
  expect(complaint(nginx ?? '', ['-t', '-c', whole, '-e', 'stderr'])).toBe('')
})

test.skipIf(!caddy)('Caddy reads its example', () => {
  const file = join(root, 'docs', 'deploy', 'Caddyfile')
  expect(complaint(caddy ?? '', ['validate', '--adapter', 'caddyfile', '--config', file])).toBe('')
})

test('the container runs what the checkout has, not as root, and is asked whether it lives', async () => {
  const lines = (await example('Containerfile')).split('\n').filter((line) => !line.startsWith('#'))
  const all = (word: string) => lines.filter((line) => line.startsWith(`${word} `))
  const [entry = ''] = all('ENTRYPOINT')
  const [, script = ''] = JSON.parse(entry.slice('ENTRYPOINT '.length)) as string[]
  expect(existsSync(join(root, script))).toBe(true)
  const { stdout: help } = await runCharrette(['help'])
  for (const command of ['start', 'set-up']) expect(help).toContain(`charrette ${command}`)
  expect(lines.indexOf('USER node')).toBeLessThan(
    lines.findIndex((line) => /^RUN node /.test(line)),
  )
  expect(all('USER')).toEqual(['USER node'])
  expect(lines.join('\n')).toContain('http://127.0.0.1:4000/healthz')
})
