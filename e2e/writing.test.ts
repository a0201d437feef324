import { guideFromDoc, schema, walkGuide } from '@charrette/guides'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { insertions, nameOf } from '../editor/writing/insertions.ts'
import { axeFindings } from './accessibility.ts'
import { runCharrette } from './charrette-process.ts'
import { signIn } from './sign-in.ts'
import { useStage } from './use-stage.ts'

// Everything that an author can put into a chapter, put in as authors do, and read back as stored.

const stage = useStage()

let page: Page
let token: string

beforeAll(async () => {
  page = (await signIn(stage.browser, stage.server, 'ana@riverbend.example')).page
  const { stdout } = await runCharrette([
    'token',
    '--email',
    'ben@port-lathrop.example',
    '--data',
    stage.server.dataFolder,
  ])
  token = stdout.trim()
})

const text = () => page.getByRole('textbox', { name: 'Chapter text' })
const slashMenu = () => page.getByRole('listbox', { name: 'Insert' })
const saved = () =>
  page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()

/** A guide of the test's own, open to write in; its chapter begins with the paragraph "Top". */
async function newGuide(title: string): Promise<void> {
  await page.goto(`${stage.server.address}/write`)
  await page.getByRole('button', { name: 'New guide' }).click()
  await page.getByLabel('Title').fill(title)
  await page.keyboard.press('Enter')
  await text().waitFor()
  await text().focus()
  await page.keyboard.type('Top')
}

/** An empty paragraph after "Top", with the caret in it. */
async function freshParagraph(): Promise<void> {
  await text().focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
}

