import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { runCharrette } from './charrette-process.ts'
import { signIn as signInWith } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// From an invitation to a release, its correction and its withdrawal: several people of several
// cities, each in a browser of their own.

const stage = useStage()

interface Someone {
  page: Page
  context: BrowserContext
}

async function openBrowser(width = 1280): Promise<Someone> {
  const context = await stage.browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return { page, context }
}

const signIn = (email: string, width = 1280): Promise<Someone> =>
  signInWith(stage.browser, stage.server, email, { width })

/** Axe finds nothing, and nothing stands out of a phone's screen. */
async function holds(page: Page): Promise<void> {
  expect([page.url(), await axeFindings(page)]).toEqual([page.url(), []])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect([page.url(), overflow]).toEqual([page.url(), 0])
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^(Saved|On the server)/ })
    .waitFor()

test('somebody is invited by mail, joins, and is out at once when removed', async () => {
  // Another address at each try: nobody is invited twice.
  const address = `nia-${Date.now()}@new-ferry.example`
  const mara = await signIn('mara@tern-harbor.example')
  await mara.page.getByRole('link', { name: 'People' }).click()
  await mara.page.getByLabel('Name', { exact: true }).fill('Nia Adeyemi')
  await mara.page.getByLabel('E-mail address').fill(address)
  await mara.page.getByLabel('City', { exact: true }).fill('New Ferry')
  await mara.page.keyboard.press('Enter')
  await mara.page.getByText(`An invitation is on its way to ${address}.`).waitFor()
  await holds(mara.page)

  const nia = await openBrowser(360)
  await nia.page.goto(`${stage.server.address}/demo/mail`)
  const mail = nia.page.locator('article', { hasText: address })
  const link = await mail.getByRole('link').getAttribute('href')
  await nia.page.goto(link ?? '')
  await nia.page.getByText('for New Ferry, as author').waitFor()
  await holds(nia.page)
  await nia.page.getByRole('button', { name: 'Join and sign in' }).press('Enter')
  await nia.page.getByRole('heading', { name: 'Guides', exact: true }).waitFor()

  const second = await openBrowser(360)
  await second.page.goto(link ?? '')
  await second.page.getByText('This invitation was used already.').waitFor()
  await holds(second.page)
  await second.context.close()

  await nia.page.goto(`${stage.server.address}/write/guides/growing-wages-and-jobs`)
  await text(nia.page).waitFor()
  await mara.page.reload()
  await mara.page.getByRole('button', { name: 'Remove Nia Adeyemi' }).press('Enter')
  await mara.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).press('Enter')
  await mara.page.getByText('Nia Adeyemi was removed and is signed out.').waitFor()
  await nia.page.getByText('You were signed out.').first().waitFor()
  await nia.page.reload()
  await nia.page.getByRole('heading', { name: 'Sign in' }).waitFor()
})

