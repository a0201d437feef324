import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings } from './accessibility.ts'
import { useStage } from './use-stage.ts'

// Every public page, as a phone and in the dark shows it: axe finds nothing, nothing is wider than the
// screen, and no browser complains. `PICTURES=folder` leaves pictures of all of them there.

const stage = useStage()

async function addresses(): Promise<[name: string, path: string][]> {
  const read = async (path: string): Promise<unknown> =>
    (await fetch(stage.server.address + path)).json()
  const { guides } = (await read('/guides.json')) as {
    guides: { slug: string; number: string; chapters: { id: string }[] }[]
  }
  const { examples } = (await read('/examples.json')) as { examples: { page: string }[] }
  const { convenings } = (await read('/convenings.json')) as { convenings: { slug: string }[] }
  const [guide] = guides
  const chapter = guide?.chapters[0]?.id
  const cities = await (await fetch(`${stage.server.address}/cities/`)).text()
  const city = /href="(\/cities\/[^/"]+\/)"/.exec(cities)?.[1]
  return [
    ['front', '/'],
    ['guides', '/guides/'],
    ['landing', `/guides/${guide?.slug}/`],
    ['chapter', `/guides/${guide?.slug}/${chapter}/`],
    ['accessibility', `/guides/${guide?.slug}/accessibility/`],
    ['print-chapters', `/print/${guide?.slug}/${guide?.number}/`],
    ['feedback', `/feedback/${guide?.slug}/${guide?.number}/${chapter}/?counted`],
    ['propose', `/feedback/${guide?.slug}/${guide?.number}/${chapter}/example/`],
    ['examples', '/examples/'],
    ['example', examples[0]?.page ?? ''],
    ['search', '/search/?q=jobs'],
    ['cities', '/cities/'],
    ['city', city ?? ''],
    ['convenings', '/convenings/'],
    ['convening', `/guides/${convenings[0]?.slug}/`],
    ['news', '/news/'],
    ['about', '/about/'],
    ['newsletter', '/newsletter/'],
    ['subscribe', '/newsletter/subscribe/'],
    ['ask', '/ask/'],
    ['spanish', '/es/'],
    ['nothing', '/nothing-here/'],
  ]
}

test('every public page is whole on a phone in the dark, and axe finds nothing', async () => {
  const context = await stage.browser.newContext({
    viewport: { width: 360, height: 800 },
    colorScheme: 'dark',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  for (const [name, path] of await addresses()) {
    await page.goto(stage.server.address + path)
    expect({ name, axe: await axeFindings(page) }).toEqual({ name, axe: [] })
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect({ name, wider }).toEqual({ name, wider: 0 })
    // Search engines take whole addresses of other languages alone.
    const languages = await page
      .locator('link[hreflang]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    const partial = languages.filter((href) => !href.startsWith('http'))
    expect({ name, partial }).toEqual({ name, partial: [] })
    if (process.env.PICTURES) await takePictures(page, `${process.env.PICTURES}/${name}`)
  }
  // The one page that is not there is told of by the browser itself.
  expect(complaints.filter((text) => !text.includes('404'))).toEqual([])
  await context.close()
})

async function takePictures(page: Page, path: string): Promise<void> {
  await page.screenshot({ path: `${path}-360-dark.png`, fullPage: true })
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.screenshot({ path: `${path}-${width}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${path}-1440-dark.png`, fullPage: true })
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await page.setViewportSize({ width: 768, height: 900 })
  await page.screenshot({ path: `${path}-print.png`, fullPage: true })
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 800 })
}

test('nothing moves on a page when its fonts and its script come late', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 412, height: 823 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  // A slow line: what comes after the words waits until those have been painted.
  let painted = Promise.resolve()
  await page.route(/\.(?:woff2|js)$/, async (route) => {
    await painted
    await route.continue()
  })
  const looked = ['front', 'guides', 'landing', 'chapter', 'examples', 'example', 'search']
  for (const [name, path] of await addresses()) {
    if (!looked.includes(name)) continue
    let onPaint = () => {}
    painted = new Promise((resolve) => {
      onPaint = resolve
    })
    await page.goto(stage.server.address + path.replace(/\?.*/, ''), { waitUntil: 'commit' })
    await page.waitForFunction(() => performance.getEntriesByType('paint').length > 1)
    onPaint()
    await page.waitForLoadState('load')
    const moved = await page.evaluate(async () => {
      await document.fonts.ready
      let sum = 0
      const observer = new PerformanceObserver(add)
      function add(list: { getEntries(): PerformanceEntryList }) {
        for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
      }
      observer.observe({ type: 'layout-shift', buffered: true })
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
      add({ getEntries: () => observer.takeRecords() })
      return Math.round(sum * 1000) / 1000
    })
    // Half of what is still called good (0.1): one word may still go to the next line.
    expect.soft({ name, moved, still: moved <= 0.05 }).toMatchObject({ name, still: true })
  }
  await context.close()
})

test('on paper there is nothing to click, nothing light on white, and nothing cramped', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 690, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.emulateMedia({ media: 'print' })
  const shown = async (selector: string): Promise<number> =>
    page.locator(selector).locator('visible=true').count()
  for (const [name, path] of await addresses()) {
    if (!['front', 'examples', 'example', 'chapter'].includes(name)) continue
    await page.goto(stage.server.address + path)
    expect({ name, forms: await shown('main form') }).toEqual({ name, forms: 0 })
    // Browsers leave grounds out: what is written must be dark by itself.
    const light = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dd)')]
        .filter((element) => element.checkVisibility() && !element.closest('.cover'))
        .filter((element) => {
          const [red = 0, green = 0, blue = 0] = (
            getComputedStyle(element).color.match(/[\d.]+/g) ?? []
          ).map(Number)
          return red + green + blue > 450
        })
        .map((element) => element.textContent?.slice(0, 40)),
    )
    expect({ name, light }).toEqual({ name, light: [] })
    if (name === 'example') {
      const [place, facts] = await Promise.all(
        ['.example-place', '.example-facts'].map((part) =>
          page.locator(part).first().boundingBox(),
        ),
      )
      expect((facts?.y ?? 0) - ((place?.y ?? 0) + (place?.height ?? 0))).toBeGreaterThan(8)
    }
  }
  await context.close()
})
