import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { startMailRelay } from '../collab-server/mail/testing/relay.ts'
import { runCharrette, scratchFolder, startCharrette } from './charrette-process.ts'
import { copyDemonstration } from './demonstration-data.ts'

// What the one person who runs a server meets: start, stop, mail, a browser that is not there.

const door = fileURLToPath(new URL('../collab-server/bin/charrette.mjs', import.meta.url))
const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`a supervisor’s ${signal} to the command alone ends the server cleanly`, async () => {
    const data = await folder()
    const child = spawn(process.execPath, [door, 'start', '--port', '0', '--data', data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    cleanUp.push(() => child.kill('SIGKILL'))
    const address = await readyAddress(child)
    expect((await fetch(address)).status).toBe(200)
    const gone = once(child, 'exit')
    child.kill(signal)
    expect(await gone).toEqual([0, null])
    await expect(fetch(address)).rejects.toThrow()
  })

test('a signal to npm alone ends `npm start`, and leaves nothing behind', async () => {
  const child = spawn('npm', ['start', '--', '--port', '0', '--data', await folder()], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  cleanUp.push(() => child.kill('SIGKILL'))
  const address = await readyAddress(child)
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
  await expect.poll(() => fetch(address).catch(() => null), { timeout: 10_000 }).toBeNull()
})

test('--host says where it listens', async () => {
  const server = await startCharrette(await folder(), { args: ['--host', '::1'] })
  cleanUp.push(() => server.stop('SIGKILL'))
  expect(server.address).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(server.address)).status).toBe(200)
})

test('without a browser it starts, and says in one line what cannot be done', async () => {
  const server = await startCharrette(await folder(), {
    env: { CHROMIUM_PATH: '/nowhere/chromium' },
  })
  cleanUp.push(() => server.stop('SIGKILL'))
  const told = server
    .output()
    .split('\n')
    .filter((line) => line.includes('/nowhere/chromium'))
  expect(told).toEqual([
    'No edition can be printed until this is mended: CHROMIUM_PATH names /nowhere/chromium, which is not a program that can be run. Correct it, or unset it to use the pinned Chromium.',
  ])
})

test('with SMTP_URL the sign-in link goes out by mail, with the address that people use, and is shown to nobody', async () => {
  const relay = await startMailRelay()
  cleanUp.push(relay.die)
  const received = relay.next()
  const server = await startCharrette(await folder(), {
    env: { SMTP_URL: relay.url, PUBLIC_URL: 'https://guides.example/' },
  })
  cleanUp.push(() => server.stop('SIGKILL'))
  const asked = await fetch(`${server.address}/api/auth/sign-in/magic-link`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: 'https://guides.example' },
    body: JSON.stringify({ email: 'ana@riverbend.example', callbackURL: '/write' }),
  })
  expect(asked.status).toBe(200)
  const { raw: mail } = await received
  expect(mail).toMatch(/^To: ana@riverbend\.example\r$/m)
  expect(mail).toContain('https://guides.example/sign-in/link?')
  expect((await fetch(`${server.address}/demo/mail`)).status).toBe(404)
})

test('a founded consortium is nobody’s demonstration: its mails are shown to nobody', async () => {
  const data = await emptyFolder()
  const found = [
    'found',
    '--consortium',
    'Network of Cities',
    '--city',
    'Riverbend',
    '--data',
    data,
  ]
  const who = ['--name', 'Rosa Vega', '--email', 'Rosa@Riverbend.example']
  expect(await runCharrette([...found, ...who])).toMatchObject({ code: 0 })
  expect(await runCharrette([...found, ...who])).toMatchObject({
    code: 1,
    stderr: 'charrette: There is a consortium “network-of-cities” already. Nothing was changed.\n',
  })
  expect(await runCharrette(found)).toMatchObject({ code: 2 })
  const server = await startCharrette(data)
  cleanUp.push(() => server.stop('SIGKILL'))
  expect(server.output()).toContain('No mail goes out until SMTP_URL names a relay')
  for (const path of ['/demo/mail', '/api/demo'])
    expect((await fetch(server.address + path)).status).toBe(404)
  const link = await runCharrette(
    ['sign-in-link', '--email', 'rosa@riverbend.example', '--data', data],
    { env: { PUBLIC_URL: server.address } },
  )
  const opened = link.stdout.trim()
  // Looking at it uses nothing up.
  for (let look = 0; look < 2; look++) expect((await fetch(opened)).status).toBe(200)
  const pressed = await fetch(`${server.address}/sign-in/link`, {
    method: 'POST',
    headers: { Origin: server.address },
    body: new URLSearchParams({ query: new URL(opened).search.slice(1) }),
    redirect: 'manual',
  })
  const onward = new URL(pressed.headers.get('Location') ?? '', server.address)
  const signedIn = await fetch(onward, { redirect: 'manual' })
  const me = await fetch(`${server.address}/api/me`, {
    headers: {
      Cookie: signedIn.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    },
  })
  expect(await me.json()).toMatchObject({
    account: { name: 'Rosa Vega', city: { name: 'Riverbend' } },
    memberships: [{ consortium: { name: 'Network of Cities' }, role: 'administrator' }],
  })
})

test('an upgrade that is no request for sync is refused, and the server lives', async () => {
  const server = await startCharrette(await folder())
  cleanUp.push(() => server.stop('SIGKILL'))
  for (const [path, origin] of [
    ['//', server.address],
    ['/sync/growing-wages-and-jobs', 'null'],
    ['/sync/growing-wages-and-jobs', 'not an origin'],
    ['/sync/growing-wages-and-jobs', 'https://elsewhere.example'],
  ] as const)
    expect(await upgrade(server.address, path, origin)).toMatch(/^HTTP\/1\.1 403 /)
  expect((await fetch(server.address)).status).toBe(200)
})

/** Sends one request to open a socket, as no browser would, and returns the answer's first bytes. */
async function upgrade(address: string, path: string, origin: string): Promise<string> {
  const { hostname, port, host } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  )
  try {
    const [data] = (await once(socket, 'data')) as [Buffer]
    return data.toString()
  } finally {
    socket.destroy()
  }
}

async function readyAddress(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const ready = /^ready (http:\/\/\S+)$/m.exec(printed)
      if (ready?.[1]) resolve(ready[1])
    })
    child.on('exit', (code) => reject(new Error(`ended with ${code}:\n${printed}`)))
  })
}

/** A data folder with nothing left to publish. */
async function folder(): Promise<string> {
  const data = await emptyFolder()
  await copyDemonstration(data)
  return data
}

async function emptyFolder(): Promise<string> {
  const { path, remove } = await scratchFolder()
  cleanUp.push(remove)
  return join(path, 'data')
}
