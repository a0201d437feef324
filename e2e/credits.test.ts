import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

const stage = useStage()

test('an editor puts a credit right by keyboard, and the candidate is drawn with it', async () => {
  const title = `Shade ${Date.now()}`
  const { page: ana, context: anas } = await signIn(
    stage.browser,
    stage.server,
    'ana@riverbend.example',
  )
  await ana.getByRole('button', { name: 'New guide' }).click()
  await ana.getByLabel('Title').fill(title)
  await ana.getByRole('button', { name: 'Create' }).click()
  const text = ana.getByRole('textbox', { name: 'Chapter text' })
  await text.waitFor()
  await text.focus()
  await ana.keyboard.type('Riverbend planted 400 trees.')
  await ana
    .getByRole('status')
    .filter({ hasText: /^(Saved|On the server)/ })
    .waitFor()
  // Whoever writes sees the credits, and cannot change them.
  await ana.locator('.attribution summary').press('Enter')
  const credits = ana.getByRole('region', { name: 'Credits in the next release' })
  await credits.getByText('By Riverbend', { exact: true }).waitFor()
  expect(await credits.getByRole('button').count()).toBe(0)

  const { page: edith, context: ediths } = await signIn(
    stage.browser,
    stage.server,
    'edith@alder-falls.example',
  )
  await edith.goto(ana.url())
  await edith.getByRole('textbox', { name: 'Chapter text' }).waitFor()
  await edith.locator('.attribution summary').press('Enter')
  await edith.getByRole('button', { name: 'Correct the credits' }).press('Enter')
  const dialog = edith.getByRole('dialog')
  // The kind of correction has the focus; the name comes next.
  await edith.keyboard.press('Tab')
  await edith.keyboard.type('County library')
  await edith.keyboard.press('Tab')
  await edith.keyboard.press('Tab')
  await edith.keyboard.type('It lent its maps.')
  expect(await axeFindings(edith)).toEqual([])
  await edith.keyboard.press('Tab')
  await edith.keyboard.press('Tab')
  await edith.keyboard.press('Enter')
  await edith.getByText('The credits are corrected.').waitFor()
  await edith.getByText('By Riverbend, with contributions by County library').waitFor()
  await edith.getByText('Edith Lind: It lent its maps.').waitFor()

  // What Riverbend wrote is Mill Creek’s, in all of the guide; and that was a slip.
  await edith.getByRole('button', { name: 'Correct the credits' }).press('Enter')
  await dialog.getByLabel('What is wrong?').selectOption('replace')
  await dialog.getByLabel('Who is to be credited?').fill('Mill Creek')
  await dialog.getByLabel('Where?').selectOption('')
  await dialog.getByLabel('Reason').fill('Riverbend typed it for them.')
  await dialog.getByRole('button', { name: 'Correct' }).press('Enter')
  await edith.getByText('Mill Creek (100%); County library').waitFor()
  await edith.getByRole('button', { name: /^Take back: What Riverbend/ }).press('Enter')
  await dialog.getByLabel('Reason').fill('They did not.')
  await dialog.getByRole('button', { name: 'Take back' }).press('Enter')
  await edith.getByText('The correction is taken back.').waitFor()
  await edith.getByText('Riverbend (100%); County library').waitFor()
  expect(await axeFindings(edith)).toEqual([])
  await ana.getByRole('button', { name: 'Submit for review' }).click()
  await ana.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.getByText('Waits for an editor').waitFor()
  const drawn = await ana
    .context()
    .request.get(
      ana
        .url()
        .replace(/\/write\/(.*)\/review\/(\d+)$/, '/api/$1/candidates/$2/rendered/whole-guide/'),
    )
  expect(await drawn.text()).toContain('By Riverbend, with contributions by County library')
  await edith.goto(ana.url().replace(/\/review\/.*/, '/audit'))
  await edith.getByText(/took back a correction of the credits \(Mill Creek\)/).waitFor()
  await Promise.all([anas.close(), ediths.close()])
})
