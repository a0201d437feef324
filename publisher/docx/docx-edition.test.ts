import { readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { fromXml } from 'xast-util-from-xml'
import { bundleOf, fixtureBundle, fixtureFolder, fixtures } from '../testing/fixture-guide.ts'
import { BookmarkNames } from './bookmarks.ts'
import { docxEdition } from './docx-edition.ts'
import { wordLanguage } from './word-language.ts'

let bytes: Uint8Array
let parts: Record<string, Uint8Array>
const part = (path: string): string => strFromU8(parts[path] ?? new Uint8Array())
/** Paragraphs of the document as their style and text. */
const paragraphs = (): [string, string][] =>
  [...part('word/document.xml').matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) => [
    /<w:pStyle w:val="([^"]+)"/.exec(xml)?.[1] ?? '',
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''),
  ])

beforeAll(async () => {
  bytes = await docxEdition(await fixtureBundle())
  parts = unzipSync(bytes)
})

test('every part is well-formed and every relationship leads to a part', () => {
  for (const [path, content] of Object.entries(parts)) {
    if (!/\.(?:xml|rels)$/.test(path)) continue
    expect(() => fromXml(strFromU8(content)), path).not.toThrow()
    if (!path.endsWith('.rels')) continue
    const base = path.replace(/_rels\/[^/]+$/, '')
    for (const [relationship, target = ''] of strFromU8(content).matchAll(/Target="([^"]+)"[^>]*/g))
      if (!relationship.includes('TargetMode="External"'))
        expect(Object.keys(parts), path).toContain(
          target.startsWith('/') ? target.slice(1) : `${base}${target}`,
        )
  }
})

test('everything has a style that the document defines', () => {
  const defined = new Set(
    [...part('word/styles.xml').matchAll(/w:styleId="([^"]+)"/g)].map(([, id]) => id),
  )
  const used = [...part('word/document.xml').matchAll(/<w:(?:p|r|tbl)Style w:val="([^"]+)"/g)]
  for (const [, style] of used) expect(defined).toContain(style)
  expect(paragraphs()).toEqual(
    expect.arrayContaining([
      ['Title', 'Every kind of thing'],
      ['Subtitle', 'A guide for tests'],
      ['Heading1', 'A city example'],
      ['Heading2', 'What cities do'],
      ['CityExampleTitle', 'Springfield, IL'],
      ['CityExampleFact', 'Population 114,394'],
      ['CityExampleText', 'The city lent routers.'],
      ['WarningTitle', 'Warning Mind the cost'],
      ['KeyTakeawaysList', 'Say who does it.'],
      ['PullQuote', 'Nobody asked us before.'],
      ['Caption', 'Figure 1. Where the lines end. City of Springfield'],
      ['DefinitionTerm', 'Digital equity'],
      ['Bibliography', 'An Act for Lines. 1996.'],
    ]),
  )
})

test('notes are footnotes that count by chapter', () => {
  expect(part('word/document.xml').match(/<w:footnoteReference /g)).toHaveLength(7)
  expect(part('word/footnotes.xml')).toContain('Through its libraries.')
  expect(part('word/footnotes.xml')).not.toContain('↩')
  expect(part('word/document.xml').match(/<w:numRestart w:val="eachSect"\/>/g)).toHaveLength(10)
})

test('pictures have their words, or say that they are decoration', () => {
  const xml = part('word/document.xml')
  expect(xml).toContain('descr="A map of lines"')
  expect(xml.match(/<adec:decorative [^>]*val="1"/g)).toHaveLength(1)
  const [png] = Object.keys(parts).filter((path) => path.endsWith('.png'))
  expect(strFromU8(parts[png ?? '']?.subarray(1, 4) ?? new Uint8Array())).toBe('PNG')
})

test('table heads repeat and captions count by field', () => {
  const xml = part('word/document.xml')
  expect(xml.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(3)
  expect(xml).toContain('w:instr="SEQ Table \\* ARABIC"')
  expect(xml).toContain('<w:gridSpan w:val="2"/>')
  expect(xml).toContain('<w:vMerge w:val="restart"/>')
})

test('links, citations and references lead somewhere', () => {
  const xml = part('word/document.xml') + part('word/footnotes.xml')
  const bookmarks = new Set(
    [...xml.matchAll(/<w:bookmarkStart[^>]* w:name="([^"]+)"/g)].map(([, name]) => name),
  )
  const targets = [...xml.matchAll(/w:anchor="([^"]+)"|w:instr="REF (\S+)/g)]
  expect(targets.length).toBeGreaterThan(20)
  for (const [, anchor, reference] of targets) expect(bookmarks).toContain(anchor ?? reference)
  expect(part('word/_rels/document.xml.rels')).toContain('Target="https://doi.org/10.1234/abc.def"')
  expect(part('word/_rels/footnotes.xml.rels')).toContain('Target="https://example.org/a"')
})

test('the document says its language and that of passages, and who made it when', () => {
  expect(part('word/styles.xml')).toContain('<w:lang w:val="en-US"/>')
  expect(part('word/document.xml')).toContain('<w:lang w:val="es-ES"/>')
  const core = part('docProps/core.xml')
  expect(core).toContain('<dc:title>Every kind of thing: A guide for tests</dc:title>')
  expect(core).toContain('<dc:language>en</dc:language>')
  expect(core.match(/2026-11-24T23:30:00Z/g)).toHaveLength(2)
})

test('a second document in the same process has the same bytes', async () => {
  expect(Buffer.from(await docxEdition(await fixtureBundle())).equals(bytes)).toBe(true)
})

test('a chapter in another language says so in every run', async () => {
  const text = readFileSync(`${fixtures}marks/input.md`, 'utf8')
  const folder = fixtureFolder({ 'chapters/08-marks.md': `---\nlang: fr\n---\n\n${text}` })
  const made = unzipSync(await docxEdition(await bundleOf(folder)))
  expect(strFromU8(made['word/document.xml'] ?? new Uint8Array())).toContain(
    '<w:lang w:val="fr-FR"/>',
  )
})

test('WebP, which Word does not show, becomes PNG', async () => {
  const webp = new Uint8Array(await createCanvas(40, 30).encode('webp'))
  const folder = fixtureFolder({
    'pictures/photo.webp': webp,
    'chapters/11-photo.md':
      '# Photo\n\n::figure[A photo.]{src="pictures/photo.webp" alt="A photo"}\n',
  })
  const made = Object.keys(unzipSync(await docxEdition(await bundleOf(folder))))
  expect(made.filter((path) => /\.(?:png|webp)$/.test(path))).toEqual([
    'word/media/image1.png',
    'word/media/image2.png',
  ])
})

test.each([
  ['en', { value: 'en-US' }],
  ['es-MX', { value: 'es-MX' }],
  ['ar', { value: 'ar-EG', bidirectional: 'ar-EG' }],
  ['zh-Hant', { value: 'zh-TW', eastAsia: 'zh-TW' }],
  ['not a tag', { value: 'not a tag' }],
])('Word calls %s %o', (tag, language) => {
  expect(wordLanguage(tag)).toEqual(language)
})

test('bookmarks are at most 40 letters, and no two alike whatever their ids', () => {
  const names = new BookmarkNames()
  const long = 'a-very-long-heading-that-goes-on-and-on-and-on'
  const made = [long, `${long}-2`, 'A-b', 'a_b', 'ü'].map((id) => names.of(id))
  expect(new Set(made.map((name) => name.toLowerCase())).size).toBe(5)
  for (const name of made) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,39}$/)
  expect(names.of('A-b')).toBe(made[2])
})