test('two editors of two cities approve; a correction and a withdrawal follow', async () => {
  const [ana, edith, mara] = [
    await signIn('ana@riverbend.example'),
    await signIn('edith@alder-falls.example'),
    await signIn('mara@tern-harbor.example', 360),
  ]
  await ana.page.getByRole('button', { name: 'New guide' }).click()
  await ana.page.getByLabel('Title').fill('Benches')
  await ana.page.getByRole('button', { name: 'Create' }).click()
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.type('Riverbend has 212 benches. ')
  await saved(ana.page)

  // The rules, by keyboard.
  await edith.page.goto(`${stage.server.address}/write/guides/benches/rules`)
  await edith.page.getByLabel('Editors who must approve').focus()
  await edith.page.keyboard.press('ArrowUp')
  await edith.page.getByLabel('From how many different cities').focus()
  await edith.page.keyboard.press('ArrowUp')
  await edith.page.keyboard.press('Enter')
  await edith.page.getByText('The rules are set.').waitFor()
  await holds(edith.page)

  await ana.page.getByRole('button', { name: 'Submit for review' }).click()
  await ana.page.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.page.getByText('Waits for an editor').waitFor()

  // The bell tells both editors; each approves, one of them on a phone.
  await edith.page.goto(`${stage.server.address}/write/notifications`)
  await edith.page.getByRole('link', { name: /Ana Duarte asks you to review “Benches”/ }).waitFor()
  await holds(edith.page)
  await edith.page.getByRole('link', { name: /asks you to review “Benches”/ }).press('Enter')
  const twin = await edith.context.newPage()
  await edith.page.getByRole('heading', { name: 'Your decision' }).waitFor()
  await twin.goto(edith.page.url())
  await twin.getByRole('heading', { name: 'Your decision' }).waitFor()
  await edith.page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await edith.page.getByText('Your approval counts. Others are still missing').waitFor()
  await edith.page.getByText('Missing: one more editor').first().waitFor()
  await holds(edith.page)
  // The same page, opened before in another tab: approving twice counts once.
  await twin.getByRole('button', { name: 'Approve', exact: true }).click()
  await twin.getByRole('alert').filter({ hasText: 'You have approved this already.' }).waitFor()
  await twin.close()

  await mara.page.goto(`${stage.server.address}/write/guides/benches/review/1`)
  await mara.page.getByText('Missing: one more editor').first().waitFor()
  await holds(mara.page)
  await mara.page.getByRole('button', { name: 'Approve', exact: true }).press('Enter')
  await mara.page.getByText('It is release 1.0 now.').waitFor()
  await mara.page.getByText('Published.').waitFor({ timeout: 240_000 })

  // Ana corrects a number; the correction alone goes to the editors.
  await ana.page.goto(`${stage.server.address}/write/guides/benches`)
  await text(ana.page).waitFor()
  await text(ana.page).focus()
  await ana.page.keyboard.press('ControlOrMeta+End')
  await ana.page.keyboard.type('It was 221.')
  await saved(ana.page)
  await ana.page.goto(`${stage.server.address}/write/guides/benches/releases`)
  await ana.page.getByLabel('Chapter').selectOption({ label: 'First chapter' })
  await ana.page.getByLabel('What was wrong?').fill('The number of benches was wrong.')
  await holds(ana.page)
  await ana.page.getByRole('button', { name: 'Submit the correction' }).press('Enter')
  await ana.page.getByText('Corrects “First chapter”: The number of benches was wrong.').waitFor()
  const erratum = new URL(ana.page.url()).pathname
  for (const { page } of [edith, mara]) {
    await page.goto(stage.server.address + erratum)
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
    await page.getByText(/Your approval counts|It is release 1.1 now/).waitFor()
  }
  await mara.page.getByText('Published.').waitFor({ timeout: 240_000 })

  // Readers: the correction is told, the old edition is there and says that it is old.
  const reader = await openBrowser(360)
  await expect
    .poll(
      async () => {
        await reader.page.goto(`${stage.server.address}/guides/benches/`)
        return reader.page.locator('body').textContent()
      },
      { timeout: 240_000, interval: 1000 },
    )
    .toContain('Corrections')
  await holds(reader.page)
  await reader.page.getByRole('link', { name: 'First chapter' }).first().click()
  await reader.page.getByText('Corrected in release 1.1').waitFor()
  await reader.page.getByText('By Riverbend', { exact: true }).waitFor()
  await holds(reader.page)
  await reader.page.goto(`${stage.server.address}/guides/benches/1.0/`)
  await reader.page.getByText('This is edition 1.0. Edition 1.1 has taken its place.').waitFor()
  await holds(reader.page)

  // It is withdrawn with a reason.
  await edith.page.goto(`${stage.server.address}/write/guides/benches/releases`)
  await edith.page.getByText('Withdraw release 1.1').click()
  await edith.page.getByLabel('Why? Readers see this').first().fill('Both numbers are wrong.')
  await edith.page.getByRole('button', { name: 'Withdraw it' }).first().press('Enter')
  await edith.page.getByText('Withdrawn by Edith Lind').waitFor()
  await holds(edith.page)
  const gone = await reader.page.goto(`${stage.server.address}/guides/benches/1.1/`)
  expect(gone?.status()).toBe(410)
  await reader.page.getByText('Both numbers are wrong.').waitFor()
  await holds(reader.page)

  // Ana was told of all of it, and stops her mails with one click.
  await ana.page.goto(`${stage.server.address}/write/notifications`)
  await ana.page.getByText('Mara Quill approved “Benches”: it is release 1.0 now.').waitFor()
  await ana.page.getByText(/withdrew release 1.1/).waitFor()
  await ana.page.getByLabel('Never: I look here').check()
  await holds(ana.page)

  // The whole road is in the audit log, which an author does not see.
  await edith.page.getByRole('link', { name: 'Audit log' }).click()
  await edith.page.getByText('Edith Lind withdrew release 1.1').waitFor()
  await holds(edith.page)
  const download = edith.page.waitForEvent('download')
  await edith.page.getByRole('link', { name: 'Export as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('audit-benches.csv')
  await ana.page.goto(`${stage.server.address}/write/guides/benches/audit`)
  await ana.page.getByText('You have no right to read the audit log here.').waitFor()
  // How the server does is in the editors' own menu; here no relay is set.
  await edith.page.goto(`${stage.server.address}/write`)
  await edith.page.locator('summary.whoami').press('Enter')
  await edith.page.getByRole('link', { name: 'Server status' }).press('Enter')
  await edith.page.getByText('No mail goes out: no relay is set on this server.').waitFor()
  await edith.page.getByText('What is written is stored.').waitFor()
  await holds(edith.page)
  await edith.page.setViewportSize({ width: 360, height: 900 })
  await holds(edith.page)
  const verified = await runCharrette(['audit', 'verify', '--data', stage.server.dataFolder])
  expect([verified.code, verified.stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+ entries, and each follows from the one before\./),
  ])
}, 300_000)
