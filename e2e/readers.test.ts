import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { pdfText } from './pdf-text.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

const stage = useStage()
const slug = 'growing-wages-and-jobs'

async function openPage(path: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await stage.browser.newContext({ viewport: { width: 360, height: 800 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(stage.server.address + path)
  return { page, complaints }
}

test('a reader searches all guides by keyboard, and what was found leads to its chapter', async () => {
  const { page, complaints } = await openPage('/guides/')
  await page.getByLabel('Search all guides').fill('apprenticeship')
  await page.keyboard.press('Enter')
  await page.getByText(/^\d+ chapters? found$/).waitFor()
  expect(new URL(page.url()).search).toBe('?q=apprenticeship')
  expect(await page.locator('#search-results mark').first().textContent()).toMatch(/apprentice/i)
  expect(await axeFindings(page)).toEqual([])
  // By the key alone: from the field to the first of what was found.
  await page.getByLabel('Search all guides').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/guides\/[^/]+\/[^/]+\/$/)
  expect(await page.locator('main').textContent()).toMatch(/apprentice/i)
  await page.goBack()
  await page.getByLabel('Search all guides').fill('zzzznothing')
  await page.getByText('Nothing found for “zzzznothing”.').waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a reader chooses chapters and gets them as one PDF', async () => {
  const { page, complaints } = await openPage(`/guides/${slug}/`)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Print some chapters' }).click()
  const boxes = page.getByRole('checkbox')
  await boxes.nth(1).check()
  await boxes.nth(13).check()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Make a PDF' }).click()
  const taken = page.getByRole('link', { name: /^Take the PDF/ })
  await taken.waitFor({ timeout: 240_000 })
  expect(await axeFindings(page)).toEqual([])
  const href = (await taken.getAttribute('href')) ?? ''
  const pdf = await fetch(stage.server.address + href)
  const text = await pdfText(new Uint8Array(await pdf.arrayBuffer()))
  expect(text).toContain('Chapters 2, 14 of 14')
  expect(text).toContain('The first hundred days')
  expect(text).not.toContain('Is preschool workforce policy?')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('a reader says whether a chapter was useful and what their city did, without a script; its authors have it', async () => {
  const city = `New Ferry ${Date.now()}`
  const context = await stage.browser.newContext({
    viewport: { width: 360, height: 800 },
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stage.server.address}/guides/${slug}/`)
  await page.locator('.landing-contents a').first().click()
  await page.getByRole('button', { name: 'Yes' }).press('Enter')
  await page.getByText('Thank you, that was counted.').waitFor()
  await page.getByRole('link', { name: 'Propose your city as an example' }).press('Enter')
  await page.getByLabel('Your city', { exact: true }).fill(city)
  await page.getByLabel('What the city did').fill('It lent tools.')
  await page.getByRole('button', { name: 'Propose this example' }).press('Enter')
  await page.getByText('Tell what came of it').waitFor()
  await page.getByLabel('What came of it').fill('Forty shops opened.')
  // Nobody fills in a form faster: the server takes it for a program.
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Propose this example' }).press('Enter')
  await page.getByRole('heading', { name: 'Thank you. The authors have it.' }).waitFor()
  await page.getByRole('link', { name: 'Back to the chapter' }).press('Enter')
  await page.getByRole('link', { name: 'What did your city do?' }).press('Enter')
  await page.getByLabel('Your city', { exact: true }).fill(city)
  await page.getByLabel('What the authors should know').fill('We lent <b>tools</b>.')
  await page.waitForTimeout(2100)
  await page.getByRole('button', { name: 'Tell the authors' }).press('Enter')
  await page.getByRole('heading', { name: 'Thank you. The authors have it.' }).waitFor()
  await context.close()

  const ana = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await ana.page.goto(`${stage.server.address}/write/guides/${slug}/readers`)
  const heard = ana.page.getByRole('listitem').filter({ hasText: city })
  await expect
    .poll(async () => {
      await ana.page.reload()
      await heard.first().waitFor()
      return heard.getByText(/A suggestion at the end|A comment on the chapter/).count()
    })
    .toBe(2)
  expect(await axeFindings(ana.page)).toEqual([])
  if (process.env.PICTURES)
    await ana.page.screenshot({ path: `${process.env.PICTURES}/readers.png`, fullPage: true })
  await heard.first().getByRole('link').press('Enter')
  const comments = ana.page.getByRole('region', { name: /^Comments/ })
  await comments.getByText('We lent <b>tools</b>.').waitFor()
  await comments.getByText('A reader', { exact: true }).first().waitFor()
  if (process.env.PICTURES)
    await ana.page.screenshot({ path: `${process.env.PICTURES}/reader-comment.png` })
  await ana.context.close()
})
