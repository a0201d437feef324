import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// Two people of two cities talk about a text, by keyboard, at a desk and on a phone.

const stage = useStage()

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const comments = (page: Page) => page.getByRole('region', { name: /^Comments/ })
const thread = (page: Page) => comments(page).getByRole('article')

async function newGuide(page: Page, title: string, sentence: string): Promise<void> {
  await page.goto(`${stage.server.address}/write`)
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Create' }).click()
  await text(page).waitFor()
  await text(page).focus()
  await page.keyboard.type(sentence)
}

test('a comment by keyboard, a reply with a mention, resolved and opened again', async () => {
  const ana = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  const ben = await signIn(stage.browser, stage.server, 'ben@port-lathrop.example')
  await newGuide(ana.page, 'Curb Cuts', 'Every corner has a ramp.')

  // Ana selects the last word and comments on it without a mouse.
  for (let i = 0; i < 5; i++) await ana.page.keyboard.press('Shift+ArrowLeft')
  await ana.page.keyboard.press('ControlOrMeta+Alt+KeyM')
  await comments(ana.page).getByRole('textbox', { name: 'Comment' }).waitFor()
  await ana.page.keyboard.type('Is it? Ask @be')
  await ana.page.getByRole('option', { name: 'Ben Okafor, Port Lathrop' }).waitFor()
  expect(await axeFindings(ana.page)).toEqual([])
  await ana.page.keyboard.press('Enter')
  await ana.page.keyboard.press('ControlOrMeta+Enter')
  await thread(ana.page).getByText('Is it? Ask @Ben Okafor').waitFor()
  await ana.page.locator('.commented', { hasText: 'ramp.' }).waitFor()

  // Ben finds it under what concerns him, and answers.
  await ben.page.goto(ana.page.url())
  await text(ben.page).waitFor()
  await comments(ben.page).getByLabel('Which comments').selectOption('Mine')
  await thread(ben.page).getByText('Is it? Ask @Ben Okafor').waitFor()
  await thread(ben.page).getByText('Ana Duarte').waitFor()
  await thread(ben.page).getByRole('textbox', { name: 'Reply' }).fill('Not on Main Street.')
  await ben.page.keyboard.press('ControlOrMeta+Enter')
  await thread(ana.page).getByText('Not on Main Street.').waitFor()
  // Nobody is offered another's words to change.
  expect(await thread(ben.page).getByRole('button', { name: 'Edit my comment' }).count()).toBe(1)

  // The words stay marked while Ben writes before them.
  await text(ben.page).focus()
  await ben.page.keyboard.press('ControlOrMeta+Home')
  await ben.page.keyboard.type('Nearly so: ')
  await text(ana.page).getByText('Nearly so:').waitFor()
  await ana.page.locator('.commented', { hasText: /^ramp\.$/ }).waitFor()
  if (process.env.PICTURES)
    await ana.page.screenshot({ path: `${process.env.PICTURES}/comments.png` })

  // Ana rewords hers, and resolves.
  await thread(ana.page).getByRole('button', { name: 'Edit my comment' }).first().press('Enter')
  await ana.page.keyboard.press('ControlOrMeta+A')
  await ana.page.keyboard.type('Is that so?')
  await ana.page.keyboard.press('ControlOrMeta+Enter')
  await thread(ben.page).getByText('Is that so?').waitFor()
  await thread(ana.page).getByRole('button', { name: 'Resolve' }).press('Enter')
  await expect.poll(() => ben.page.locator('.commented').count()).toBe(0)
  await comments(ben.page).getByLabel('Which comments').selectOption('Resolved')
  await thread(ben.page).getByText('Resolved by Ana Duarte, Riverbend').waitFor()
  await thread(ben.page).getByRole('button', { name: 'Open again' }).press('Enter')
  await ana.page.locator('.commented', { hasText: 'ramp.' }).waitFor()
  await ana.context.close()
  await ben.context.close()
})

test('a comment whose words are deleted says so, and follows words that are moved', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ana@riverbend.example')
  await newGuide(page, 'Moved Words', 'The ordinance of 1974 applies.')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('ControlOrMeta+Alt+KeyM')
  await page.keyboard.type('Cite it')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.locator('.commented').waitFor()
  await text(page).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.press('Backspace')
  await thread(page).getByText('This text was deleted.').waitFor()
  await thread(page).getByText('The ordinance of 1974 applies.').waitFor()
  // The same words in another chapter: the comment is there.
  await page.getByRole('button', { name: 'Add a chapter' }).click()
  await expect
    .poll(() => page.getByRole('article', { name: 'Chapter: New chapter' }).count())
    .toBe(1)
  await text(page).focus()
  await page.keyboard.type('So: The ordinance of 1974 applies.')
  await thread(page).getByText('This text was moved.').waitFor()
  await page.locator('.commented', { hasText: /^The ordinance of 1974 applies\.$/ }).waitFor()
  await context.close()
})

test('on a phone one reads comments and writes one', async () => {
  const { page, context } = await signIn(stage.browser, stage.server, 'ben@port-lathrop.example')
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${stage.server.address}/write/guides/growing-wages-and-jobs`)
  await text(page).waitFor()
  await text(page).locator('p').first().click()
  await page.keyboard.press('ControlOrMeta+Alt+KeyM')
  await page.keyboard.type('Read on the bus.')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await thread(page).getByText('Read on the bus.').waitFor()
  // A tap on the marked words leads to the thread.
  await page.locator('.commented').first().click()
  await page.locator('.thread-active').waitFor()
  expect(await axeFindings(page)).toEqual([])
  if (process.env.PICTURES)
    await page.screenshot({ path: `${process.env.PICTURES}/comments-360.png` })
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBe(0)
  await context.close()
})
