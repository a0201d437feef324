import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EditionFile } from '../edition-file.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { readPage } from '../testing/html-check.ts'
import { serveFiles } from '../testing/serve-files.ts'
import { shippedBundle, shippedGuides } from '../testing/shipped-guides.ts'
import { openTestBrowser } from '../testing/test-browser.ts'
import { webEdition } from './web-edition.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

let browser: Browser
beforeAll(async () => {
  browser = await openTestBrowser()
})
afterAll(() => browser?.close())

describe('the guide that has one of each', () => {
  everyPageParses(fixtureBundle)

  test('axe finds nothing, the policy refuses nothing, nothing overflows, in light and dark', async () => {
    const files = await webEdition(await fixtureBundle())
    for (const width of [1280, 360])
      await withPage(files, { width }, async (page, address) => {
        for (const path of pagesOf(files)) {
          await openWithoutOverflow(page, address, path)
          // The same parts once more, and long: once is enough.
          const isRepeated = path.startsWith('whole-guide/')
          if (width === 1280 || !isRepeated)
            expect(await axeFindings(page), `${path} ${width}`).toEqual([])
          if (width < 1280 || isRepeated) continue
          // The two schemes differ in their colours alone.
          await page.emulateMedia({ colorScheme: 'dark' })
          expect(await axeFindings(page, 'color-contrast'), `${path} dark`).toEqual([])
          await page.emulateMedia({ colorScheme: 'light' })
        }
      })
  })

  test('notes stand in the margin at the height of their reference where there is room', async () => {
    await withPage(
      await webEdition(await fixtureBundle()),
      { width: 1280 },
      async (page, address) => {
        await page.goto(`${address}footnotes/`)
        const [reference, note, second, text] = await Promise.all([
          page.locator('#noteref_footnotes_1').boundingBox(),
          page.locator('#note_footnotes_1').boundingBox(),
          page.locator('#note_footnotes_2').boundingBox(),
          page.locator('.text').boundingBox(),
        ])
        if (!reference || !note || !second || !text) throw new Error('a note is not on the page')
        expect(note.x).toBeGreaterThan(text.x + text.width)
        expect(Math.abs(note.y - reference.y)).toBeLessThan(12)
        expect(second.y).toBeGreaterThanOrEqual(note.y + note.height)
      },
    )
  })

  test('on the page of the whole guide each note stands beside its own chapter’s reference', async () => {
    await withPage(
      await webEdition(await fixtureBundle()),
      { width: 1280 },
      async (page, address) => {
        await page.goto(`${address}whole-guide/`)
        for (const chapter of ['city-example', 'footnotes']) {
          const [reference, note] = await Promise.all([
            page.locator(`#noteref_${chapter}_1`).boundingBox(),
            page.locator(`#note_${chapter}_1`).boundingBox(),
          ])
          if (!reference || !note) throw new Error('a note is not on the page')
          expect(Math.abs(note.y - reference.y), chapter).toBeLessThan(12)
        }
      },
    )
  })

  test('on a small screen they follow their paragraph and nothing is wider than the screen', async () => {
    await withPage(
      await webEdition(await fixtureBundle()),
      { width: 360 },
      async (page, address) => {
        await page.goto(`${address}footnotes/`)
        const paragraph = await page.locator('.text > p').first().boundingBox()
        const note = await page.locator('#note_footnotes_1').boundingBox()
        if (!paragraph || !note) throw new Error('a note is not on the page')
        expect(note.y).toBeGreaterThanOrEqual(paragraph.y + paragraph.height)
      },
    )
  })

  test('where notes do not stand in the margin, pointer and keyboard show them at their reference', async () => {
    await withPage(
      await webEdition(await fixtureBundle()),
      { width: 800 },
      async (page, address) => {
        await page.goto(`${address}footnotes/`)
        const shown = page.locator('.note-shown')
        const reference = page.locator('#noteref_footnotes_1')
        const said = page.locator('#note_footnotes_1')
        await reference.hover()
        await expect.poll(() => shown.count()).toBe(1)
        expect(bare(await said.textContent())).toContain(bare(await shown.textContent()))
        // The pointer may go there to read, and a key sends it away.
        await shown.hover()
        await page.keyboard.press('Escape')
        await expect.poll(() => shown.count()).toBe(0)
        await page.mouse.move(0, 0)
        await page.keyboard.press('Tab')
        for (let presses = 0; presses < 60; presses++) {
          if (await reference.evaluate((link) => link === document.activeElement)) break
          await page.keyboard.press('Tab')
        }
        await expect.poll(() => shown.count()).toBe(1)
        expect(await axeFindings(page)).toEqual([])
        // It is a link all the same.
        await page.keyboard.press('Enter')
        await expect.poll(() => page.url()).toMatch(/#note_footnotes_1$/)
        await expect.poll(() => shown.count()).toBe(0)
      },
    )
  })

  test('a table that is wider than the screen takes the focus and scrolls by key', async () => {
    await withPage(
      await webEdition(await fixtureBundle()),
      { width: 360 },
      async (page, address) => {
        await page.goto(`${address}tables/`)
        const region = page.locator('.table-scroll').first()
        await region.focus()
        await page.keyboard.press('ArrowRight')
        await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
      },
    )
  })
})

describe.each(shippedGuides)('the shipped guide %s', (slug) => {
  const bundle = (): Promise<ReleaseBundle> => shippedBundle(slug)
  everyPageParses(bundle)

  // Every kind of thing is tried on its own page, wide and in the dark by the guide above, which has
  // one of each; what a shipped guide adds are its texts, and all of them are on one page.
  test('axe finds nothing, the policy refuses nothing, nothing overflows', async () => {
    const files = await webEdition(await bundle())
    await withPage(files, { width: 360 }, async (page, address) => {
      for (const path of pagesOf(files)) await openWithoutOverflow(page, address, path)
      for (const path of ['whole-guide/index.html', 'index.html']) {
        await openWithoutOverflow(page, address, path)
        expect(await axeFindings(page), path).toEqual([])
      }
    })
  })
})

const pagesOf = (files: readonly EditionFile[]): string[] =>
  files.map(({ path }) => path).filter((path) => path.endsWith('.html'))

async function openWithoutOverflow(page: Page, address: string, path: string): Promise<void> {
  await page.goto(address + path.replace(/index\.html$/, ''))
  const [wide, width] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ])
  expect(wide, `${path} at ${width}`).toBeLessThanOrEqual(width ?? 0)
}

