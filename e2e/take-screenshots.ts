import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type CharretteProcess, scratchFolder, startCharrette } from './charrette-process.ts'
import { signIn } from './sign-in.ts'

// `npm run pictures` draws the pictures of the README anew, from a demonstration of its own.
// `npm run pictures -- --all DIR` draws every page at two widths, light and dark, to look at.

type Scheme = 'light' | 'dark'
type Person = keyof typeof people

const people = {
  reader: null,
  ana: 'ana@riverbend.example',
  ben: 'ben@port-lathrop.example',
  edith: 'edith@alder-falls.example',
} as const

interface Scene {
  name: string
  path: string
  as: Person
  /** Brings the page to what is to be seen. */
  prepare?: (page: Page) => Promise<void>
}

const slug = 'access-and-inclusion-in-the-digital-age'
const scenes: Scene[] = [
  { name: 'front-page', path: '/', as: 'reader' },
  { name: 'guides', path: '/guides/', as: 'reader' },
  { name: 'guide', path: `/guides/${slug}/`, as: 'reader' },
  { name: 'chapter', path: `/guides/${slug}/know-your-gaps/`, as: 'reader' },
  { name: 'not-found', path: '/nowhere', as: 'reader' },
  { name: 'sign-in', path: '/sign-in', as: 'reader' },
  { name: 'mail', path: '/demo/mail', as: 'reader' },
  {
    name: 'your-guides',
    path: '/write',
    as: 'ana',
    prepare: (page) => page.getByRole('link', { name: 'Growing Wages & Jobs' }).first().waitFor(),
  },
  {
    name: 'writing',
    path: `/write/guides/${slug}`,
    as: 'ana',
    prepare: async (page) => {
      await chapterText(page).waitFor()
      await page.locator('.caret-label').waitFor({ state: 'attached' })
    },
  },
  {
    name: 'slash-menu',
    path: `/write/guides/${slug}`,
    as: 'ana',
    prepare: async (page) => {
      await chapterText(page).focus()
      await page.keyboard.press('ControlOrMeta+Home')
      await page.keyboard.press('End')
      await page.keyboard.type(' /')
      await page.getByRole('listbox', { name: 'Insert' }).waitFor()
    },
  },
  {
    name: 'submit',
    path: `/write/guides/${slug}`,
    as: 'ana',
    prepare: async (page) => {
      await chapterText(page).waitFor()
      await page.getByRole('button', { name: 'Submit for review' }).click()
    },
  },
  {
    name: 'review',
    path: `/write/guides/${slug}/review/2`,
    as: 'edith',
    prepare: (page) => page.locator('.decision').waitFor(),
  },
  {
    name: 'released',
    path: `/write/guides/${slug}/review/1`,
    as: 'edith',
    prepare: (page) => page.getByRole('link', { name: 'PDF edition' }).waitFor(),
  },
]

/** The README's pictures: name of the scene, width and height in pixels. */
const shown: [scene: string, width: number, height: number][] = [
  ['front-page', 1280, 800],
  ['writing', 1280, 800],
  ['review', 1280, 800],
  ['chapter', 1280, 800],
]

const chapterText = (page: Page) => page.getByRole('textbox', { name: 'Chapter text' })

const { values } = parseArgs({ options: { all: { type: 'string' } } })
const scratch = await scratchFolder()
const server = await startCharrette(scratch.path)
const browser = await launchBrowser()
try {
  const contexts = await signInEverybody(browser, server)
  await writeAndSubmit(contexts, server)
  const everything = values.all === undefined ? null : resolve(values.all)
  for (const scheme of ['light', 'dark'] as const)
    if (everything) {
      for (const scene of scenes)
        for (const width of [360, 1280])
          await draw(scene, { width, height: width === 360 ? 740 : 900, scheme, full: true })
    } else
      for (const [name, width, height] of shown) {
        const scene = scenes.find((candidate) => candidate.name === name)
        if (!scene) throw new RangeError(`There is no scene “${name}”`)
        await draw(scene, { width, height, scheme, full: false })
      }

  async function draw(
    scene: Scene,
    look: { width: number; height: number; scheme: Scheme; full: boolean },
  ) {
    const page = await contexts[scene.as].newPage()
    await page.setViewportSize({ width: look.width, height: look.height })
    await page.emulateMedia({ colorScheme: look.scheme, reducedMotion: 'reduce' })
    await page.goto(server.address + scene.path)
    await page.locator('h1').first().waitFor({ state: 'attached' })
    await scene.prepare?.(page)
    await page.evaluate(() => document.fonts.ready)
    const folder = everything ?? fileURLToPath(new URL('../docs/pictures', import.meta.url))
    await mkdir(folder, { recursive: true })
    const name = everything
      ? `${scene.name}-${look.width}-${look.scheme}.png`
      : `${scene.name}-${look.scheme}.webp`
    await writeFile(join(folder, name), await capture(page, look))
    process.stdout.write(`${name}\n`)
    await page.close()
  }
} finally {
  await browser.close()
  await server.stop()
  await scratch.remove()
}

/** The picture's bytes: the whole page as PNG to look at, or the window as WebP to keep. */
async function capture(page: Page, { full }: { full: boolean }): Promise<Buffer> {
  if (full) return page.screenshot({ fullPage: true, timeout: 60_000 })
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 86 })
  return Buffer.from(data, 'base64')
}

async function signInEverybody(
  of: Browser,
  { address }: CharretteProcess,
): Promise<Record<Person, BrowserContext>> {
  const contexts: Partial<Record<Person, BrowserContext>> = {}
  for (const [person, email] of Object.entries(people) as [Person, string | null][]) {
    if (!email) {
      contexts[person] = await of.newContext()
      continue
    }
    const { page, context } = await signIn(of, { address }, email)
    contexts[person] = context
    await page.close()
  }
  return contexts as Record<Person, BrowserContext>
}

/** Two authors at work, a submission that waits for an editor, and both editions of the first. */
async function writeAndSubmit(
  contexts: Record<Person, BrowserContext>,
  { address }: CharretteProcess,
): Promise<void> {
  const ana = await contexts.ana.newPage()
  for (;;) {
    const { guides } = (await (await fetch(`${address}/guides.json`)).json()) as {
      guides: { slug: string }[]
    }
    if (guides.length === 2) break
    await ana.waitForTimeout(250)
  }
  await ana.goto(`${address}/write/guides/${slug}`)
  await chapterText(ana).focus()
  await ana.keyboard.press('ControlOrMeta+Home')
  await ana.keyboard.type('Riverbend asked its residents before it asked its engineers. ')
  await ana
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()
  await ana.getByRole('button', { name: 'Submit for review' }).click()
  await ana.getByLabel('A note for the editors').fill('What Riverbend learned this spring')
  await ana.getByRole('button', { name: 'Submit', exact: true }).click()
  await ana.getByText('Waits for an editor').waitFor()
  await ana.close()
  // Ben stays, with his caret in the first paragraph.
  const ben = await contexts.ben.newPage()
  await ben.goto(`${address}/write/guides/${slug}`)
  await chapterText(ben).focus()
  await ben.keyboard.press('ControlOrMeta+Home')
  await ben.keyboard.press('End')
}
