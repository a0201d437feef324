import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { useStage } from './use-stage.ts'

const stage = useStage()

/** Words of the interface that no Spanish page has. */
const english =
  /\b(Save|Cancel|Close|Comments|Settings|Board|Guides|Releases|Rules|Sign|Invite|Remove|Rename|Role|Cities|Notifications|chapters?|words)\b/

/** The page is in Spanish to eyes and ears, axe finds nothing, and it fits a phone. */
async function isSpanish(page: Page): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe('es')
  // What people wrote themselves, and what says that it is English, may be.
  const left = await page.evaluate((consortium) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: string[] = []
    while (walker.nextNode()) {
      const at = walker.currentNode.parentElement
      if (
        at?.checkVisibility() &&
        !at.closest('[lang="en"], h2 a, tbody a, tbody td:nth-of-type(1), .guide-line-subtitle')
      )
        texts.push((walker.currentNode.textContent ?? '').replace(consortium, ''))
    }
    return texts
  }, 'Demonstration Consortium of Cities')
  expect([page.url(), left.filter((text) => english.test(text))]).toEqual([page.url(), []])
  expect([page.url(), await axeFindings(page)]).toEqual([page.url(), []])
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  const before = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 800 })
  expect([page.url(), await overflow()]).toEqual([page.url(), 0])
  if (process.env.PICTURES)
    await page.screenshot({
      path: `${process.env.PICTURES}/${page.url().replace(/\W+/g, '-')}-${Date.now()}.png`,
      fullPage: true,
    })
  if (before) await page.setViewportSize(before)
}

test('somebody who reads Spanish chooses it by keyboard, signs in, invites and goes back to English', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stage.server.address}/write`)
  await page.getByRole('button', { name: 'Español' }).press('Enter')
  await page.getByLabel('Su correo electrónico').fill('mara@tern-harbor.example')
  await isSpanish(page)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Vea el correo aquí.' }).press('Enter')
  await page
    .locator('article', { hasText: 'mara@tern-harbor.example' })
    .filter({ hasText: 'Your sign-in link' })
    .first()
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: 'Sign in to Charrette' }).click()

  await page.getByRole('heading', { name: 'Guías', exact: true }).waitFor()
  await page.locator('.guide-line').first().waitFor()
  await isSpanish(page)
  await page.getByRole('button', { name: 'Guía nueva' }).press('Enter')
  await page.getByLabel('Título').waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Guía desde Word' }).press('Enter')
  await page.getByLabel('Archivo de Word').waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Tablero' }).press('Enter')
  await page.getByRole('columnheader', { name: 'Ciudad responsable' }).waitFor()
  await isSpanish(page)

  await page.getByRole('link', { name: 'Personas' }).press('Enter')
  await page.getByRole('heading', { name: 'Invitar a alguien' }).waitFor()
  await isSpanish(page)
  // A refusal that is known by its code is in Spanish as well.
  await page.getByLabel('Nombre', { exact: true }).fill('Mara')
  await page.getByLabel('Correo electrónico').fill('mara@tern-harbor.example')
  await page.getByLabel('Ciudad', { exact: true }).fill('Tern Harbor')
  await page.keyboard.press('Enter')
  await page.getByText('Esta persona ya participa en el consorcio.').waitFor()

  await page.getByRole('link', { name: /^Avisos/ }).press('Enter')
  await page.getByRole('heading', { name: 'Avisos' }).waitFor()
  await page.getByText('Correo sobre estos avisos').waitFor()
  await isSpanish(page)

  // It is kept, and there is a way back.
  await page.reload()
  await page.locator('.account > summary').press('Enter')
  await page.getByRole('button', { name: 'English' }).press('Enter')
  await page.getByRole('heading', { name: 'Notifications' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await context.close()
})
