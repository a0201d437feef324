import { readFile, writeFile } from 'node:fs/promises'
import { chapterToMarkdown, draftSchema, guideJson } from '@charrette/guides'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// What lies on the clipboard, as Word, Google Docs, LibreOffice and browsers put it there, becomes what
// stands beside it as Markdown, which says all that a chapter's document can hold. To write the
// Markdown anew: UPDATE=1, then read what has changed.

const stage = useStage()
const fixtures = new URL('../editor/paste/fixtures/', import.meta.url)

let page: Page

const text = () => page.getByRole('textbox', { name: 'Chapter text' })
const notice = () => page.getByRole('alert').filter({ hasText: 'Not carried over' })

beforeAll(async () => {
  page = (await signIn(stage.browser, stage.server, 'ana@riverbend.example')).page
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill('Pasted')
  await page.getByRole('button', { name: 'Create' }).click()
  await text().waitFor()
})

async function paste(html: string): Promise<void> {
  await text().focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.press('Backspace')
  await page.evaluate((markup) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', markup)
    clipboardData.setData('text/plain', 'plain')
    document
      .querySelector('[aria-label="Chapter text"]')
      ?.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
  }, html)
}

/** The chapter as the editor holds it, in Markdown. */
async function markdown(): Promise<string> {
  const json = await text().evaluate((element) =>
    (element as unknown as { editor: { getJSON(): unknown } }).editor.getJSON(),
  )
  const node = draftSchema.nodeFromJSON(json)
  node.check()
  const words = chapterToMarkdown({ title: 'Pasted', lang: null, content: guideJson(node) })
  // At a second try the first one's picture is in the guide already.
  return words.replace(/a-dot-\d+\.png/, 'a-dot.png')
}

test.each([
  [
    'word-lists-and-notes',
    'Not carried over by this paste: 1 comment; 1 picture that lies elsewhere (“Main Street”).',
  ],
  ['word-table', ''],
  ['google-docs', 'Not carried over by this paste: 1 picture that lies elsewhere (“A map”).'],
  [
    'web-page',
    'Not carried over by this paste: 1 embedded page; 2 links without a web address (“Home”, “a bad link”); 1 picture that lies elsewhere (“Photo of a bus”).',
  ],
  ['libreoffice', ''],
  [
    'google-docs-report',
    'Not carried over by this paste: 1 picture that lies elsewhere (“A depot”).',
  ],
  ['google-docs-web-page', ''],
  [
    'word-report',
    'Not carried over by this paste: 1 line of a table of contents, which editions make for themselves.',
  ],
  ['word-on-the-web', ''],
  [
    'libreoffice-report',
    'Not carried over by this paste: 1 picture that lies elsewhere (“Main Street”).',
  ],
  ['web-article', 'Not carried over by this paste: 1 note that was not copied with its text.'],
])('%s', async (name, lost) => {
  await paste(await readFile(new URL(`${name}.html`, fixtures), 'utf8'))
  const expected = new URL(`${name}.md`, fixtures)
  const pasted = await markdown()
  if (process.env.UPDATE) await writeFile(expected, pasted)
  expect(pasted).toBe(await readFile(expected, 'utf8'))
  if (lost) {
    expect(await notice().textContent()).toContain(lost)
    if (name === 'web-page') {
      // The picture within the page's HTML is sent to the server, and seen.
      await expect
        .poll(() =>
          text()
            .locator('figure img')
            .first()
            .evaluate((image) => (image as HTMLImageElement).naturalWidth),
        )
        .toBe(1)
      expect((await axeFindings(page)).filter((one) => !one.startsWith('heading-order'))).toEqual(
        [],
      )
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/paste.png` })
    }
    await notice().getByRole('button', { name: 'Dismiss' }).press('Enter')
  } else expect(await notice().count()).toBe(0)
})

test('a picture that the server does not take is named, and leaves no empty figure', async () => {
  await paste(
    `<p>Before</p><img alt="Torn" src="data:image/png;base64,${btoa('no picture')}"><p>After</p>`,
  )
  await page.getByRole('alert').filter({ hasText: '“Torn.png” was not added' }).waitFor()
  await expect.poll(() => text().locator('figure').count()).toBe(0)
  expect(await markdown()).toBe('# Pasted\n\nBefore\n\nAfter\n')
})

test('what was copied from a chapter comes as it is', async () => {
  await paste('<p>One <strong>two</strong></p><p>Three</p>')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+v')
  await expect.poll(markdown).toBe('# Pasted\n\nOne **two**\n\nThree\n\nOne **two**\n\nThree\n')
})
