import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { CharretteProcess } from './charrette-process.ts'

/**
 * A browser of somebody's own, signed in by the link in their mail.
 *
 * @param onPage called on each page of the way, before it is left.
 * @param width of the window, in pixels.
 */
export async function signIn(
  browser: Browser,
  { address }: Pick<CharretteProcess, 'address'>,
  email: string,
  {
    onPage = async (_page: Page): Promise<void> => {},
    width = 1400,
  }: { onPage?: (page: Page) => Promise<void>; width?: number } = {},
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  // A browser on a busy machine is slow, not wrong.
  page.setDefaultTimeout(60_000)
  await page.goto(`${address}/write`)
  await page.getByLabel('Your e-mail address').fill(email)
  await onPage(page)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('link', { name: 'See the mail here.' }).click()
  await onPage(page)
  // The newest: news for the same person may have come in since, with links of its own.
  await page
    .locator('article', { hasText: email })
    .filter({ hasText: 'Your sign-in link' })
    .first()
    .getByRole('link')
    .click()
  await onPage(page)
  await page.getByRole('button', { name: 'Sign in to Charrette' }).click()
  await page.getByRole('heading', { name: 'Guides', exact: true }).waitFor()
  return { page, context }
}
