import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'
import { signIn } from './sign-in.ts'

// One suggests, another answers; what is submitted in between is the text without suggestions.

let server: CharretteProcess
let browser: Browser
let scratch: Awaited<ReturnType<typeof scratchFolder>>

beforeAll(async () => {
  scratch = await scratchFolder()
  server = await startCharrette(scratch.path)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await scratch?.remove()
})

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const suggestions = (page: Page) => page.getByRole('region', { name: /^Suggestions/ })

test('suggested by one by keyboard, answered by another, and not in what is submitted', async () => {
  const ana = await signIn(browser, server, 'ana@riverbend.example')
  const ben = await signIn(browser, server, 'ben@port-lathrop.example')
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  await ana.page.getByLabel('Title').fill('Street Trees')
  await ana.page.getByRole('button', { name: 'Create' }).click()
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.type('Plant oaks everywhere.')

  // Ben takes out a word and adds another, a letter at a time.
  await ben.page.goto(ana.page.url())
  await text(ben.page).getByText('Plant oaks everywhere.').waitFor()
  await ben.page.getByRole('switch', { name: 'Suggesting' }).press('Enter')
  await text(ben.page).focus()
  await ben.page.keyboard.press('ControlOrMeta+End')
  for (let i = 0; i < '.everywhere'.length; i++) await ben.page.keyboard.press('Backspace')
  await ben.page.keyboard.type('where they fit')
  await text(ana.page).locator('ins', { hasText: 'where they fit' }).waitFor()
  await text(ana.page).locator('del', { hasText: 'everywhere.' }).waitFor()
  await suggestions(ana.page).getByText('Ben Okafor, Port Lathrop').waitFor()
  expect(await suggestions(ana.page).getByRole('article').count()).toBe(1)
  expect(await axeFindings(ana.page)).toEqual([])
  if (process.env.PICTURES)
    await ana.page.screenshot({ path: `${process.env.PICTURES}/suggestions.png` })

  // What is submitted now is Ana's text.
  await ana.page.getByRole('button', { name: 'Submit for review' }).click()
  await ana.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.page.getByText('Waits for an editor').waitFor()
  await ana.page.frameLocator('iframe').getByRole('link', { name: 'First chapter' }).first().click()
  await ana.page.frameLocator('iframe').getByText('Plant oaks everywhere.').waitFor()
  await ana.page.getByRole('link', { name: 'Back to the draft' }).click()

  // Ana accepts: the words are plain for both.
  await suggestions(ana.page).getByRole('button', { name: 'Accept', exact: true }).press('Enter')
  await text(ben.page).getByText('Plant oaks where they fit').waitFor()
  await expect.poll(() => text(ben.page).locator('ins, del').count()).toBe(0)

  // Ben suggests a paragraph and sets a word apart; Ana rejects all of his.
  await text(ben.page).focus()
  await ben.page.keyboard.press('ControlOrMeta+End')
  await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.type('And water them.')
  await text(ana.page).getByText('And water them.').waitFor()
  await suggestions(ana.page).getByText('Answer several at once').click()
  await suggestions(ana.page)
    .getByRole('button', { name: 'Reject all of Ben Okafor, Port Lathrop' })
    .click()
  await expect.poll(() => text(ben.page).textContent()).not.toContain('And water them.')
  await expect.poll(() => text(ana.page).locator('ins, del, .suggested').count()).toBe(0)
  await ana.context.close()
  await ben.context.close()
})
