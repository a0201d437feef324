// `npm test`: sets up, then lints, type-checks, builds and runs every test.
// Arguments are handed to the test runner: `npm test -- guides` runs the tests of guides alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ensureInstalled, pinnedNode, root, run } from '../collab-server/bin/set-up.mjs'

const filter = process.argv.slice(2)
const say = (line) => process.stdout.write(`${line}\n`)
await ensureInstalled(say)

// Whatever a test spawns as `node` is the pinned Node as well, and finds what another compiled: most of
// the time of a short command is that.
const env = {
  ...process.env,
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'charrette', 'compiled'),
  PATH: `${join(root, 'node_modules', 'node', 'bin')}${delimiter}${process.env.PATH}`,
}
const bin = (name) => join(root, 'node_modules', '.bin', name)

const steps =
  filter.length > 0
    ? []
    : [
        ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
        ['types', pinnedNode, [join(root, '.ci', 'types.mjs')]],
      ]
let failedSteps = 0
for (const [name, command, args] of steps) {
  say(`— ${name}`)
  if ((await run(command, args, env)) !== 0) failedSteps++
}

const scratch = mkdtempSync(join(tmpdir(), 'charrette-test-'))
const report = join(scratch, 'report.json')
say('— tests')
const vitestCode = await run(
  bin('vitest'),
  [
    'run',
    '--config',
    join(root, '.ci', 'vitest.config.ts'),
    '--root',
    root,
    '--reporter=default',
    `--reporter=${join(root, '.ci', 'second-tries.mjs')}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filter,
  ],
  env,
)
let passed = 0
let failed = failedSteps
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed = result.numPassedTests
  failed += result.numFailedTests
} catch {
  say('The test runner left no report: it ended before its tests did.')
  failed++
}
rmSync(scratch, { recursive: true, force: true })
// A file that cannot be loaded or an error outside any test has no failed test to its name.
if (vitestCode !== 0 && failed === 0) failed = 1
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
