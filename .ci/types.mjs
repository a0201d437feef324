// Type-checks each workspace package under its own compiler options.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../collab-server/bin/set-up.mjs'

const packages = ['guides', 'templates', 'publisher', 'collab-server', 'editor', 'e2e', 'bench']
const tsc = join(root, 'node_modules', '.bin', 'tsc')
const failed = packages.filter(
  (name) => spawnSync(tsc, ['-p', join(root, name)], { stdio: 'inherit', cwd: root }).status !== 0,
)
if (failed.length > 0) process.stderr.write(`types do not hold in: ${failed.join(', ')}\n`)
process.exitCode = failed.length
