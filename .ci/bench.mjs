// `npm run bench:…`: sets up and runs a benchmark on the pinned Node. The first argument is its file.
import { join } from 'node:path'
import { ensureInstalled, pinnedNode, root, run } from '../collab-server/bin/set-up.mjs'

await ensureInstalled((line) => process.stderr.write(`${line}\n`))
process.exitCode = await run(pinnedNode, process.argv.slice(2), {
  // As `charrette` starts it.
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'charrette', 'compiled'),
  ...process.env,
})
