import { fileURLToPath } from 'node:url'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// One suggests, another answers; what is submitted in between is the text without suggestions.

const stage = useStage()
const ben = 'Ben Okafor, Port Lathrop'

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const suggestions = (page: Page) => page.getByRole('region', { name: /^Suggestions/ })
const cards = (page: Page) => suggestions(page).getByRole('article')

/** The text with what is to go in [-…-] and what came in {+…+}, as it stands on a page. */
const marked = (page: Page) =>
  text(page)
    .locator('p')
    .evaluateAll((paragraphs) =>
      paragraphs.map((paragraph) => {
        const copy = paragraph.cloneNode(true) as Element
        for (const caret of copy.querySelectorAll('.caret, .ProseMirror-separator')) caret.remove()
        for (const ins of copy.querySelectorAll('ins')) ins.textContent = `{+${ins.textContent}+}`
        for (const del of copy.querySelectorAll('del')) del.textContent = `[-${del.textContent}-]`
        return copy.textContent
      }),
    )

test('suggested by one by keyboard, answered by another, and not in what is submitted', async () => {
  const [ana, other] = await Promise.all([
    signIn(stage.browser, stage.server, 'ana@riverbend.example'),
    signIn(stage.browser, stage.server, 'ben@port-lathrop.example'),
  ])
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  await ana.page.getByLabel('Title').fill('Street Trees')
  await ana.page.getByRole('button', { name: 'Create' }).click()
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.type('Plant oaks everywhere.')

  // Ben takes words out, a letter at a time, and types others; then goes on elsewhere.
  await other.page.goto(ana.page.url())
  await text(other.page).getByText('Plant oaks everywhere.').waitFor()
  const toggle = other.page.getByRole('switch', { name: 'Suggesting' })
  await toggle.press('Enter')
  expect(await toggle.getAttribute('aria-checked')).toBe('true')
  await text(other.page).focus()
  await other.page.keyboard.press('ControlOrMeta+End')
  for (let i = 0; i < 'where.'.length; i++) await other.page.keyboard.press('Backspace')
  await other.page.keyboard.press('ControlOrMeta+Backspace')
  await other.page.keyboard.type('where they fit.')
  await expect
    .poll(() => marked(other.page))
    .toEqual(['Plant oaks {+where they fit.+}[-everywhere.-]'])
  await other.page.keyboard.press('ControlOrMeta+Home')
  await other.page.keyboard.press('Delete')
  await other.page.keyboard.type('p')
  const suggested = ['[-P-]{+p+}lant oaks {+where they fit.+}[-everywhere.-]']
  await expect.poll(() => marked(other.page)).toEqual(suggested)

  // Ana sees both, and whose they are.
  await expect.poll(() => marked(ana.page)).toEqual(suggested)
  await expect.poll(() => cards(ana.page).count()).toBe(2)
  expect(await cards(ana.page).first().getAttribute('aria-label')).toBe(`Suggestion of ${ben}`)
  expect(await text(ana.page).getByTitle(`by ${ben}`).count()).toBeGreaterThan(0)
  await ana.page.getByText('2 suggestions are open').waitFor()
  // Half faded, the name at Ben's caret has half its contrast.
  await expect
    .poll(() =>
      ana.page
        .locator('.caret-label')
        .evaluateAll((labels) => labels.every((label) => getComputedStyle(label).opacity === '0')),
    )
    .toBe(true)
  expect(await axeFindings(ana.page)).toEqual([])
  if (process.env.PICTURES) await takePictures(ana.page, `${process.env.PICTURES}/suggestions`)

  // What is submitted now is Ana's text.
  await ana.page.getByRole('button', { name: 'Submit for review' }).click()
  await ana.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.page.getByText('Waits for an editor').waitFor()
  const rendered = ana.page.frameLocator('iframe')
  await rendered.getByRole('link', { name: 'First chapter' }).first().click()
  await rendered.getByText('Plant oaks everywhere.').waitFor()
  expect(await rendered.locator('ins, del').count()).toBe(0)
  await ana.page.getByRole('link', { name: 'Back to the draft' }).click()

  // By keyboard Ana rejects the first and accepts the second: the words are plain for both.
  await suggestions(ana.page).getByRole('button', { name: 'Reject: p' }).press('Enter')
  await suggestions(ana.page).getByText('One suggestion rejected.').waitFor()
  await suggestions(ana.page)
    .getByRole('button', { name: 'Accept: where they fit.' })
    .press('Enter')
  await expect.poll(() => marked(other.page)).toEqual(['Plant oaks where they fit.'])
  expect(await marked(ana.page)).toEqual(['Plant oaks where they fit.'])

  // Ben suggests a paragraph and sets words apart; Ana rejects all of his.
  await text(other.page).focus()
  await other.page.keyboard.press('ControlOrMeta+End')
  await other.page.keyboard.press('Enter')
  await other.page.keyboard.type('And water them.')
  await other.page.keyboard.press('ControlOrMeta+Home')
  await other.page.keyboard.press('Shift+End')
  await other.page.keyboard.press('ControlOrMeta+B')
  await text(ana.page).getByText('And water them.').waitFor()
  await text(ana.page).locator('strong', { hasText: 'Plant oaks' }).waitFor()
  await expect.poll(() => cards(ana.page).count()).toBe(2)
  await suggestions(ana.page).getByLabel('Which suggestions').selectOption(`Of ${ben}`)
  await suggestions(ana.page).getByRole('button', { name: 'Reject these 2' }).press('Enter')
  await expect.poll(() => marked(other.page)).toEqual(['Plant oaks where they fit.'])
  expect(await text(other.page).locator('strong').count()).toBe(0)

  // Without the switch he writes again.
  await text(other.page).focus()
  await other.page.keyboard.press('ControlOrMeta+Alt+KeyX')
  expect(await toggle.getAttribute('aria-checked')).toBe('false')
  await other.page.keyboard.press('ControlOrMeta+End')
  await other.page.keyboard.type(' Often.')
  await expect.poll(() => marked(ana.page)).toEqual(['Plant oaks where they fit. Often.'])
  await ana.context.close()
  await other.context.close()
})

