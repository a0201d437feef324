import type { Page, WebSocketRoute } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// Two tabs of one author in one browser: neither says more than is true.

const stage = useStage()

const text = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })
const saying = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words })

/** Stands between a tab and the server: lets everything through until told to hold it back. */
async function gate(page: Page): Promise<{ hold(): void; release(): void }> {
  let held: { route: WebSocketRoute; message: string | Buffer }[] | null = null
  await page.routeWebSocket(/\/sync\//, (route) => {
    const upstream = route.connectToServer()
    route.onMessage((message) => {
      if (held) held.push({ route: upstream, message })
      else upstream.send(message)
    })
  })
  return {
    hold: () => {
      held = []
    },
    release: () => {
      const waiting = held ?? []
      held = null
      for (const { route, message } of waiting) route.send(message)
    },
  }
}

test('[T1] a tab says “Saved” only when the server has told it so of all that it shows', async () => {
  const email = 'ana@riverbend.example'
  const { page: first, context } = await signIn(stage.browser, stage.server, email)
  const firstGate = await gate(first)
  await first.goto(`${stage.server.address}/write`)
  await first.getByRole('button', { name: 'New guide' }).click()
  await first.getByLabel('Title').fill('Two tabs')
  await first.keyboard.press('Enter')
  await text(first).waitFor()
  await saying(first, /^Saved/).waitFor()

  const second = await context.newPage()
  second.setDefaultTimeout(60_000)
  const secondGate = await gate(second)
  await second.goto(first.url())
  await text(second).waitFor()
  await saying(second, /^Saved/).waitFor()

  // Neither tab's words reach the server.
  firstGate.hold()
  secondGate.hold()
  await text(second).focus()
  await second.keyboard.type('Written in the second tab.')
  await text(first).getByText('Written in the second tab.').waitFor()
  await saying(first, /^Saving/).waitFor()
  await saying(second, /^Saving/).waitFor()

  // The first tab's way is free: it has sent what it shows, and says so rightly.
  firstGate.release()
  await saying(first, /^Saved/).waitFor()
  expect(await saying(second, /^Saved/).count()).toBe(0)
  const { page: elsewhere } = await signIn(stage.browser, stage.server, email)
  await elsewhere.goto(first.url())
  await text(elsewhere).getByText('Written in the second tab.').waitFor()
  secondGate.release()
  await saying(second, /^Saved/).waitFor()
})

test('[T2] a letter is sent when the page goes away before the frame that shows it', async () => {
  const email = 'ana@riverbend.example'
  const { page } = await signIn(stage.browser, stage.server, email)
  // No frame comes any more, nor what would stand in for one: only that the page goes away is left.
  await page.addInitScript(() => {
    const { requestAnimationFrame: frame, setTimeout: timer } = window
    const isFrozen = () => document.documentElement.dataset.frozen === 'true'
    window.requestAnimationFrame = (run) => (isFrozen() ? 0 : frame(run))
    const later = (run: () => void, after?: number) => (isFrozen() ? 0 : timer(run, after))
    Object.assign(window, { setTimeout: later })
  })
  await page.goto(`${stage.server.address}/write`)
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill('Closed at once')
  await page.keyboard.press('Enter')
  await text(page).waitFor()
  await saying(page, /^Saved/).waitFor()
  await text(page).focus()
  await page.keyboard.type('A sentenc')
  await saying(page, /^Saved/).waitFor()
  const address = page.url()
  await page.evaluate(() => {
    document.documentElement.dataset.frozen = 'true'
  })
  await page.keyboard.press('e')
  await page.goto('about:blank')
  // Not in the same browser, which has kept it as well.
  const { page: elsewhere } = await signIn(stage.browser, stage.server, email)
  await elsewhere.goto(address)
  await text(elsewhere).getByText('A sentence', { exact: true }).waitFor()
})
