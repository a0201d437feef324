// `npm run bench:…`: sets up and runs a benchmark on the pinned Node. The first argument is its file.
import { ensureInstalled, pinnedNode, run } from '../collab-server/bin/set-up.mjs'

await ensureInstalled((line) => process.stderr.write(`${line}\n`))
process.exitCode = await run(pinnedNode, process.argv.slice(2))
