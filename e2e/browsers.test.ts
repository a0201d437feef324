import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { pdfText } from './pdf-text.ts'
import { signIn as signInWith } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// The whole road in real browsers: two authors of two cities, an editor, a reader.

const stage = useStage()

/** A browser of somebody's own; on the way the pages of the sign-in are held to axe. */
const signIn = (email: string) =>
  signInWith(stage.browser, stage.server, email, {
    onPage: async (page) => expect(await axeFindings(page)).toEqual([]),
  })

const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved$/ })
    .waitFor()
const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
async function typeAtStart(page: Page, sentence: string): Promise<void> {
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type(`${sentence} `)
}

test('from two keyboards to one PDF', async () => {
  const [ana, ben] = [
    await signIn('ana@riverbend.example'),
    await signIn('ben@port-lathrop.example'),
  ]

  // Ana begins a guide of her own.
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  expect(await axeFindings(ana.page)).toEqual([])
  await ana.page.getByLabel('Title').fill('Sidewalks Everybody Can Use')
  await ana.page.getByRole('button', { name: 'Create' }).click()
  await text(ana.page).waitFor()
  const chapter = ana.page.getByLabel('Chapter title')
  await chapter.fill('Where to begin')
  await text(ana.page).focus()
  await ana.page.keyboard.type('Riverbend walked every block with people who use wheelchairs. ')
  await saved(ana.page)

  // Ben opens it and writes beside her; each sees the other.
  await ben.page.reload()
  await ben.page.getByRole('link', { name: 'Sidewalks Everybody Can Use' }).click()
  await text(ben.page).getByText('Riverbend walked every block').waitFor()
  await ben.page
    .getByRole('list', { name: 'Also here' })
    .locator('summary', { hasText: 'Ana Duarte' })
    .waitFor()
  await typeAtStart(ben.page, 'Port Lathrop began with one crossing.')
  await text(ana.page).getByText('Port Lathrop began with one crossing.').waitFor()
  await ana.page.locator('.caret-label', { hasText: 'Ben Okafor, Port Lathrop' }).waitFor()
  await saved(ben.page)
  expect(await axeFindings(ana.page)).toEqual([])

  // The network goes, the writing goes on, and comes back.
  await ben.context.setOffline(true)
  await ben.page.getByRole('status').filter({ hasText: 'Offline' }).waitFor()
  await typeAtStart(ben.page, 'Ben wrote this on the train.')
  await ben.page
    .getByRole('status')
    .filter({ hasText: 'Offline: 1 change kept on this device' })
    .waitFor()
  await ben.context.setOffline(false)
  await text(ana.page).getByText('Ben wrote this on the train.').waitFor()
  await saved(ben.page)

  // The slash menu and a shortcut, by keyboard.
  await text(ana.page).focus()
  await ana.page.keyboard.press('ControlOrMeta+End')
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.type('## What it cost')
  await text(ana.page).getByRole('heading', { name: 'What it cost' }).waitFor()
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.type('/tip')
  await ana.page.getByRole('option', { name: 'Tip' }).waitFor()
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.type('Ask for the as-built drawings.')
  await text(ana.page).getByRole('complementary', { name: 'Tip' }).waitFor()
  await saved(ana.page)

  // Ana submits, and goes on writing.
  await ana.page.getByRole('button', { name: 'Submit for review' }).click()
  await ana.page.getByLabel('A note for the editors').fill('A first edition')
  expect(await axeFindings(ana.page)).toEqual([])
  await ana.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.page.getByText('Waits for an editor').waitFor()
  await ana.page.getByRole('link', { name: 'Back to the draft' }).click()
  await typeAtStart(ana.page, 'This came after the submission.')
  await saved(ana.page)

  // Edith reads the frozen text and approves it.
  const edith = await signIn('edith@alder-falls.example')
  await edith.page.getByRole('link', { name: 'In review: candidate 1' }).click()
  const rendered = edith.page.frameLocator('iframe')
  await rendered.getByRole('link', { name: 'Where to begin' }).first().click()
  await rendered.getByText('Port Lathrop began with one crossing.').waitFor()
  expect(await rendered.getByText('This came after the submission.').count()).toBe(0)
  expect(await axeFindings(edith.page)).toEqual([])
  await edith.page.getByRole('button', { name: 'Approve and publish' }).click()
  await edith.page.getByText('Published.').waitFor({ timeout: 240_000 })

  // A reader downloads it.
  const href = await edith.page.getByRole('link', { name: 'PDF edition' }).getAttribute('href')
  const file = await fetch(`${stage.server.address}${href}`)
  const words = await pdfText(new Uint8Array(await file.arrayBuffer()))
  expect(words).toContain('Riverbend walked every block with people who use wheelchairs.')
  expect(words).toContain('Port Lathrop began with one crossing.')
  expect(words).toContain('Ben wrote this on the train.')
  expect(words).not.toContain('This came after the submission.')
})

