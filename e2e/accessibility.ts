import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds on the page as it stands, one line a finding; empty where it finds nothing.
 *
 * @param rule the one rule to look by; every rule where none is named.
 */
export async function axeFindings(page: Page, rule?: string): Promise<string[]> {
  // Evaluated over the debugging protocol: a page's content security policy stays as it is. Once a
  // page, as reading the source takes longer than most of its looks.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(async (only) => {
    const chosen = only ? { runOnly: [only] } : {}
    // @ts-expect-error axe is a global of the page
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] })
    return (violations as { id: string; help: string; nodes: { target: string[] }[] }[]).flatMap(
      ({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
    )
  }, rule)
}
