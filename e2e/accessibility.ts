import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What axe finds on the page as it stands, one line a finding; empty where it finds nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated over the debugging protocol: a page's content security policy stays as it is.
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    // @ts-expect-error axe is a global of the page
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return (violations as { id: string; help: string; nodes: { target: string[] }[] }[]).flatMap(
      ({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
    )
  })
}
