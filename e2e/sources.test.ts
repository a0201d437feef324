import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// In the place of doi.org: it knows one DOI.
const registry = createServer((request, response) => {
  if (request.url !== '/10.1234/canopy') response.writeHead(404).end()
  else
    response.end(
      JSON.stringify({
        type: 'article-journal',
        title: 'Canopy',
        author: [{ family: 'Roe', given: 'Ana' }],
        issued: { 'date-parts': [[2019]] },
        DOI: '10.1234/canopy',
      }),
    )
})
const env: Record<string, string> = {}
beforeAll(async () => {
  await once(registry.listen(0, '127.0.0.1'), 'listening')
  env.DOI_RESOLVER = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`
})
afterAll(() => void registry.close())
const stage = useStage(env)

test('sources come from a file and a form, are cited, changed, and not deleted while they are cited', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill(`Shade ${Date.now()}`)
  await page.getByRole('button', { name: 'Create' }).click()
  const text = page.getByRole('textbox', { name: 'Chapter text' })
  await text.waitFor()
  const saved = page.getByRole('status').filter({ hasText: /^(Saved|On the server)/ })
  const opener = page.getByRole('button', { name: 'Sources', exact: true })
  const dialog = page.getByRole('dialog')

  // From a reference manager's file; what is none is told.
  await opener.press('Enter')
  const file = dialog.getByLabel('BibTeX or RIS file')
  const send = (name: string, words: string) =>
    file.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })
  await send('notes.bib', 'Dear all')
  await dialog.getByRole('alert').getByText('neither BibTeX nor RIS').waitFor()
  await send('library.bib', '@book{doe2020, author={Doe, Jo}, title={Shade}, year=2020}')
  await dialog.getByText('“Doe 2020” was added.').waitFor()
  await send('library.bib', '@book{doe2020, author={Doe, Jo}, title={Shade}, year=2020}')
  await dialog.getByText('1 was there already.').waitFor()
  // What is no DOI is told as well.
  await dialog.getByLabel('DOI').fill('shade')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').getByText('This is no DOI.').waitFor()
  await dialog.getByLabel('DOI').fill('10.1234/none')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').getByText('Nobody has registered this DOI.').waitFor()
  await dialog.getByLabel('DOI').fill('https://doi.org/10.1234/canopy')
  await page.keyboard.press('Enter')
  await dialog.getByText('“Roe 2019” was added.').waitFor()
  // By form.
  await dialog.getByRole('button', { name: 'Add by form' }).press('Enter')
  await dialog.getByLabel('Authors').fill('City of Riverbend')
  await dialog.getByLabel('Title').fill('Tree count')
  await dialog.getByLabel('Year').fill('2024')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog.getByText('“City of Riverbend 2024” was added.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/sources.png` })
  await page.keyboard.press('Escape')

  // Cited from the slash menu, with a page.
  await text.focus()
  await page.keyboard.type('Trees cool streets /citation')
  await page.keyboard.press('Enter')
  await page.getByLabel('Source').selectOption({ label: 'Doe 2020' })
  await page.getByLabel('Page or section').fill('p. 3')
  await page.getByText('[Doe 2020, p. 3]').waitFor()
  await page.keyboard.press('Escape')
  await saved.waitFor()

  // It does not vanish while it is cited; its changes show in the text.
  await opener.press('Enter')
  await dialog.getByRole('button', { name: 'Delete Doe 2020' }).press('Enter')
  await dialog.getByRole('alert').getByText('is cited in “First chapter” (1)').waitFor()
  await dialog.getByRole('button', { name: 'Edit Doe 2020' }).press('Enter')
  await dialog.getByLabel('Year').fill('2021')
  await page.keyboard.press('Enter')
  await dialog.getByText('“Doe 2021” was changed.').waitFor()
  await dialog.getByRole('button', { name: 'Delete City of Riverbend 2024' }).press('Enter')
  await dialog.getByText('“City of Riverbend 2024” was deleted.').waitFor()
  if (process.env.PICTURES) {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 360, height: 800 })
    await page.screenshot({ path: `${process.env.PICTURES}/sources-dark.png` })
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  await page.keyboard.press('Escape')
  await page.getByText('[Doe 2021, p. 3]').waitFor()

  // The style is the guide's, and the bibliography is drawn in it.
  await page.getByRole('button', { name: 'About this text' }).press('Enter')
  await dialog.getByLabel('How sources are cited').selectOption('apa')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await saved.waitFor()
  await page.getByRole('button', { name: 'Submit for review' }).click()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByText('Waits for an editor').waitFor()
  const drawn = await context.request.get(
    page
      .url()
      .replace(/\/write\/(.*)\/review\/(\d+)$/, '/api/$1/candidates/$2/rendered/whole-guide/'),
  )
  expect(await drawn.text()).toContain('Doe, J. (2021).')
  await context.close()
})
