import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fixtureFolder } from '../testing/fixture-guide.ts'
import { previewCommand } from './preview-command.ts'

let directory: string
let stopping: AbortController
beforeEach(async () => {
  stopping = new AbortController()
  directory = await mkdtemp(join(tmpdir(), 'charrette-preview-'))
  const folder = fixtureFolder()
  for (const path of await folder.list()) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), await folder.read(path))
  }
})
afterEach(async () => {
  stopping.abort()
  await rm(directory, { recursive: true, force: true })
})

interface Said {
  type: string
  address?: string
  changed?: string[]
  findings?: { file: string | null }[]
}

/** The command with `--json`; `next` resolves with the next event of a type. */
function started(...args: string[]) {
  const said: Said[] = []
  const waiting: (() => void)[] = []
  const code = previewCommand([...args, '--json', '--port', '0'], {
    stdout: (text) => {
      said.push(JSON.parse(text))
      for (const wake of waiting.splice(0)) wake()
    },
    stderr: () => {},
    env: {},
    signal: stopping.signal,
  })
  const next = async (type: string): Promise<Said> => {
    for (;;) {
      const at = said.findIndex((event) => event.type === type)
      if (at >= 0) return said.splice(at, 1)[0] ?? { type }
      await new Promise<void>((wake) => waiting.push(wake))
    }
  }
  return { code, next }
}

test('it serves the guide, follows changes and ends with 0', async () => {
  const { code, next } = started(directory)
  const { address = '' } = await next('ready')
  expect((await next('refreshed')).findings).toEqual([])
  const page = await fetch(`${address}callouts/`)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('/-preview/preview.js')
  await writeFile(join(directory, 'chapters/98-new.md'), '# New\n\n<marquee>Hi</marquee>\n')
  const { changed, findings } = await next('refreshed')
  expect(changed).toContain('new/index.html')
  expect(new Set(findings?.map(({ file }) => file))).toEqual(new Set(['chapters/98-new.md']))
  expect((await fetch(`${address}new/`)).status).toBe(200)
  expect((await fetch(`${address}no-such-page/`)).status).toBe(404)
  stopping.abort()
  expect(await code).toBe(0)
})

test('a page that was loaded before a change hears of it when it begins to listen', async () => {
  const { next } = started(directory)
  const { address = '' } = await next('ready')
  const loaded = await (await fetch(`${address}callouts/`)).text()
  const version = /name="preview-version" content="(\d+)"/.exec(loaded)?.[1]
  await next('refreshed')
  await writeFile(join(directory, 'chapters/98-new.md'), '# New\n\nText.\n')
  await next('refreshed')
  const events = await fetch(`${address}-preview/events?since=${version}`)
  const reader = events.body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  await reader?.cancel()
  expect(new TextDecoder().decode(value)).toContain('"new/index.html"')
})

test('requests by another name than this machine’s are refused', async () => {
  const { next } = started(directory)
  const { address = '' } = await next('ready')
  const status = await new Promise((resolve, reject) => {
    get(address, { headers: { host: 'evil.example' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on('error', reject)
  })
  expect(status).toBe(421)
})

test.each([
  [[], 2, 'Name one folder.'],
  [['/no/such/folder'], 2, 'There is no folder /no/such/folder.'],
  [['.', '--port', 'x'], 2, '--port takes a number'],
])('%j is refused with code %i', async (args, expected, message) => {
  let err = ''
  const code = await previewCommand(args, {
    stdout: () => {},
    stderr: (text) => {
      err += text
    },
    env: {},
  })
  expect(code).toBe(expected)
  expect(err).toContain(message)
})
