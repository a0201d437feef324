import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const stamp = join(root, 'editor', 'dist', 'built-from')

/** The folder of the built editor. */
export const editorFolder = join(root, 'editor', 'dist')

/**
 * Builds the editor where its sources have changed since it was built (about 3 s), else does nothing.
 *
 * @throws with the builder's words where it fails.
 */
export async function buildEditor(say: (line: string) => void): Promise<void> {
  const sources = await fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  say('Building the editor …')
  const vite = createRequire(join(root, 'editor', 'package.json')).resolve('vite/package.json')
  const bin = join(dirname(vite), 'bin', 'vite.js')
  await promisify(execFile)(process.execPath, [bin, 'build', '--logLevel', 'error'], {
    cwd: join(root, 'editor'),
    // Whatever surrounds this process: a test's would make React's slow build for developers.
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 10_000_000,
  })
  writeFileSync(stamp, sources)
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = [
    'pnpm-lock.yaml',
    'templates/tokens.css',
    'templates/contrast.ts',
    'collab-server/accounts/policies.ts',
    'collab-server/api/contract.ts',
    'collab-server/sync/protocol.ts',
  ]
  for (const pattern of ['editor/**/*.{ts,tsx,css,html}', 'guides/model/**/*.ts'])
    for await (const file of glob(pattern, {
      cwd: root,
      exclude: (name) => name === 'node_modules' || name === 'dist' || name.endsWith('.test.ts'),
    }))
      files.push(file)
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
