import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { pdfText } from './pdf-text.ts'
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
