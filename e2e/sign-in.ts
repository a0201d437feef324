import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { CharretteProcess } from './charrette-process.ts'

/**
 * A browser of somebody's own, signed in by the link in their mail.
 *
 * @param onPage called on each page of the way, before it is left.
 */
export async function signIn(
  browser: Browser,
  { address }: Pick<CharretteProcess, 'address'>,
  email: string,
  onPage: (page: Page) => Promise<void> = async () => {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${address}/write`)
  await page.getByLabel('Your e-mail address').fill(email)
  await onPage(page)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('link', { name: 'See the mail here.' }).click()
  await onPage(page)
  await page.locator('article', { hasText: email }).first().getByRole('link').click()
  await page.getByRole('heading', { name: 'Guides' }).waitFor()
  return { page, context }
}