/** A citation or a reference asks for its target at once: the choice is left open, for now. */
async function leaveChoice(): Promise<void> {
  const choice = text().locator('.popover select')
  await expect.poll(() => choice.evaluate((select) => select === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await text().locator('.popover').waitFor({ state: 'detached' })
}

/** The guide as another client reads it from the server. */
async function stored(slug: string) {
  await saved()
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(
    `${stage.server.address.replace('http', 'ws')}/sync`,
    slug,
    doc,
    {
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { token },
    },
  )
  try {
    await expect.poll(() => provider.synced, { timeout: 10_000 }).toBe(true)
    return guideFromDoc(doc)
  } finally {
    provider.destroy()
  }
}

async function storedTypes(slug: string): Promise<string[]> {
  const visits = [...walkGuide(await stored(slug))]
  return [...new Set(visits.map(({ node }) => node.type))].sort()
}

/** What asks for a choice as soon as it is put in. */
const asks = new Set(['citation', 'reference'])
const everyNode = Object.keys(schema.nodes).sort()

test('the slash menu puts in every node of the schema, by keyboard', async () => {
  await newGuide('By slash menu')
  for (const insertion of insertions) {
    const name = nameOf(insertion)
    await freshParagraph()
    await page.keyboard.type(`/${name.toLowerCase()}`)
    await slashMenu().getByRole('option', { name, exact: true }).waitFor()
    await page.keyboard.press('Enter')
    if (asks.has(insertion.id)) await leaveChoice()
  }
  await freshParagraph()
  await page.keyboard.press('Shift+Enter')
  expect(await storedTypes('by-slash-menu')).toEqual(everyNode)
  // What is empty its author has yet to write: the Checks panel says so, not axe.
  const unwritten = /^(empty-heading|empty-table-header|heading-order):/
  expect((await axeFindings(page)).filter((finding) => !unwritten.test(finding))).toEqual([])
})

test('Markdown signs put in every node of the schema', async () => {
  await newGuide('By sign')
  for (const { id, typed } of insertions) {
    if (!typed) continue
    await freshParagraph()
    await page.keyboard.type(asks.has(id) ? typed : `${typed} `)
    if (asks.has(id)) await leaveChoice()
  }
  await freshParagraph()
  await page.keyboard.type(
    '**strong** *emphasis* `code` :sup[2] :sub[3] [link](https://example.org/) ',
  )
  await page.keyboard.press('Shift+Enter')
  expect(await storedTypes('by-sign')).toEqual(everyNode)
  const marks = [...walkGuide(await stored('by-sign'))].flatMap(({ node }) => node.marks ?? [])
  expect([...new Set(marks.map(({ type }) => type))].sort()).toEqual(
    ['code', 'emphasis', 'link', 'strong', 'subscript', 'superscript'].sort(),
  )
})

test('the toolbar has everything that the slash menu has, and every mark', async () => {
  await newGuide('By toolbar')
  const toolbar = page.getByRole('toolbar', { name: 'Formatting' })
  await freshParagraph()
  await toolbar.getByRole('button', { name: 'Insert' }).press('Enter')
  await slashMenu().waitFor()
  expect(await axeFindings(page)).toEqual([])
  for (const name of insertions.map(nameOf))
    expect([name, await slashMenu().getByRole('option', { name, exact: true }).count()]).toEqual([
      name,
      1,
    ])
  await page.keyboard.type('city')
  await page.keyboard.press('Enter')
  await page.keyboard.type('They asked.')

  for (const label of ['Strong', 'Emphasis', 'Code', 'Superscript', 'Subscript']) {
    await freshParagraph()
    await page.keyboard.type(label)
    await page.keyboard.press('Shift+Home')
    await toolbar.getByRole('button', { name: label, exact: true }).click()
  }
  for (const [label, value] of [
    ['Link', 'example.org/plan'],
    ['Language', 'es'],
  ] as const) {
    await freshParagraph()
    await page.keyboard.type(label)
    await page.keyboard.press('Shift+Home')
    await toolbar.getByRole('button', { name: label, exact: true }).click()
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
  const visits = [...walkGuide(await stored('by-toolbar'))]
  const marks = visits.flatMap(({ node }) => node.marks ?? [])
  expect([...new Set(marks.map(({ type }) => type))].sort()).toEqual(
    Object.keys(schema.marks).sort(),
  )
  expect(marks).toContainEqual({ type: 'link', attrs: { href: 'https://example.org/plan' } })
  expect(marks).toContainEqual({ type: 'language', attrs: { lang: 'es' } })
  const example = visits.find(({ node }) => node.type === 'exampleAction')
  expect(JSON.stringify(example?.node)).toContain('They asked.')

  await freshParagraph()
  await page.keyboard.type('Struck')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => text().textContent()).not.toContain('Struck')
  await toolbar.getByRole('button', { name: 'Redo' }).click()
  await expect.poll(() => text().textContent()).toContain('Struck')
})

test('pictures are pasted and dragged in; what is none is refused in words', async () => {
  await newGuide('Pictures')
  await freshParagraph()
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 8
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (!png) throw new Error('no picture')
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([png], 'Main Street.png', { type: 'image/png' }))
    const target = document.activeElement
    const options = { bubbles: true, cancelable: true }
    target?.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData }))
  })
  await text().locator('figure img').first().waitFor()
  await page.evaluate(async () => {
    const dataTransfer = new DataTransfer()
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'
    dataTransfer.items.add(new File([svg], 'map.svg', { type: 'image/svg+xml' }))
    const target = document.querySelector('[aria-label="Chapter text"] p')
    const { left: clientX, top: clientY } = target?.getBoundingClientRect() ?? { left: 0, top: 0 }
    const options = { bubbles: true, cancelable: true, clientX, clientY }
    target?.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer }))
  })
  await expect.poll(() => text().locator('figure img').count(), { timeout: 10_000 }).toBe(2)
  const guide = await stored('pictures')
  const figures = [...walkGuide(guide)].filter(({ node }) => node.type === 'figure')
  expect(figures.map(({ node }) => node.attrs?.src).sort()).toEqual([
    'pictures/main-street.png',
    'pictures/map.svg',
  ])
  expect(Object.keys(guide.pictures).sort()).toEqual([
    'pictures/main-street.png',
    'pictures/map.svg',
  ])

  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File(['not one'], 'plan.png', { type: 'image/png' }))
    const options = { bubbles: true, cancelable: true }
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { ...options, clipboardData }),
    )
  })
  await page.getByRole('alert').filter({ hasText: '“plan.png” was not added' }).waitFor()
  expect(await text().locator('figure').count()).toBe(2)
  expect(await text().locator('.uploading').count()).toBe(0)
})

test('a reference can be made to what was written a moment ago', async () => {
  await newGuide('References')
  await freshParagraph()
  await page.keyboard.type('## What it cost')
  await freshParagraph()
  await page.keyboard.type('See [#]')
  await page.getByRole('combobox', { name: 'Target' }).selectOption({ label: 'What it cost' })
  await page.keyboard.press('Enter')
  await page.keyboard.type(' for the sum.')
  await text().getByText('for the sum.').waitFor()
  await text().locator('.chip', { hasText: 'What it cost' }).waitFor()
  const nodes = [...walkGuide(await stored('references'))].map(({ node }) => node)
  const heading = nodes.find(({ type }) => type === 'heading')
  const reference = nodes.find(({ type }) => type === 'crossReference')
  expect(heading?.attrs?.id).toBe('what-it-cost')
  expect(reference?.attrs?.to).toBe('what-it-cost')
})
