import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { scratchFolder, startCharrette } from './charrette-process.ts'

/**
 * Publishes the shipped guides once for all files of browser tests: each server of its own would
 * do it again beside its tests. Where `DEMONSTRATION_FOLDER` names a folder, what one run published is
 * left there for the next: for who works on what has nothing to do with publishing, and deletes it
 * after a change that has.
 */
export default async function prepareDemonstration(
  project: TestProject,
): Promise<() => Promise<void>> {
  const kept = process.env.DEMONSTRATION_FOLDER
  if (kept && existsSync(kept)) {
    project.provide('demonstration', kept)
    return async () => {}
  }
  const scratch = await scratchFolder()
  const server = await startCharrette(scratch.path)
  try {
    for (const deadline = Date.now() + 600_000; ; ) {
      if (Date.now() > deadline)
        throw new Error(
          'What is shipped was not published in ten minutes: see the jobs of the server.',
        )
      const answer = await fetch(`${server.address}/convenings.json`)
      const { convenings } = (await answer.json()) as { convenings: unknown[] }
      // They come last.
      if (convenings.length === 3) break
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  } finally {
    await server.stop()
  }
  project.provide('demonstration', scratch.path)
  return async () => {
    // A run beside this one may have left its own.
    if (kept) await rename(scratch.path, kept).catch(() => {})
    await scratch.remove()
  }
}
