import { PDFDict, PDFName, type PDFObject, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { type SmallPdf, toUnicodeMap } from '../testing/small-pdf.ts'
import { type CharacterMap, trueType } from '../testing/true-type.ts'
import { type Break, violated } from '../testing/violated.ts'

const name = PDFName.of

const collection = (ordering: string, supplement = 0, registry = 'Adobe') => ({
  Registry: PDFString.of(registry),
  Ordering: PDFString.of(ordering),
  Supplement: supplement,
})
const encode = (pdf: SmallPdf, encoding: PDFObject) => pdf.font.set(name('Encoding'), encoding)
const cmap = (pdf: SmallPdf, entries: object = {}, text = '') =>
  encode(
    pdf,
    pdf.stream(`begincmap ${text} endcmap`, {
      Type: 'CMap',
      CMapName: 'Own',
      CIDSystemInfo: collection('Identity'),
      ...entries,
    }),
  )
const program = (pdf: SmallPdf, widths: number[], cmaps: CharacterMap[] = []) =>
  pdf.descriptor.set(name('FontFile2'), pdf.stream(trueType({ widths, cmaps })))
const unicodeMap = (pdf: SmallPdf, pairs: string) =>
  pdf.font.set(name('ToUnicode'), pdf.stream(toUnicodeMap(pairs)))
const cidSet = (pdf: SmallPdf, bytes: number[]) =>
  pdf.descriptor.set(name('CIDSet'), pdf.stream(Uint8Array.from(bytes)))
const fullSet = new Array(12).fill(0xff)

const widths96 = new Array(96).fill(500)
const latin = (platform: number, encoding: number): CharacterMap => ({
  platform,
  encoding,
  first: 0x20,
  glyphs: Array.from({ length: 95 }, (_none, index) => index + 1),
})
const nonsymbolic = 32
const symbolic = 4

/** A second font, of single bytes, in which an artifact says “Ab”. */
function simple(
  pdf: SmallPdf,
  entries: Record<string, PDFObject | string | number>,
  flags = nonsymbolic,
  cmaps = [latin(3, 1)],
) {
  const descriptor = pdf.context.obj({
    Type: 'FontDescriptor',
    FontName: 'TESTAB+Square',
    Flags: flags,
    FontFile2: pdf.stream(trueType({ widths: widths96, cmaps })),
  })
  const font = pdf.context.obj({
    Type: 'Font',
    Subtype: 'TrueType',
    BaseFont: 'TESTAB+Square',
    FirstChar: 0x41,
    LastChar: 0x42,
    Widths: [500, 500],
    FontDescriptor: pdf.context.register(descriptor),
    ToUnicode: pdf.stream(toUnicodeMap('1 beginbfrange <20> <7E> <0020> endbfrange')),
    ...entries,
  })
  pdf.page.node
    .lookup(name('Resources'), PDFDict)
    .lookup(name('Font'), PDFDict)
    .set(name('F2'), pdf.context.register(font))
  pdf.content += '/Artifact BMC BT /F2 9 Tf (Ab) Tj ET EMC'
}
const winAnsi = { Encoding: 'WinAnsiEncoding' }
const differing = (pdf: SmallPdf, entries: object = { BaseEncoding: 'WinAnsiEncoding' }) => ({
  Encoding: pdf.context.obj({ Type: 'Encoding', ...entries, Differences: [65, name('B')] }),
})

const breaks: Break[] = [
  [
    'matterhorn-10-001',
    'a character that stands for nothing',
    (pdf) => unicodeMap(pdf, '1 beginbfrange <0001> <0030> <0020> endbfrange'),
  ],
  [
    'matterhorn-31-001',
    'another registry',
    (pdf) => cmap(pdf, { CIDSystemInfo: collection('Identity', 0, 'Own') }),
  ],
  [
    'matterhorn-31-002',
    'another ordering',
    (pdf) => cmap(pdf, { CIDSystemInfo: collection('Japan1') }),
  ],
  ['matterhorn-31-002', 'a CMap of another script', (pdf) => encode(pdf, name('UniGB-UTF16-H'))],
  [
    'matterhorn-31-003',
    'an older supplement',
    (pdf) => cmap(pdf, { CIDSystemInfo: collection('Identity', 3) }),
  ],
  [
    'matterhorn-31-004',
    'a map to glyphs that is none',
    (pdf) => pdf.cidFont.set(name('CIDToGIDMap'), name('Own')),
  ],
  ['matterhorn-31-005', 'no map to glyphs', (pdf) => pdf.cidFont.delete(name('CIDToGIDMap'))],
  ['matterhorn-31-006', 'a CMap that no reader has', (pdf) => encode(pdf, name('Own-H'))],
  ['matterhorn-31-007', 'two writing directions', (pdf) => cmap(pdf, { WMode: 1 }, '/WMode 0 def')],
  [
    'matterhorn-31-008',
    'a CMap on one that no reader has',
    (pdf) => cmap(pdf, {}, '/Own-H usecmap'),
  ],
  [
    'matterhorn-31-009',
    'a font that is not embedded',
    (pdf) => pdf.descriptor.delete(name('FontFile2')),
  ],
  [
    'matterhorn-31-011',
    'a font without a glyph that is used',
    (pdf) => program(pdf, widths96.slice(0, 80)),
  ],
  [
    'matterhorn-31-014',
    'a glyph that CIDSet leaves out',
    (pdf) => cidSet(pdf, [0xfe, ...fullSet.slice(1)]),
  ],
  ['matterhorn-31-015', 'a glyph that only CIDSet has', (pdf) => cidSet(pdf, [...fullSet, 0x80])],
  [
    'matterhorn-31-016',
    'a width that is not the font’s',
    (pdf) => program(pdf, [...widths96.slice(0, 70), 510, ...widths96.slice(71)]),
  ],
  [
    'matterhorn-31-017',
    'a font with a cmap for symbols only',
    (pdf) => simple(pdf, winAnsi, nonsymbolic, [latin(3, 0)]),
  ],
  [
    'matterhorn-31-018',
    'a cmap without a character that is used',
    (pdf) => simple(pdf, winAnsi, nonsymbolic, [{ ...latin(3, 1), first: 0x42, glyphs: [34] }]),
  ],
  ['matterhorn-31-019', 'no encoding', (pdf) => simple(pdf, {})],
  ['matterhorn-31-020', 'an encoding without a base', (pdf) => simple(pdf, differing(pdf, {}))],
  [
    'matterhorn-31-021',
    'an encoding of Macs’ experts',
    (pdf) => simple(pdf, { Encoding: 'MacExpertEncoding' }),
  ],
  [
    'matterhorn-31-023',
    'differences without a cmap for Unicode',
    (pdf) => simple(pdf, differing(pdf), nonsymbolic, [latin(1, 0)]),
  ],
  [
    'matterhorn-31-024',
    'a symbolic font with an encoding',
    (pdf) => simple(pdf, winAnsi, symbolic),
  ],
  ['matterhorn-31-025', 'a symbolic font without a cmap', (pdf) => simple(pdf, {}, symbolic, [])],
  [
    'matterhorn-31-026',
    'a symbolic font with two cmaps',
    (pdf) => simple(pdf, {}, symbolic, [latin(1, 0), latin(3, 1)]),
  ],
  ['matterhorn-31-027', 'no map to Unicode', (pdf) => pdf.font.delete(name('ToUnicode'))],
  [
    'matterhorn-31-028',
    'a character that stands for U+0000',
    (pdf) =>
      unicodeMap(
        pdf,
        '1 beginbfrange <0001> <005F> <0020> endbfrange 1 beginbfchar <0021> <0000> endbfchar',
      ),
  ],
  [
    'matterhorn-31-029',
    'a character that stands for U+FEFF',
    (pdf) =>
      unicodeMap(
        pdf,
        '1 beginbfrange <0001> <005F> <0020> endbfrange 1 beginbfchar <0021> <FEFF> endbfchar',
      ),
  ],
  [
    'matterhorn-31-030',
    'a character that the font does not have',
    (pdf) => {
      pdf.content += '/Artifact BMC BT /F1 9 Tf <0000> Tj ET EMC'
      unicodeMap(pdf, '1 beginbfrange <0000> <005F> <0020> endbfrange')
    },
  ],
  [
    'charrette-font-sound',
    'a font that is none',
    (pdf) => pdf.descriptor.set(name('FontFile2'), pdf.stream('no font')),
  ],
]

test.each(breaks)('%s: %s', async (ruleId, _how, edit) => {
  expect(await violated(edit)).toEqual([ruleId])
})

test.each<[string, (pdf: SmallPdf) => void]>([
  ['an embedded CMap', (pdf) => cmap(pdf, { WMode: 1 }, '/WMode 1 def /Identity-H usecmap')],
  ['CIDSet with all glyphs', (pdf) => cidSet(pdf, fullSet)],
  [
    'a map to glyphs',
    (pdf) => {
      const glyphs = Buffer.from(Array.from({ length: 96 }, (_none, glyph) => [0, glyph]).flat())
      pdf.cidFont.set(name('CIDToGIDMap'), pdf.stream(glyphs))
    },
  ],
  [
    'widths glyph by glyph and by ranges',
    (pdf) => {
      pdf.cidFont.set(name('DW'), pdf.context.obj(9))
      pdf.cidFont.set(name('W'), pdf.context.obj([1, [500, 500], 3, 95, 500]))
    },
  ],
  [
    'a font that no text shows',
    (pdf) => {
      pdf.descriptor.delete(name('FontFile2'))
      pdf.content = pdf.content.replaceAll('BT ', 'BT 3 Tr ')
    },
  ],
  ['a font of single bytes', (pdf) => simple(pdf, winAnsi)],
  [
    'a font of single bytes by its Mac cmap',
    (pdf) => simple(pdf, { Encoding: 'MacRomanEncoding' }, nonsymbolic, [latin(1, 0)]),
  ],
  [
    'a known encoding in place of ToUnicode',
    (pdf) => simple(pdf, { ...winAnsi, ToUnicode: 'None' }),
  ],
  ['a symbolic font', (pdf) => simple(pdf, {}, symbolic, [latin(3, 0)])],
])('%s is sound', async (_what, edit) => {
  expect(await violated(edit)).toEqual([])
})
