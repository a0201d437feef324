// Runs on whatever Node the machine has (20 or newer), before anything is installed:
// so it imports nothing but Node's own modules.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The package manager, as `npx` names it. */
export const PNPM = 'pnpm@12.21.0'
const stamp = join(root, 'node_modules', '.charrette-installed')

/** The Node 24 binary that the project pins; there once `ensureInstalled` has resolved. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', 'node')

/**
 * Installs the dependencies that the lockfile names, unless that has been done already.
 *
 * @param {(line: string) => void} say receives one line of progress for people.
 * @returns {Promise<void>}
 * @throws {Error} when pnpm does not finish; its own output has been shown by then.
 */
export async function ensureInstalled(say) {
  const wanted = fingerprint()
  if (existsSync(pinnedNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing what the lockfile names (once, about a minute) …')
  const code = await run('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'])
  if (code !== 0)
    throw new Error(
      `The installation did not finish (pnpm ended with ${code}). Check the network connection to the npm registry and run the same command again.`,
    )
  writeFileSync(stamp, wanted)
}

/**
 * Runs a command in the checkout's root with this terminal, and passes Ctrl-C and termination on.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the exit code; 128 plus the signal's number where a signal ended it.
 */
export function run(command, args, env = process.env, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env })
    // A terminal sends Ctrl-C to the whole group, a supervisor to this process alone. Passed on as
    // SIGTERM it ends the child once in both cases: its second SIGINT would be the impatient one.
    // Once only: npm repeats to us what the terminal has already told us.
    let told = false
    const endChild = () => {
      if (!told) child.kill('SIGTERM')
      told = true
    }
    process.on('SIGTERM', endChild)
    process.on('SIGINT', endChild)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', endChild)
      process.off('SIGINT', endChild)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