/** What holds for the text of every page of every guide. */
function everyPageParses(bundle: () => Promise<ReleaseBundle>): void {
  test('a chapter is under 60 kB, parses without an error, repeats no id and skips no heading', async () => {
    for (const { path, bytes } of await webEdition(await bundle())) {
      if (!path.endsWith('.html')) continue
      if (!/^(bibliography|glossary|whole-guide)\//.test(path))
        expect(bytes.length, path).toBeLessThan(60_000)
      const { errors, ids, headings } = readPage(new TextDecoder().decode(bytes))
      expect(errors, path).toEqual([])
      expect(new Set(ids).size, path).toBe(ids.length)
      for (const [index, level] of headings.entries())
        expect(level - (headings[index - 1] ?? 0), `${path}: ${headings}`).toBeLessThanOrEqual(1)
    }
  })
}

async function withPage(
  files: readonly EditionFile[],
  { width }: { width: number },
  use: (page: Page, address: string) => Promise<void>,
): Promise<void> {
  const { address, close } = await serveFiles(files)
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    // A browser on a busy machine is slow, not wrong.
    page.setDefaultTimeout(120_000)
    page.on('console', (message) => complaints.push(message.text()))
    page.on('requestfailed', (request) => {
      // A picture that is still on its way when the next page is opened is let go.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(request.url())
    })
    page.on('response', (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
    })
    await use(page, address)
    expect(complaints).toEqual([])
  } finally {
    await context.close()
    close()
  }
}

const bare = (text: string | null): string => (text ?? '').replaceAll(/\s/g, '')

/** By every rule, or by the one that is named. */
async function axeFindings(page: Page, rule?: string): Promise<string[]> {
  // Over the debugging protocol, so that the page's content security policy stays as it is; once a
  // page, as reading the source takes longer than most of its looks.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  return page.evaluate(async (only) => {
    const chosen = only ? { runOnly: [only] } : {}
    // @ts-expect-error axe is a global of the page
    const { violations } = await axe.run(document, { ...chosen, resultTypes: ['violations'] })
    return (violations as { id: string; help: string; nodes: { target: string[] }[] }[]).flatMap(
      ({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
    )
  }, rule)
}