test('chapters are added, renamed, moved and deleted by keyboard, and come back', async () => {
  const { page } = await signIn('ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill('Chapters by keyboard')
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  const outline = page.getByRole('navigation', { name: 'Chapters' })
  const titles = () => outline.locator('.outline-link').allTextContents()
  await page.getByRole('button', { name: 'Add a chapter' }).press('Enter')
  await outline.getByRole('button', { name: 'Rename New chapter' }).press('Enter')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('Second')
  await page.keyboard.press('Enter')
  await expect.poll(titles).toEqual(['First chapter', 'Second'])
  await outline.getByRole('button', { name: 'Move Second' }).press('Space')
  // What a screen reader hears tells when the next key has something to act on.
  const announced = page.locator('[aria-live]')
  await announced
    .filter({ hasText: /Second is (picked up|at place 2)/ })
    .waitFor({ state: 'attached' })
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowUp')
      return announced.allTextContents()
    })
    .toContain('Second is at place 1.')
  await page.keyboard.press('Space')
  await expect.poll(titles).toEqual(['Second', 'First chapter'])
  await outline.getByRole('button', { name: 'Delete Second' }).press('Enter')
  await expect.poll(titles).toEqual(['First chapter'])
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(titles).toEqual(['Second', 'First chapter'])
  await saved(page)
})

test('a submission that was sent back says so where its author writes, and why', async () => {
  const ben = await signIn('ben@port-lathrop.example')
  await ben.page.getByRole('button', { name: 'New guide' }).click()
  await ben.page.getByLabel('Title').fill('Trees on every street')
  await ben.page.keyboard.press('Enter')
  await text(ben.page).waitFor()
  await ben.page.getByLabel('Chapter title').fill('Which trees')
  await text(ben.page).focus()
  await ben.page.keyboard.type('Oaks.')
  await saved(ben.page)
  await ben.page.getByRole('button', { name: 'Submit for review' }).click()
  await ben.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await ben.page.getByText('Waits for an editor').waitFor()
  const edith = await signIn('edith@alder-falls.example')
  await edith.page.goto(`${stage.server.address}/write/guides/trees-on-every-street/review/1`)
  await edith.page.getByLabel('What should be changed?').fill('Name the species.')
  await edith.page.getByRole('button', { name: 'Send back', exact: true }).click()
  await edith.page.getByText('Edith', { exact: false }).first().waitFor()
  await ben.page.getByRole('link', { name: 'Back to the draft' }).click()
  await ben.page.getByRole('link', { name: 'Sent back: see why' }).click()
  await ben.page.getByText('Name the species.').waitFor()
  await ben.page.locator('.account > summary').press('Enter')
  expect(await axeFindings(ben.page)).toEqual([])
  await ben.page.getByRole('button', { name: 'Sign out' }).press('Enter')
  await ben.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect((await ben.page.request.get(`${stage.server.address}/api/me`)).status()).toBe(401)
  await Promise.all([ben.context.close(), edith.context.close()])
})

test('what authors meet when something is wrong is said in words', async () => {
  const { page } = await signIn('ana@riverbend.example')
  await page.goto(`${stage.server.address}/write/guides/nowhere`)
  await page.getByRole('heading', { name: 'There is no such guide' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.goto(`${stage.server.address}/write/guides/growing-wages-and-jobs`)
  await text(page).waitFor()
  await text(page).focus()
  await page.evaluate(() => {
    const clipboard = new DataTransfer()
    clipboard.setData('text/plain', 'x'.repeat(50_000_000))
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }),
    )
  })
  await page.getByRole('alert').filter({ hasText: 'This paste is too large' }).waitFor()
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('the pages hold at 360 and 1280 px, in light and dark', async () => {
  const { page, context } = await signIn('edith@alder-falls.example')
  for (const [path, whatShows] of [
    ['/', 'h1'],
    ['/guides/', 'h1'],
    ['/examples/', 'h1'],
    ['/ask/', 'h1'],
    ['/nowhere', 'h1'],
    ['/sign-in', 'h1'],
    ['/write', 'text=Growing Wages'],
    ['/write/questions', 'text=Nobody has asked'],
    ['/write/guides/growing-wages-and-jobs', '[aria-label="Chapter text"]'],
    ['/write/guides/growing-wages-and-jobs/review/1', 'iframe'],
  ] as const) {
    await page.goto(stage.server.address + path)
    await page.locator(whatShows).first().waitFor()
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [1280, 'dark'],
      [360, 'dark'],
      [360, 'light'],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      // The two schemes differ in their colours alone.
      const found = await axeFindings(page, colorScheme === 'dark' ? 'color-contrast' : undefined)
      expect([path, width, colorScheme, found]).toEqual([path, width, colorScheme, []])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, width, overflow]).toEqual([path, width, 0])
    }
  }
  await context.close()
})
