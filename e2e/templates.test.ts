import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// A guide is begun from a template. What its guidance asks for is seen by authors alone.

const stage = useStage()

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const guidance = (page: Page) => text(page).locator('.guidance')

test('a convening begins from its agenda; its guidance goes by writing or by hand, and no further', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).press('Enter')
  await page.getByLabel('Title').fill('Riverbend 2027')
  await page.keyboard.press('Tab')
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('radio', { name: /^Convening agenda/ }).isChecked()).toBe(true)
  expect(await page.getByLabel('What it is').count()).toBe(0)
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/new-guide`)
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  const chapters = page.getByRole('navigation', { name: 'Chapters' })
  await chapters.getByRole('link', { name: 'The day', exact: true }).waitFor()
  await page.getByText('Only guidance is in this chapter').first().waitFor()
  expect(await guidance(page).count()).toBe(4)
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/guidance`)

  // Writing takes its place; it is back where nothing is left of that.
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type('To')
  await expect.poll(() => guidance(page).count()).toBe(3)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await expect.poll(() => guidance(page).count()).toBe(4)
  await page.keyboard.type('To count trees.')
  // By hand, with its button and with Backspace.
  await page.getByRole('button', { name: /^Dismiss: Which cities/ }).press('Enter')
  await expect.poll(() => guidance(page).count()).toBe(2)
  await text(page).locator('li .guided').first().click()
  await page.keyboard.press('Backspace')
  await expect.poll(() => guidance(page).count()).toBe(1)
  await page.getByText('One place still waits for what its guidance asks').waitFor()
  await page
    .getByRole('region', { name: 'Length and reading' })
    // "Why we meet", "To count trees", "Who comes", "Before you come"
    .getByText('11', { exact: true })
    .waitFor()
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()

  // What is submitted has none of it, and its empty chapters are named.
  const slug = new URL(page.url()).pathname.split('/')[3]
  await page.getByRole('button', { name: 'Submit for review' }).click()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByText('Waits for an editor').waitFor()
  await page.getByText('This chapter has headings, and nothing stands below them').first().waitFor()
  const rendered = page.frameLocator('iframe')
  await rendered.getByRole('link', { name: 'Why we meet' }).first().click()
  await rendered.getByText('To count trees.').waitFor()
  expect(await rendered.locator('body').textContent()).not.toMatch(
    /Say how long it takes|quarter of an hour/,
  )
  const summary = (await (
    await page.request.get(`${stage.server.address}/api/guides/${slug}`)
  ).json()) as { kind: string }
  expect(summary.kind).toBe('convening')
  await context.close()
})

async function takePictures(page: Page, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({ path: `${folder}-${width}-${colorScheme}.png` })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1400, height: 900 })
}
