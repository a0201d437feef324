// Loaded into every measured server before it starts: on SIGUSR2 it collects garbage and writes
// what is left alive, in bytes, so that servers are compared by what they hold and not by when
// their collector last ran.
import { writeFileSync } from 'node:fs'

process.on('SIGUSR2', async () => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc()
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  writeFileSync(
    `${process.env.BENCH_FOLDER}/memory.json`,
    JSON.stringify({ live: heapUsed + external, rss }),
  )
})
