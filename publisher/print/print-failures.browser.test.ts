import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumExecutable } from '../chromium/executable.ts'
import { PrintBrowser, PrintFailed, printPdf } from '../pdf/index.ts'
import { publishRelease } from '../publish.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { processFile, processTree } from '../testing/process-tree.ts'

let folder: string
let launcher: string
let bundle: ReleaseBundle
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'charrette-failures-'))
  bundle = await fixtureBundle()
  // Starts the browser in its own place and leaves its process id behind.
  const { path, env } = await chromiumExecutable()
  const settings = Object.entries(env).map(([key, value]) => `export ${key}='${value}'\n`)
  launcher = join(folder, 'chromium')
  await writeFile(
    launcher,
    `#!/bin/sh\n${settings.join('')}echo $$ > '${folder}/pid'\nexec '${path}' "$@"\n`,
  )
  await chmod(launcher, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/**
 * Publishes a PDF with a browser that `harm` is done to in the middle: at once, for a short guide
 * is printed while one waits.
 */
async function publishWhile(
  harm: (browserPid: number) => void,
  timeLimit?: number,
): Promise<{ error: unknown; left: string[] }> {
  const browser = await PrintBrowser.launch({
    env: { ...process.env, CHROMIUM_PATH: launcher },
    ...(timeLimit === undefined ? {} : { timeLimit }),
  })
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8'))
  const into = await mkdtemp(join(folder, 'out-'))
  const error = await publishRelease(bundle, join(into, 'edition'), {
    formats: ['pdf'],
    printPdf: (release, { onProgress: _own, ...options }) =>
      printPdf(release, {
        ...options,
        browser,
        onProgress: ({ message }) => {
          if (message === 'Laying out the pages') harm(pid)
        },
      }),
  }).catch((thrown: unknown) => thrown)
  await browser.close()
  return { error, left: await readdir(into) }
}

/** The processes that lay pages out: of all that descend from the browser's. */
const renderersOf = (browserPid: number): number[] =>
  processTree(browserPid).filter((pid) => processFile(pid, 'cmdline').includes('--type=renderer'))

const codeOf = (error: unknown): string =>
  error instanceof PrintFailed ? error.code : `no PrintFailed: ${error}`

// The processes are found in /proc.
const linux = process.platform === 'linux'

test('a browser that is killed ends the job with one error, and no part of the edition', async () => {
  const { error, left } = await publishWhile((pid) => {
    process.kill(pid, 'SIGKILL')
  })
  expect(codeOf(error)).toBe('print-crashed')
  expect(left).toEqual([])
})

test.runIf(linux)('so does a browser whose page crashed', async () => {
  const { error, left } = await publishWhile((pid) => {
    for (const renderer of renderersOf(pid)) process.kill(renderer, 'SIGKILL')
  })
  expect(codeOf(error)).toBe('print-crashed')
  expect(left).toEqual([])
})

test('a browser that hangs is stopped when its time is over', async () => {
  const { error, left } = await publishWhile((pid) => {
    process.kill(pid, 'SIGSTOP')
  }, 8_000)
  expect(codeOf(error)).toBe('print-timeout')
  expect(left).toEqual([])
})
