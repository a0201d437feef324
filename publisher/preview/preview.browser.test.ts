import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumArguments, chromiumExecutable } from '../chromium/executable.ts'
import { fixtureFolder } from '../testing/fixture-guide.ts'
import { previewCommand } from './preview-command.ts'

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const stopping = new AbortController()
let directory: string
let address: string
let browser: Browser
let ended: Promise<number>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'charrette-preview-'))
  const folder = fixtureFolder()
  for (const path of await folder.list()) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), await folder.read(path))
  }
  const executable = await chromiumExecutable()
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
  browser = await chromium.launch({
    executablePath: executable.path,
    args: chromiumArguments(),
    env: { ...inherited, ...executable.env },
  })
  address = await new Promise((resolve) => {
    ended = previewCommand([directory, '--json', '--port', '0'], {
      stdout: (text) => {
        const event = JSON.parse(text)
        if (event.type === 'ready') resolve(event.address)
      },
      stderr: () => {},
      env: process.env,
      signal: stopping.signal,
    })
  })
})

afterAll(async () => {
  await browser.close()
  stopping.abort()
  await ended
  await rm(directory, { recursive: true, force: true })
})

test('the open page shows a changed word and a finding by itself, accessibly', async () => {
  const page = await browser.newPage()
  await page.goto(`${address}callouts/`)
  await page.getByText('No findings').waitFor()
  const path = (await fixtureFolder().list()).find((each) => each.endsWith('-callouts.md')) ?? ''
  const file = join(directory, path)
  const text = await readFile(file, 'utf8')
  await writeFile(file, `${text}\nThe newest word.\n\n<marquee>Hi</marquee>\n`)
  await page.getByText('The newest word.').waitFor()
  await page.locator('.preview-bar summary', { hasText: 'warnings' }).click()
  await page.getByText(`${path}:`).first().waitFor()
  // Over the debugging protocol, so that the page's content security policy stays as it is.
  await page.evaluate(axe)
  const violations = await page.evaluate(async () => {
    // @ts-expect-error axe is a global of the page
    const found = await axe.run('.preview-bar', { resultTypes: ['violations'] })
    return found.violations.map(({ id }: { id: string }) => id)
  })
  expect(violations).toEqual([])
  await page.close()
})

test('what stands there is printed on demand', async () => {
  const response = await fetch(`${address}-preview/guide.pdf`)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