test('authors of other cities can be held to suggestions', async () => {
  const [ana, other] = await Promise.all([
    signIn(stage.browser, stage.server, 'ana@riverbend.example'),
    signIn(stage.browser, stage.server, 'ben@port-lathrop.example'),
  ])
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  await ana.page.getByLabel('Title').fill('Rain Gardens')
  await ana.page.getByRole('button', { name: 'Create' }).click()
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.type('Dig deep.')
  const draft = ana.page.url()
  const { pathname } = new URL(draft)
  const slug = pathname.split('/')[3]
  await ana.page.goto(`${stage.server.address}/write/guides/${slug}/rules`)
  await ana.page.getByRole('radio', { name: 'suggest changes only' }).press('Space')
  await ana.page.getByText('It holds at once').waitFor()
  expect(await axeFindings(ana.page)).toEqual([])
  if (process.env.PICTURES) await takePictures(ana.page, `${process.env.PICTURES}/rules`)
  await ana.page.goto(draft)
  await text(ana.page).waitFor()

  await other.page.goto(draft)
  await text(other.page).getByText('Dig deep.').waitFor()
  const toggle = other.page.getByRole('switch', { name: 'Suggesting' })
  expect(await toggle.getAttribute('aria-checked')).toBe('true')
  expect(await other.page.getByLabel('Chapter title').getAttribute('readonly')).not.toBe(null)
  await text(other.page).focus()
  await other.page.keyboard.press('ControlOrMeta+End')
  await other.page.keyboard.press('ControlOrMeta+Alt+KeyX')
  await other.page.keyboard.type(' Plant reeds.')
  await expect.poll(() => marked(ana.page)).toEqual(['Dig deep.{+ Plant reeds.+}'])
  expect(await axeFindings(other.page)).toEqual([])
  if (process.env.PICTURES) await takePictures(other.page, `${process.env.PICTURES}/suggester`)
  // Nobody but an author of a leading city answers; he takes his own back.
  expect(await other.page.getByRole('button', { name: /^Accept/ }).count()).toBe(0)
  await other.page.getByRole('button', { name: 'Take back: Plant reeds.' }).press('Enter')
  await expect.poll(() => marked(ana.page)).toEqual(['Dig deep.'])
  await other.page.getByText('Saved').waitFor()
  await ana.context.close()
  await other.context.close()
})

async function takePictures(page: Page, folder: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({
        path: `${folder}-${width}-${colorScheme}.png`,
        fullPage: width < 400,
      })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1400, height: 900 })
}

test('a document from Word becomes a guide: tracked changes to answer, and a report', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'Guide from Word' }).press('Enter')
  const file = page.getByLabel('Word file (.docx)')
  await file.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
  await page.getByRole('alert').getByText('This is no Word document').waitFor()
  await file.setInputFiles({ name: 'no.docx', mimeType: '', buffer: Buffer.from('Dear all') })
  await page.getByRole('alert').getByText('not a Word document (.docx)').waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/word-dialog`)
  await file.setInputFiles(fileURLToPath(wordFile))
  await page.getByRole('heading', { name: 'Brought in from Word' }).waitFor()
  await page.getByText('1 suggestion', { exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/word-report`)
  await page.getByRole('link', { name: 'Open the first new chapter' }).waitFor()
  await context.close()
})

test('a chapter goes out as Word and comes back as suggestions', async () => {
  const title = `Benches ${Date.now()}`
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Create' }).click()
  const text = page.getByRole('textbox', { name: 'Chapter text' })
  await text.waitFor()
  await text.focus()
  await page.keyboard.type('The park has 212 benches.')
  await page
    .getByRole('status')
    .filter({ hasText: /^(Saved|On the server)/ })
    .waitFor()
  await page.locator('.draft-downloads summary').press('Enter')
  const href = await page.getByRole('link', { name: 'This chapter as Word' }).getAttribute('href')
  const sent = await context.request.get(stage.server.address + href)
  const parts = unzipSync(new Uint8Array(await sent.body()))
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  const changed = strToU8(xml.replace('212 benches', '221 wooden benches'))
  const back = zipSync({ ...parts, 'word/document.xml': changed })

  // Meanwhile the text goes on.
  await text.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' Most are old.')
  const opener = page.getByRole('button', { name: 'This chapter back from Word' })
  await opener.press('Enter')
  const file = page.getByLabel('Word file (.docx)')
  await file.setInputFiles(fileURLToPath(wordFile))
  await page.getByRole('alert').getByText('does not say that it was sent out').waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/word-return`)
  await file.setInputFiles({ name: 'benches.docx', mimeType: '', buffer: Buffer.from(back) })
  await page.getByRole('heading', { name: 'Back from Word' }).waitFor()
  await page.getByText('1 suggestion', { exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('link', { name: 'Open the chapter' }).press('Enter')
  await text.waitFor()
  await text.getByText('221 wooden').waitFor()
  expect(await text.textContent()).toContain('Most are old.')
  await context.close()
})

const wordFile = new URL('../guides/model/word/fixtures/made-by-libreoffice.docx', import.meta.url)
