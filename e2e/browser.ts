import { chromiumArguments, chromiumExecutable } from '@charrette/publisher/chromium'
import { type Browser, chromium } from 'playwright-core'

/** The pinned Chromium, driven by Playwright. Contexts of it are separate people. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await chromiumExecutable()
  return chromium.launch({
    executablePath: path,
    args: chromiumArguments(),
    env: { ...inherited(), ...env },
  })
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
