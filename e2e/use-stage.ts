import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'
import { copyDemonstration } from './demonstration-data.ts'

/** What a file of browser tests plays on: a server of its own, with the demonstration, and a browser. */
export interface Stage {
  server: CharretteProcess
  browser: Browser
}

/**
 * Sets the stage before the first test of the calling file, and strikes it after the last.
 *
 * @param env of the server, read when it is started.
 * @returns an object whose fields can be read from the first `beforeAll` after the call on.
 */
export function useStage(env: Record<string, string> = {}): Readonly<Stage> {
  const toStrike: (() => Promise<unknown>)[] = []
  let stage: Stage | null = null
  const set = (): Stage => {
    if (!stage) throw new Error('The stage is set in beforeAll: read it in tests and hooks only.')
    return stage
  }
  beforeAll(async () => {
    const scratch = await scratchFolder()
    toStrike.unshift(() => scratch.remove())
    await copyDemonstration(scratch.path)
    const server = await startCharrette(scratch.path, { env })
    toStrike.unshift(() => server.stop())
    const browser = await launchBrowser()
    toStrike.unshift(() => browser.close())
    stage = { server, browser }
  })
  afterAll(async () => {
    for (const strike of toStrike) await strike()
  })
  return {
    get server() {
      return set().server
    },
    get browser() {
      return set().browser
    },
  }
}
