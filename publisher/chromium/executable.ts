import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A browser to start: its file, and what its environment must hold beside the process's own. */
export interface ChromiumExecutable {
  path: string
  env: Record<string, string>
}

/** No browser can be started here; the message says what to do. */
export class ChromiumMissing extends Error {
  readonly code = 'chromium-missing'
}

const run = promisify(execFile)
const cache = fileURLToPath(new URL('../../node_modules/.cache/charrette', import.meta.url))

/**
 * The browser that prints and tests: `CHROMIUM_PATH` where it is set, else the pinned Chromium of
 * `@sparticuz/chromium`, unpacked once into the cache (about 3 s, 210 MB). That one runs on Linux
 * x64 only; elsewhere it is the Chrome that is installed.
 *
 * The package itself unpacks into the shared temporary folder, where a second process can start a
 * half-written file and another account can plant one. Here the folder appears whole, by a rename.
 *
 * @param env the process's environment.
 * @param say told when unpacking begins.
 * @throws {ChromiumMissing} where there is none to start.
 */
export async function chromiumExecutable(
  env: NodeJS.ProcessEnv = process.env,
  say: (line: string) => void = () => {},
): Promise<ChromiumExecutable> {
  const chosen = env.CHROMIUM_PATH
  if (chosen) {
    if (!isExecutable(chosen))
      throw new ChromiumMissing(
        `CHROMIUM_PATH names ${chosen}, which is not a program that can be run. Correct it, or unset it to use the pinned Chromium.`,
      )
    return { path: chosen, env: {} }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { path: await installedChrome(), env: {} }
  const folder = join(cache, `chromium-${await pinnedVersion()}`)
  if (!existsSync(folder)) {
    say('Unpacking the pinned Chromium (once) …')
    await unpack(folder)
  }
  const needsLibraries = existsSync(join(folder, 'needs-libraries'))
  return {
    path: join(folder, 'chromium'),
    env: needsLibraries
      ? {
          LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), env.LD_LIBRARY_PATH]
            .filter(Boolean)
            .join(':'),
        }
      : {},
  }
}

/**
 * Arguments for every browser that Charrette starts. The list that `@sparticuz/chromium` suggests
 * turns web security off and is not used.
 */
export function chromiumArguments(): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--hide-scrollbars',
    // Chromium's sandbox refuses to run as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

/** The Chrome that is installed on a machine for which no Chromium is pinned. */
async function installedChrome(): Promise<string> {
  const { default: puppeteer } = await import('puppeteer-core')
  const path = await puppeteer.executablePath('chrome').catch(() => null)
  if (path && isExecutable(path)) return path
  throw new ChromiumMissing(
    `The pinned Chromium runs on Linux x64 only; this is ${process.platform} ${process.arch}, and no Chrome was found on it. Install one, or set CHROMIUM_PATH to a Chromium.`,
  )
}

async function unpack(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const staging = await mkdtemp(join(cache, 'unpacking-'))
  try {
    // `inflate` writes below os.tmpdir(), which reads TMPDIR: a process of its own keeps that from
    // this one's other work.
    await run(process.execPath, [fileURLToPath(new URL('./unpack.ts', import.meta.url))], {
      env: { ...process.env, TMPDIR: staging },
    })
    const chromium = join(staging, 'chromium')
    // A bare machine lacks NSS; the package carries it for Amazon Linux, and it serves here too.
    if (!(await starts(chromium, {}))) {
      const libraries = join(staging, 'al2023', 'lib')
      if (!(await starts(chromium, { LD_LIBRARY_PATH: libraries })))
        throw new ChromiumMissing(
          'The pinned Chromium does not start on this machine. Install a Chromium and set CHROMIUM_PATH to it.',
        )
      await writeFile(join(staging, 'needs-libraries'), '')
    }
    await rename(staging, folder)
  } catch (error) {
    await rm(staging, { recursive: true, force: true })
    // Another process was quicker: its folder is as good.
    if (!existsSync(folder)) throw error
  }
}

async function starts(path: string, env: Record<string, string>): Promise<boolean> {
  try {
    await run(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 })
    return true
  } catch {
    return false
  }
}

async function pinnedVersion(): Promise<string> {
  const main = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const manifest: unknown = JSON.parse(
    await readFile(join(dirname(dirname(main)), 'package.json'), 'utf8'),
  )
  if (manifest && typeof manifest === 'object' && 'version' in manifest)
    return String(manifest.version)
  throw new Error('@sparticuz/chromium has no version')
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
