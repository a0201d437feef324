#!/usr/bin/env node
// The door to every command. It installs what is missing and hands over to the pinned Node.
import { join } from 'node:path'
import { ensureInstalled, pinnedNode, root, run } from './set-up.mjs'

const say = (line) => process.stderr.write(`${line}\n`)

try {
  await ensureInstalled(say)
  const main = join(root, 'collab-server', 'command-line', 'main.ts')
  // Paths on the command line are the caller's: the command runs in the caller's folder.
  process.exitCode = await run(
    pinnedNode,
    [main, ...process.argv.slice(2)],
    // What Node has made of the sources is kept: a start loads some 1,600 modules.
    {
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'charrette', 'compiled'),
      ...process.env,
    },
    process.cwd(),
  )
} catch (error) {
  say(`charrette: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
