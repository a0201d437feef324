import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// Two who write one guide: where the other is, and what of one's own has not reached the server.

const stage = useStage()
type Person = Awaited<ReturnType<typeof signIn>>
let ana: Person
let ben: Person

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const saying = (page: Page, words: RegExp | string) =>
  page.getByRole('status').filter({ hasText: words })
const outline = (page: Page) => page.getByRole('navigation', { name: 'Chapters' })

/** Ana's new guide, with one paragraph, open on both desks. */
async function openTogether(title: string): Promise<string> {
  await ana.page.goto(`${stage.server.address}/write`)
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  await ana.page.getByLabel('Title').fill(title)
  await ana.page.keyboard.press('Enter')
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.type('Plant oaks.')
  await saying(ana.page, /^Saved$/).waitFor()
  await ben.page.goto(ana.page.url())
  await text(ben.page).getByText('Plant oaks.').waitFor()
  return new URL(ana.page.url()).pathname.split('/')[3] ?? ''
}

beforeAll(async () => {
  ;[ana, ben] = await Promise.all([
    signIn(stage.browser, stage.server, 'ana@riverbend.example'),
    signIn(stage.browser, stage.server, 'ben@port-lathrop.example'),
  ])
})

test('one sees in which chapter another writes, and follows them until Escape', async () => {
  await openTogether('Where the others are')
  expect(await ana.page.locator('.receipt').textContent()).toMatch(/^On the server at \d\d:\d\d$/)
  await text(ben.page).focus()
  await ben.page.keyboard.press('ControlOrMeta+End')
  for (let line = 0; line < 60; line++) await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.type('The end of a long chapter.')
  await outline(ana.page).getByText('Being edited by Ben Okafor').waitFor()

  const face = ana.page.getByRole('list', { name: 'Also here' }).locator('summary')
  await face.press('Enter')
  await ana.page.getByText('Writing in First chapter').waitFor()
  expect(await axeFindings(ana.page)).toEqual([])
  if (process.env.PICTURES) await ana.page.screenshot({ path: `${process.env.PICTURES}/where.png` })
  await ana.page.getByRole('button', { name: 'Follow Ben Okafor' }).press('Enter')
  await saying(ana.page, 'Following Ben Okafor').waitFor()
  const inView = (page: Page, words: string) =>
    text(page)
      .getByText(words)
      .evaluate((block) => {
        const { top, bottom } = block.getBoundingClientRect()
        return top > 0 && bottom < window.innerHeight
      })
  await expect.poll(() => inView(ana.page, 'The end of a long chapter.')).toBe(true)
  await ben.page.evaluate(() => window.scrollTo(0, 0))
  await expect.poll(() => inView(ana.page, 'Plant oaks.')).toBe(true)

  // Into another chapter.
  await outline(ben.page).getByRole('button', { name: 'Add a chapter' }).click()
  await expect.poll(() => ana.page.getByLabel('Chapter title').inputValue()).toBe('New chapter')

  // By Escape, or by writing, one is on one's own again.
  await ana.page.keyboard.press('Escape')
  await saying(ana.page, 'Following Ben Okafor').waitFor({ state: 'detached' })
  await outline(ben.page).getByRole('link', { name: 'First chapter' }).click()
  await outline(ana.page)
    .getByRole('listitem')
    .filter({ hasText: 'First chapter' })
    .getByText('Ben Okafor is here')
    .waitFor({ state: 'attached' })
  expect(await ana.page.getByLabel('Chapter title').inputValue()).toBe('New chapter')
})

