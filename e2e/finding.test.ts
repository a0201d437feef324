import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// Words are found in the whole guide and replaced there: by keyboard, as one step, and as suggestions.

const stage = useStage()

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const panel = (page: Page) => page.getByRole('search', { name: 'Find and replace' })
const field = (page: Page) => panel(page).getByRole('textbox', { name: 'Find', exact: true })
const title = (page: Page) => page.getByLabel('Chapter title')
const chapterLink = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Chapters' }).getByRole('link', { name, exact: true })
const counted = async (page: Page, words: string) =>
  expect.poll(() => panel(page).locator('.finding-count').textContent()).toBe(words)
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

async function write(page: Page, heading: string, words: string): Promise<void> {
  await title(page).fill(heading)
  await text(page).focus()
  await page.keyboard.type(words)
  await text(page).getByText(words).waitFor()
}

test('found across chapters, replaced one by one and all in one step, or suggested', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill('Lines')
  await page.getByRole('button', { name: 'Create' }).click()
  await text(page).waitFor()
  await write(page, 'The bus', 'A bus is no Bus. Busy people take the bus.')
  await page.getByRole('button', { name: 'Add a chapter' }).click()
  await expect.poll(() => title(page).inputValue()).toBe('New chapter')
  await write(page, 'Elsewhere', 'One more bus.')
  const second = page.url()
  await chapterLink(page, 'The bus').click()
  await expect.poll(() => title(page).inputValue()).toBe('The bus')
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')

  // No letter that follows Ctrl+F lands in the text, however quick.
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('bus')
  expect(await field(page).inputValue()).toBe('bus')
  await counted(page, '2 of 6 in 2 chapters')
  expect(await text(page).textContent()).toContain('A bus is no Bus. Busy people take the bus.')
  expect(await text(page).locator('.found').count()).toBe(4)
  expect(await text(page).locator('.found-current').textContent()).toBe('bus')
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/finding`)

  // To the next and the one before, into another chapter and back, with the focus where it is.
  await page.keyboard.press('Shift+Enter')
  await counted(page, '1 of 6 in 2 chapters')
  await expect.poll(() => title(page).getAttribute('class')).toContain('found-current')
  await page.keyboard.press('Shift+Enter')
  await counted(page, '6 of 6 in 2 chapters')
  await expect.poll(() => page.url()).toBe(second)
  await expect.poll(() => text(page).locator('.found-current').textContent()).toBe('bus')
  expect(await focused(page)).toBe('Find')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await counted(page, '2 of 6 in 2 chapters')

  await panel(page).getByRole('checkbox', { name: 'Whole words' }).press('Space')
  await counted(page, '2 of 5 in 2 chapters')
  await panel(page).getByRole('checkbox', { name: 'Match case' }).press('Space')
  await counted(page, '2 of 4 in 2 chapters')

  // One, which goes on to the next; then all.
  await panel(page).getByLabel('Replace with').fill('tram')
  await page.keyboard.press('Enter')
  await counted(page, '2 of 3 in 2 chapters')
  await expect
    .poll(() => text(page).textContent())
    .toContain('A tram is no Bus. Busy people take the bus.')
  await panel(page).getByRole('button', { name: 'Replace all' }).press('Enter')
  await panel(page).getByText('3 places replaced in 2 chapters.').waitFor()
  await counted(page, 'Nothing found')
  await expect.poll(() => title(page).inputValue()).toBe('The tram')
  await chapterLink(page, 'Elsewhere').click()
  await text(page).getByText('One more tram.').waitFor()

  // Ctrl+Z takes back what was written since, then all replacements at once, then the one before.
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+End')
  // At once: letters that a busy machine brings more than half a second apart are undone one by one.
  await page.keyboard.insertText(' Now.')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => text(page).textContent()).toBe('One more tram.')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => text(page).textContent()).toBe('One more bus.')
  await counted(page, '2 of 3 in 2 chapters')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(() => text(page).textContent()).toBe('One more tram.')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await counted(page, '3 of 4 in 2 chapters')

  // Escape leads back into the text, to what was found.
  await field(page).press('Enter')
  await counted(page, '4 of 4 in 2 chapters')
  await text(page).locator('.found-current').waitFor()
  await field(page).press('Escape')
  await panel(page).waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('Chapter text')
  expect(await page.evaluate(() => String(getSelection()))).toBe('bus')
  expect(await text(page).locator('.found').count()).toBe(0)

  // Suggested: in the text each place by itself, and no title.
  await page.keyboard.press('ControlOrMeta+Alt+KeyX')
  await page.getByRole('button', { name: 'Find and replace' }).press('Enter')
  await page.keyboard.type('bus')
  await counted(page, '4 of 4 in 2 chapters')
  await panel(page).getByText('a replacement becomes a suggestion').waitFor()
  await panel(page).getByRole('button', { name: 'Replace all' }).press('Enter')
  await panel(page).getByText('3 places suggested in 2 chapters.').waitFor()
  await panel(page).getByText('A title cannot be changed by a suggestion').waitFor()
  await expect.poll(() => text(page).locator('ins').textContent()).toBe('tram')
  await counted(page, '1 of 1')
  await panel(page).getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(() => text(page).locator('ins').count()).toBe(0)
  await counted(page, '4 of 4 in 2 chapters')
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()
  await context.close()
})

test('a chapter’s words, minutes and grade follow the writing, and its language the spelling', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill('Plain words')
  await page.getByRole('button', { name: 'Create' }).click()
  await text(page).waitFor()
  const figures = page.getByRole('region', { name: 'Length and reading' })
  const row = figures.getByRole('row', { name: /^This chapter/ })
  await expect.poll(() => row.textContent()).toBe('This chapter21–')
  await text(page).focus()
  for (let i = 0; i < 12; i++) {
    await page.keyboard.insertText('The cat sat on the mat. We like our city.')
    await page.keyboard.press('Enter')
  }
  await expect.poll(() => row.textContent()).toBe('This chapter1221Grade 1')
  await expect
    .poll(() => figures.getByRole('row', { name: /^The guide/ }).textContent())
    .toBe('The guide1221Grade 1')
  expect(await text(page).getAttribute('spellcheck')).toBe('true')
  expect(await text(page).getAttribute('lang')).toBe('en')
  await figures.getByLabel('Language of this chapter').selectOption({ label: 'Spanish' })
  await expect.poll(() => text(page).getAttribute('lang')).toBe('es')
  expect(await title(page).getAttribute('lang')).toBe('es')
  // What is written from right to left is typed from right to left.
  expect(await text(page).getAttribute('dir')).toBe('ltr')
  await figures.getByLabel('Language of this chapter').selectOption({ label: 'Arabic' })
  await expect.poll(() => text(page).getAttribute('dir')).toBe('rtl')
  expect(await title(page).getAttribute('dir')).toBe('rtl')
  await figures.getByLabel('Language of this chapter').selectOption({ label: 'Spanish' })
  await expect.poll(() => text(page).getAttribute('lang')).toBe('es')
  await figures.getByText('By Flesch–Szigriszt').waitFor()
  await expect.poll(() => row.textContent()).toMatch(/easy$/)
  // In English the guide has no sentence now.
  await expect
    .poll(() => figures.getByRole('row', { name: /^The guide/ }).textContent())
    .toBe('The guide1221–')
  await figures.getByLabel('Language of this chapter').selectOption({ label: 'Vietnamese' })
  await figures.getByText('How hard a text in Vietnamese is to read is not measured').waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/figures`)
  await context.close()
})

async function takePictures(page: Page, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({
        path: `${folder}-${width}-${colorScheme}.png`,
        fullPage: folder.endsWith('figures'),
      })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1400, height: 900 })
}
