import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { percentile } from '../sync/random.ts'
import { traced } from './key-time.ts'

export interface PageFigures {
  /** Milliseconds from the navigation to the first typed letter on the page. */
  open: number
  /** Milliseconds from a key press to the frame that shows it. */
  p50: number
  p95: number
  /** Of the tab's process, its share of what it shares included (PSS). */
  memoryMB: number
  heapMB: number
}

/** What the pages are asked for; see `watchKeys`. */
interface Watched {
  /** When the text was there and had the focus, since the navigation began; 0 before. */
  focusedAt: number
  /** Of each key, when the frame came that shows it: milliseconds after the key, and since the beginning. */
  shown: { after: number; at: number }[]
}

/** Puts into every page what gives the text the focus, and notes when a frame shows what a key did. */
export async function watchKeys(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched: Watched = { focusedAt: 0, shown: [] }
    Object.assign(globalThis, { watched })
    const timer = setInterval(() => {
      const text = document.querySelector<HTMLElement>(
        '[aria-label="Chapter text"][contenteditable="true"]',
      )
      if (!text || (text.textContent ?? '').length < 1000) return
      clearInterval(timer)
      text.focus()
      watched.focusedAt = performance.now()
    }, 10)
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          // The first task after the frame was handed over.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            const at = performance.now()
            watched.shown.push({ after: at - timeStamp, at })
            performance.measure('key', { start: timeStamp, end: at })
          }
          port2.postMessage(null)
        })
      },
      true,
    )
  })
}

/**
 * Opens a page with the chapter in it, types the first letter as soon as one can, then more of them.
 *
 * @param keys how many letters.
 * @param trace where the browser's trace of them is written; it slows them down. Null for none.
 * @param beforeKeys called between the first letter and the others, which are measured.
 * @param onStep told what is done next, for who must say where it hangs.
 */
export async function measurePage(
  browser: Browser,
  context: BrowserContext,
  url: string,
  {
    keys,
    trace,
    beforeKeys,
    onStep,
  }: {
    keys: number
    trace: string | null
    beforeKeys: () => Promise<() => void>
    onStep: (step: string) => void
  },
): Promise<PageFigures> {
  onStep('opening')
  const page = await context.newPage()
  page.on('pageerror', (error) => process.stderr.write(`${error.stack}\n`))
  await page.goto(url, { waitUntil: 'commit' })
  await until(page, ({ focusedAt }) => focusedAt > 0)
  await page.keyboard.press('x')
  const [first] = await until(page, ({ shown }) => shown.length > 0)
  onStep('the others joining')
  const stop = await beforeKeys()
  // What opening left to do is done.
  await page.waitForTimeout(3000)
  await page.evaluate(() => {
    const paragraph = document.querySelector('[aria-label="Chapter text"] p')
    if (paragraph) getSelection()?.setPosition(paragraph, paragraph.childNodes.length)
    ;(Reflect.get(globalThis, 'watched') as Watched).shown.length = 0
  })
  onStep('the trace beginning')
  if (trace) await browser.startTracing(page, { path: trace, categories: traced })
  onStep('typing')
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press('abcdefgh'.charAt(i % 8))
    await page.waitForTimeout(60)
  }
  const shown = (await until(page, (watched) => watched.shown.length >= keys))
    .map(({ after }) => after)
    .sort((a, b) => a - b)
  onStep('the trace ending')
  if (trace) await browser.stopTracing()
  onStep('memory')
  const { heapMB, memoryMB } = await memoryOf(browser, page)
  stop()
  onStep('closing')
  await page.close()
  return {
    open: first?.at ?? Number.NaN,
    p50: percentile(shown, 0.5),
    p95: percentile(shown, 0.95),
    memoryMB,
    heapMB,
  }
}

/** Asks from here: what waits within the page would take part in what is measured. */
async function until(page: Page, holds: (watched: Watched) => boolean): Promise<Watched['shown']> {
  for (const deadline = Date.now() + 60_000; ; ) {
    const watched = await page
      .evaluate(() => Reflect.get(globalThis, 'watched') as Watched)
      .catch(() => null)
    if (watched && holds(watched)) return watched.shown
    if (Date.now() > deadline) throw new Error(`It did not come true at ${page.url()}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** After a collection, so that what is said does not hang on when the last one was. */
async function memoryOf(
  browser: Browser,
  page: Page,
): Promise<{ heapMB: number; memoryMB: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN
  const ofBrowser = await browser.newBrowserCDPSession()
  const { processInfo } = await ofBrowser.send('SystemInfo.getProcessInfo')
  const renderers = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => residentBytes(id))
  return { heapMB: heap / 2 ** 20, memoryMB: Math.max(0, ...renderers) / 2 ** 20 }
}

/** Linux only; NaN elsewhere. */
function residentBytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? Number.NaN) * 1024
  } catch {
    return Number.NaN
  }
}