test('what the server refuses stays on the device, is read and taken along, and given up', async () => {
  const slug = await openTogether('What was refused')
  await ben.context.setOffline(true)
  await saying(ben.page, 'Offline').waitFor()
  await text(ben.page).focus()
  await ben.page.keyboard.press('ControlOrMeta+End')
  await ben.page.keyboard.type(' And elms.')
  await ben.page.keyboard.press('Enter')
  await ben.page.keyboard.type('Water them.')
  await saying(ben.page, /^Offline: 2 changes kept on this device$/).waitFor()
  await ben.page.getByRole('button', { name: 'See them' }).press('Enter')
  const panel = ben.page.getByRole('dialog', { name: 'Not on the server yet' })
  const changes = panel.getByRole('list', { name: 'Changes kept on this device' })
  expect(await changes.locator('ins').allTextContents()).toEqual([' And elms.', 'Water them.'])
  expect(await axeFindings(ben.page)).toEqual([])
  expect(await panel.getByRole('button', { name: /^Give these changes up/ }).count()).toBe(0)
  await panel.getByRole('button', { name: 'Close' }).press('Enter')

  // Meanwhile those of other cities may only suggest.
  const decided = await ana.page.evaluate(async (guide) => {
    const body = JSON.stringify({ otherCities: 'suggest' })
    const headers = { 'Content-Type': 'application/json' }
    return (await fetch(`/api/guides/${guide}/writing`, { method: 'PUT', headers, body })).status
  }, slug)
  expect(decided).toBe(200)
  await ben.context.setOffline(false)
  await saying(ben.page, 'the server did not take it').waitFor()

  // A reload neither loses it nor hides it.
  await ben.page.reload()
  await saying(ben.page, 'the server did not take it').waitFor()
  await ben.page.getByRole('button', { name: 'See 2 changes kept on this device' }).press('Enter')
  await changes.getByText('Water them.').waitFor()
  if (process.env.PICTURES) await ben.page.screenshot({ path: `${process.env.PICTURES}/kept.png` })
  const downloading = ben.page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Download as text' }).press('Enter')
  const download = await downloading
  expect(download.suggestedFilename()).toBe(`${slug}-kept-on-this-device.txt`)
  const taken = await readFile(await download.path(), 'utf8')
  for (const words of ['Plant oaks. And elms.', 'Water them.', 'Chapter “First chapter”'])
    expect(taken).toContain(words)

  await panel.getByRole('button', { name: /^Give these changes up/ }).press('Enter')
  await panel.getByRole('button', { name: 'Give up and open the server’s text' }).press('Enter')
  await saying(ben.page, /^Saved$/).waitFor()
  await text(ben.page).getByText('Plant oaks.').waitFor()
  expect(await text(ben.page).textContent()).not.toContain('elms')
})

test('a chapter is assigned by keyboard; the other sees it in the outline, is told, and finds it on the board', async () => {
  await openTogether('Who leads what')
  const { page } = ana
  await outline(page).getByRole('button', { name: 'Assign First chapter' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Assign “First chapter”' })
  await dialog.getByLabel('Lead city').selectOption({ label: 'Port Lathrop' })
  await dialog.getByLabel('Status').selectOption({ label: 'Drafting' })
  await dialog.getByLabel('Due on').fill('2020-03-01')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  const line = 'Port Lathrop · Drafting · overdue since Mar 1'
  await outline(page).getByText(line).waitFor()
  await outline(ben.page).getByText(line).waitFor()
  // Ben does not lead this guide.
  expect(
    await outline(ben.page)
      .getByRole('button', { name: /^Assign/ })
      .count(),
  ).toBe(0)

  await ben.page.goto(`${stage.server.address}/write/notifications`)
  await ben.page
    .getByRole('link', { name: /asked Port Lathrop to lead “First chapter” of “Who leads what”/ })
    .waitFor()
  await ben.page.getByRole('link', { name: 'Board', exact: true }).press('Enter')
  const rows = ben.page.getByRole('table').getByRole('row')
  const mine = rows.filter({ hasText: 'Who leads what' })
  await mine.waitFor()
  await ben.page.getByLabel('Overdue only').check()
  await ben.page.getByLabel('Lead city').selectOption({ label: 'Port Lathrop' })
  await ben.page.getByLabel('Status').selectOption({ label: 'Drafting' })
  await expect.poll(() => rows.count()).toBe(2)
  await mine.getByText('March 1, 2020, overdue').waitFor()
  expect(await axeFindings(ben.page)).toEqual([])
  if (process.env.PICTURES) await takePictures(ben.page, 'board')
  await ben.page.getByLabel('Status').selectOption({ label: 'Final' })
  await ben.page.getByText('No chapter is like that.').waitFor()
  expect(ben.page.url()).toMatch(/\/write\/board\?.*status=final/)
})

/** A page as it looks on a desk and on a phone, in light and dark. */
async function takePictures(page: Page, name: string): Promise<void> {
  for (const width of [1280, 360])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${process.env.PICTURES}/${name}-${width}-${colorScheme}.png` })
    }
  await page.setViewportSize({ width: 1400, height: 900 })
  await page.emulateMedia({ colorScheme: null })
}
