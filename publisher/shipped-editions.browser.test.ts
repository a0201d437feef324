import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EpubCheck } from '@likecoin/epubcheck-ts'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { manifestSchema } from './manifest.ts'
import { readPdf } from './parity/read-pdf.ts'
import { checkPdf } from './pdf/index.ts'
import { checkByAce } from './testing/check-by-ace.ts'
import { shippedGuides } from './testing/shipped-guides.ts'
import { openTestBrowser } from './testing/test-browser.ts'

const textIn = (epub: Uint8Array, name: string): string =>
  strFromU8(unzipSync(epub)[`EPUB/${name}`] ?? new Uint8Array())

let browser: Browser
beforeAll(async () => {
  browser = await openTestBrowser()
})
afterAll(() => browser?.close())

test.each(shippedGuides)('what the server published of %s passes every checker', async (slug) => {
  const out = join(inject('demonstration'), 'editions', slug, '1.0')
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')),
  )
  expect(manifest.formats).toEqual(['web', 'pdf', 'epub', 'docx', 'markdown', 'json'])
  const pdf = await readFile(join(out, `${slug}-1.0.pdf`))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(await checkPdf(pdf)).toEqual([])
  const epub = await readFile(join(out, `${slug}-1.0.epub`))
  const { messages } = await EpubCheck.validate(epub)
  expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([])
  expect(await checkByAce(epub, browser)).toEqual([])
  const pages = [...textIn(epub, 'nav.xhtml').matchAll(/href="\S+#page_\w+">(\w+)</g)]
  // The index is the PDF's alone, and its pages come last.
  const { labels } = await readPdf(pdf)
  expect(pages.length).toBeGreaterThan(labels.length - 12)
  expect(pages.map(([, label]) => label)).toEqual(labels.slice(0, pages.length))
  const landing = await readFile(join(out, 'index.html'), 'utf8')
  expect(landing).toContain(`href="./${slug}-1.0.pdf"`)
  expect(landing).toContain(`href="./${slug}-1.0.epub"`)
  expect(landing).toContain(`href="./${slug}-1.0.docx"`)
})
