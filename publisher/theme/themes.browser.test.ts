import { EpubCheck } from '@likecoin/epubcheck-ts'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { epubEdition } from '../epub/epub-edition.ts'
import { checkPdf, PrintBrowser, printPdf } from '../pdf/index.ts'
import { bundleOf, fixtureFolder } from '../testing/fixture-guide.ts'
import { webEdition } from '../web/web-edition.ts'
import { readTheme, themeNames } from './read-theme.ts'
import type { Theme } from './theme.ts'

const logo: Theme['logo'] = {
  bytes: new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M0 0h90v30z"/></svg>',
  ),
  mediaType: 'image/svg+xml',
  width: 90,
  height: 30,
  alt: 'Network of cities',
}

let browser: PrintBrowser
beforeAll(async () => {
  browser = await PrintBrowser.launch()
})
afterAll(() => browser.close())

test('the house’s theme and another are shipped', () => {
  expect(themeNames()).toEqual(['civic', 'clear-print'])
})

// The house's own is what every other test prints with.
describe.each(themeNames().filter((name) => name !== 'civic'))('in the theme %s', (name) => {
  test('a guide with a logo prints accessibly, in the theme’s own fonts', async () => {
    const theme = { ...(await readTheme(name)), logo }
    const pdf = await printPdf(await bundleOf(fixtureFolder()), {
      browser,
      theme,
      settings: { duplex: true },
    })
    expect(await checkPdf(pdf)).toEqual([])
  })

  test('EPUBCheck reports nothing, and no token is left unread', async () => {
    const theme = { ...(await readTheme(name)), logo }
    const epub = await epubEdition(await bundleOf(fixtureFolder()), { theme })
    const { messages } = await EpubCheck.validate(epub)
    expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([])
    const files = unzipSync(epub)
    expect(strFromU8(files['EPUB/epub.css'] ?? new Uint8Array())).not.toMatch(/var\(--/)
    expect(strFromU8(files['EPUB/cover.svg'] ?? new Uint8Array())).toContain(
      theme.tokens.light.get('--drawing-ground'),
    )
  })

  test('the web edition carries the theme’s fonts and tokens and no other’s', async () => {
    const theme = { ...(await readTheme(name)), logo }
    const files = await webEdition(await bundleOf(fixtureFolder()), { theme })
    const fonts = files.filter(({ path }) => path.endsWith('.woff2'))
    expect(fonts).toHaveLength(theme.fonts.length)
    const landing = new TextDecoder().decode(files.find(({ path }) => path === 'index.html')?.bytes)
    const [, mark] =
      /<img src="\.\/(assets\/logo-\w+\.svg)" alt="Network of cities"/.exec(landing) ?? []
    expect(files.map(({ path }) => path)).toContain(mark)
    const css = files.find(({ path }) => path.endsWith('.css'))
    const text = new TextDecoder().decode(css?.bytes)
    expect(text.indexOf(theme.css.tokens)).toBeGreaterThan(text.indexOf('--font-text'))
  })
})
