// Type-checks each workspace package under its own compiler options. What a run has learnt is kept
// for the next: only what changed is checked again.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../collab-server/bin/set-up.mjs'

const packages = ['guides', 'templates', 'publisher', 'collab-server', 'editor', 'e2e', 'bench']
const tsc = join(root, 'node_modules', '.bin', 'tsc')
const kept = join(root, 'node_modules', '.cache', 'charrette', 'types')
const failed = packages.filter(
  (name) =>
    spawnSync(
      tsc,
      ['-p', join(root, name), '--incremental', '--tsBuildInfoFile', join(kept, `${name}.json`)],
      { stdio: 'inherit', cwd: root },
    ).status !== 0,
)
if (failed.length > 0) process.stderr.write(`types do not hold in: ${failed.join(', ')}\n`)
process.exitCode = failed.length
