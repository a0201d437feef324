import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { launchBrowser } from './browser.ts'
import {
  type CharretteProcess,
  runCharrette,
  scratchFolder,
  startCharrette,
} from './charrette-process.ts'

// The first day of a new Charrette: founded in the browser, its editions' looks chosen, its people
// and cities put right.

let server: CharretteProcess
let browser: Browser
let folder: string
const toStrike: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  const scratch = await scratchFolder()
  toStrike.unshift(() => scratch.remove())
  folder = scratch.path
  server = await startCharrette(join(folder, 'data'), { args: ['--without-demonstration'] })
  toStrike.unshift(() => server.stop())
  browser = await launchBrowser()
  toStrike.unshift(() => browser.close())
})
afterAll(async () => {
  for (const strike of toStrike) await strike()
})

/** Axe finds nothing, and nothing stands out of a phone's screen. */
async function holds(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES)
    for (const width of [360, 1280])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        const path = join(process.env.PICTURES, `${name}-${width}-${colorScheme}.png`)
        await page.screenshot({ path, fullPage: true })
      }
  await page.setViewportSize({ width: 360, height: 900 })
  expect([name, await axeFindings(page)]).toEqual([name, []])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect([name, overflow]).toEqual([name, 0])
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('a new Charrette is set up by the link that its start prints, and its settings chosen by keyboard', async () => {
  const [, link = ''] = /Found your consortium at (\S+)/.exec(server.output()) ?? []
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(60_000)

  await page.goto(`${server.address}/set-up`)
  await page.getByRole('heading', { name: 'This Charrette is not set up yet' }).waitFor()
  await page.goto(link)
  await page.getByLabel('Name of the consortium').fill('River Cities')
  await page.getByLabel('Your name').fill('Ana Duarte')
  await page.getByLabel('Your e-mail address').fill('ana at riverbend')
  await page.getByLabel('Your city').fill('Riverbend')
  await page.keyboard.press('Enter')
  await page.getByText('This is no e-mail address').waitFor()
  await holds(page, 'set-up')
  await page.getByLabel('Your e-mail address').fill('ana@riverbend.example')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Guides', exact: true }).waitFor()

  await page.getByText('Ana Duarte').press('Enter')
  await page.getByRole('link', { name: 'Settings' }).press('Enter')
  await page.getByLabel('Name', { exact: true }).fill('Network of River Cities')
  await page.getByRole('radio', { name: 'A4' }).press('Space')
  const accent = page.getByLabel('Accent', { exact: true })
  await accent.fill('#ffd9a0')
  await page.getByText('Too light for words').waitFor()
  await page.getByRole('button', { name: 'Save the settings' }).press('Enter')
  await page.getByRole('alert').getByText('has a contrast of').waitFor()
  await accent.fill('#7a1f3d')
  const logo = join(folder, 'logo.svg')
  await writeFile(
    logo,
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/><circle cx="20" cy="20" r="12" fill="#7a1f3d"/></svg>',
  )
  await page.getByLabel('File', { exact: true }).setInputFiles(logo)
  await page.getByLabel('What it says').fill('River Cities')
  await page.getByLabel('Guides', { exact: true }).fill('200')
  await page.getByRole('button', { name: 'Save the settings' }).press('Enter')
  await page.getByText('The next editions will look like this').waitFor()
  await page.getByRole('heading', { name: 'Settings of Network of River Cities' }).waitFor()
  await holds(page, 'settings')

  // The same by command, for whoever runs it.
  const data = ['--data', join(folder, 'data'), '--json']
  const shown = JSON.parse((await runCharrette(['settings', 'show', ...data])).stdout)
  expect(shown).toMatchObject({
    name: 'Network of River Cities',
    appearance: { paper: 'a4', colours: { accent: '#7a1f3d' }, logo: { alt: 'River Cities' } },
    quotas: { guides: 200, pictures: null },
  })
  const change = ['--theme', 'clear-print', '--accent', 'none', '--pictures', '250']
  const set = await runCharrette(['settings', 'set', ...change, ...data])
  expect(JSON.parse(set.stdout)).toMatchObject({
    appearance: { theme: 'clear-print', paper: 'a4', colours: {}, logo: { alt: 'River Cities' } },
    quotas: { guides: 200, pictures: 250 },
  })
  for (const [option, value] of [
    ['--paper', 'a5'],
    ['--accent', 'red'],
    ['--guides', 'many'],
  ] as const)
    expect(await runCharrette(['settings', 'set', option, value, ...data])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`charrette: ${option} does not fit`),
    })
})

test('a city is renamed, and who is erased has named what is erased', async () => {
  const made = await runCharrette([
    ...['sign-in-link', '--email', 'ana@riverbend.example', '--data', join(folder, 'data')],
  ])
  const page = await (await browser.newContext()).newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(made.stdout.trim().replace(/^http:\/\/[^/]+/, server.address))
  await holds(page, 'sign-in-link')
  await page.getByRole('button', { name: 'Sign in to Charrette' }).press('Enter')
  await page.getByRole('link', { name: 'People' }).click()
  await page.getByRole('button', { name: 'Rename Riverbend' }).press('Enter')
  await page.getByLabel('New name of Riverbend').fill('Riverbend Springs')
  await page.keyboard.press('Enter')
  await page.getByText('Riverbend is called Riverbend Springs from now on').waitFor()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Their data: Ana Duarte' }).press('Enter')
  expect((await downloading).suggestedFilename()).toBe('ana-duarte.json')

  await page.getByRole('button', { name: 'Remove Ana Duarte' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('checkbox').press('Space')
  const erase = dialog.getByRole('button', { name: 'Remove and erase' })
  expect(await erase.isDisabled()).toBe(true)
  await dialog.getByLabel('Write “Ana Duarte” to erase them').fill('Ana Duarte')
  await holds(page, 'erase')
  await erase.press('Enter')
  // She is the only administrator.
  await page.getByRole('alert').getByText('Make somebody else an administrator first').waitFor()
})
