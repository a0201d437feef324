import { EpubCheck } from '@likecoin/epubcheck-ts'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { asPrinted } from '../testing/as-printed.ts'
import { fixtureBundle } from '../testing/fixture-guide.ts'
import { brokenLines } from './cover.ts'
import { epubEdition } from './epub-edition.ts'

test('EPUBCheck reports nothing', async () => {
  const result = await EpubCheck.validate(await epubEdition(await fixtureBundle()))
  expect(result.messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual(
    [],
  )
  expect(result.valid).toBe(true)
})

test('EPUBCheck reports nothing where pages are listed and conformance is claimed', async () => {
  const bundle = await fixtureBundle()
  const epub = await epubEdition(bundle, {
    printed: asPrinted(bundle, 300),
    certifiedBy: 'Consortium of Tests',
  })
  const { messages } = await EpubCheck.validate(epub)
  expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([])
  const opf = strFromU8(unzipSync(epub)['EPUB/package.opf'] ?? new Uint8Array())
  for (const said of [
    '<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>',
    '<meta property="a11y:certifiedBy" refines="#conformance">Consortium of Tests</meta>',
    '<meta property="pageBreakSource">Every kind of thing, 1.0, PDF</meta>',
    '<meta property="schema:accessibilityFeature">pageNavigation</meta>',
  ])
    expect(opf).toContain(said)
})

test('without a PDF there is no page list, and without a name no claim', async () => {
  const files = unzipSync(await epubEdition(await fixtureBundle()))
  const opf = strFromU8(files['EPUB/package.opf'] ?? new Uint8Array())
  expect(opf).not.toMatch(/pageBreakSource|pageNavigation|conformsTo|certifiedBy/)
  expect(strFromU8(files['EPUB/nav.xhtml'] ?? new Uint8Array())).not.toContain('page-list')
})

test('the container begins with its media type, stored, and holds no moment of now', async () => {
  const bytes = await epubEdition(await fixtureBundle())
  // OCF 3.3, 4.2.2: the name at offset 30, the media type at 38.
  expect(strFromU8(bytes.slice(30, 58))).toBe('mimetypeapplication/epub+zip')
  expect(new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true)).toBe(0)
})

test('notes, landmarks, languages and accessibility are marked for reading systems', async () => {
  const files = unzipSync(await epubEdition(await fixtureBundle()))
  const text = (name: string): string => strFromU8(files[`EPUB/${name}`] ?? new Uint8Array())
  expect(text('chapter-footnotes.xhtml')).toMatch(
    /<aside class="note" id="note_footnotes_1" role="doc-footnote" epub:type="footnote">/,
  )
  expect(text('chapter-footnotes.xhtml')).toContain('epub:type="noteref"')
  expect(text('chapter-marks.xhtml')).toContain('<span lang="es" xml:lang="es">')
  expect(text('nav.xhtml')).toContain('epub:type="landmarks"')
  expect(text('nav.xhtml')).toMatch(/epub:type="loi".*href="chapter-figures\.xhtml#figure-map"/)
  expect(text('nav.xhtml')).toContain('epub:type="lot"')
  expect(text('package.opf')).toContain('schema:accessModeSufficient')
  expect(text('package.opf')).toContain(
    '<meta property="dcterms:modified">2026-11-24T23:30:00Z</meta>',
  )
  expect(text('chapter-references.xhtml')).toContain('href="chapter-tables.xhtml#table-plans"')
})

test('a title is broken into lines between words alone', () => {
  expect(brokenLines('Access and Inclusion in the Digital Age', 15)).toEqual([
    'Access and',
    'Inclusion in',
    'the Digital Age',
  ])
  expect(brokenLines('Donaudampfschifffahrt', 5)).toEqual(['Donaudampfschifffahrt'])
})

test('a guide in Hebrew is read from right to left, and its pages turn so', async () => {
  const bundle = await fixtureBundle()
  const { frontMatter } = bundle.guide
  const guide = { ...bundle.guide, frontMatter: { ...frontMatter, lang: 'he' } }
  const epub = await epubEdition({ ...bundle, guide })
  const { messages } = await EpubCheck.validate(epub)
  expect(messages.filter(({ severity }) => !['info', 'usage'].includes(severity))).toEqual([])
  const files = unzipSync(epub)
  const text = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  expect(text('EPUB/package.opf')).toContain('<spine page-progression-direction="rtl">')
  expect(text('EPUB/nav.xhtml')).toMatch(/<html [^>]*dir="rtl"/)
})
