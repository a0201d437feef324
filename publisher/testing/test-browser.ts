import { type Browser, chromium } from 'playwright-core'
import { chromiumArguments, chromiumExecutable } from '../chromium/executable.ts'

/** The browser that prints, for a test to look at pages with. */
export async function openTestBrowser(): Promise<Browser> {
  const { path, env } = await chromiumExecutable()
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return chromium.launch({
    executablePath: path,
    args: chromiumArguments(),
    env: { ...Object.fromEntries(inherited), ...env },
  })
}
