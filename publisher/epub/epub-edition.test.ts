import { EpubCheck } from '@likecoin/epubcheck-ts'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
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
