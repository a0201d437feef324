import type { TestProject } from 'vitest/node'
import { scratchFolder, startCharrette } from './charrette-process.ts'

/**
 * Publishes the shipped guides once for all files of browser tests: each server of its own would
 * do it again beside its tests.
 */
export default async function prepareDemonstration(
  project: TestProject,
): Promise<() => Promise<void>> {
  const scratch = await scratchFolder()
  const server = await startCharrette(scratch.path)
  try {
    for (;;) {
      const answer = await fetch(`${server.address}/guides.json`)
      const { guides } = (await answer.json()) as { guides: unknown[] }
      if (guides.length === 2) break
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  } finally {
    await server.stop()
  }
  project.provide('demonstration', scratch.path)
  return () => scratch.remove()
}
