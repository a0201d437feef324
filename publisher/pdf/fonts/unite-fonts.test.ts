import { PDFContext, PDFDict, PDFHexString, type PDFObject, PDFRawStream, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { trueType } from '../check/testing/true-type.ts'
import { name } from '../pdf-name.ts'
import { fontsByNumber, type SubsetFont, setFontsAside } from './subset-font.ts'
import { readSubset, writeSubset } from './true-type-subset.ts'
import { uniteFonts, writeFont } from './unite-fonts.ts'

interface Subset {
  /** What glyphs stand for, by their number: those of one face have some of the same. */
  texts: Record<number, string>
  called?: string
  /** Of glyph 1. */
  width?: number
  capHeight?: number
  entries?: Record<string, string | PDFObject>
}

/** Registers a font as Skia writes one, with the glyphs that text uses and those alone. */
function addFont(context: PDFContext, subset: Subset): void {
  const { texts, called = 'AAAAAA+Serif', width = 600, capHeight = 700, entries = {} } = subset
  const whole = readSubset(trueType({ widths: [500, width, 700, 800] }))
  if (!whole) throw new Error('The font cannot be read')
  const used = [0, ...Object.keys(texts).map(Number)]
  for (const glyph of whole.glyphs.keys()) if (!used.includes(glyph)) whole.glyphs.delete(glyph)
  whole.count = Math.max(...used) + 1
  const lines = Object.entries(texts).map(
    ([glyph, text]) =>
      `<000${glyph}> <${text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>\n`,
  )
  const descriptor = context.obj({
    ...{
      Type: 'FontDescriptor',
      FontName: called,
      CapHeight: capHeight,
      FontBBox: [0, 0, 400, 700],
    },
    FontFile2: context.register(context.flateStream(writeSubset(whole))),
  })
  const cidFont = context.obj({
    ...{ Type: 'Font', Subtype: 'CIDFontType2', BaseFont: called, CIDToGIDMap: 'Identity' },
    CIDSystemInfo: {
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Identity'),
      Supplement: 0,
    },
    // As Skia does: one run, with zeros for what is not used, and a width that many glyphs have.
    W: [0, [500, 1 in texts ? width : 0, 2 in texts ? 700 : 0]],
    DW: 800,
    FontDescriptor: context.register(descriptor),
  })
  context.register(
    context.obj({
      ...{ Type: 'Font', Subtype: 'Type0', BaseFont: called, Encoding: 'Identity-H' },
      DescendantFonts: [context.register(cidFont)],
      ToUnicode: context.register(
        context.flateStream(`1 beginbfchar\n${lines.join('')}endbfchar\n`),
      ),
      ...entries,
    }),
  )
}

function fontsOf(...subsets: Subset[]): SubsetFont[] {
  return subsets.flatMap((subset) => {
    const context = PDFContext.create()
    addFont(context, subset)
    return fontsByNumber(context, setFontsAside(context)).map(([, font]) => font)
  })
}

test('subsets of a face are one, with the glyphs, widths and texts of all', () => {
  const { united, places } = uniteFonts(
    fontsOf({ texts: { 1: 'a', 3: 'c' } }, { texts: { 2: 'b' }, called: 'DAAAAA+Serif' }),
  )
  expect(places).toEqual([0, 0])
  expect([...(united[0]?.program.glyphs.keys() ?? [])].sort()).toEqual([0, 1, 2, 3])
  expect(Object.fromEntries(united[0]?.widths ?? [])).toEqual({ 0: 500, 1: 600, 2: 700, 3: 800 })
  expect(Object.fromEntries(united[0]?.texts ?? [])).toEqual({ 1: '0061', 2: '0062', 3: '0063' })
})

test.each<[string, Subset]>([
  ['of another name', { texts: { 2: 'b' }, called: 'AAAAAA+Sans' }],
  ['of another descriptor', { texts: { 2: 'b' }, capHeight: 650 }],
  ['that means something else by a glyph', { texts: { 1: 'x' } }],
  ['whose glyph is wider', { texts: { 1: 'a' }, width: 610 }],
])('a font %s stays apart, and gets a tag of its own', (_how, other) => {
  const { united, places } = uniteFonts(
    fontsOf({ texts: { 1: 'a' } }, other, { texts: { 3: 'c' } }),
  )
  expect(places).toEqual([0, 1, 0])
  const context = PDFContext.create()
  const names = united.map((font, index) =>
    String(context.lookup(writeFont(context, font, index), PDFDict).get(name('BaseFont'))),
  )
  expect(names).toEqual(['/AAAAAA+Serif', expect.stringMatching(/^\/BAAAAA\+S/)])
})

test('a font that has more than we would write is left where it is', () => {
  expect(fontsOf({ texts: { 1: 'a' }, entries: { Encoding: 'Identity-V' } })).toEqual([])
  expect(fontsOf({ texts: { 1: 'a' }, entries: { Note: PDFHexString.of('00') } })).toEqual([])
  expect(
    fontsOf({
      texts: { 1: 'a' },
      entries: {
        ToUnicode: PDFRawStream.of(
          PDFContext.create().obj({}),
          Buffer.from('1 beginbfrange\n<0001> <0002> [<0061> <0062>]\nendbfrange\n'),
        ),
      },
    }),
  ).toEqual([])
})

test('what is written is taken aside as it was', () => {
  const [font] = uniteFonts(fontsOf({ texts: { 1: 'a' } }, { texts: { 2: 'b' } })).united
  if (!font) throw new Error('No font')
  const context = PDFContext.create()
  writeFont(context, font, 27)
  const [[standIn, again] = []] = fontsByNumber(context, setFontsAside(context))
  expect(again).toEqual(font)
  expect(standIn).toBe(context.largestObjectNumber)
})

test('the order of subsets changes nothing but the order', () => {
  const [a, b, c] = [{ texts: { 1: 'a' } }, { texts: { 3: 'c' } }, { texts: { 2: 'b' } }]
  const bytes = (subsets: Subset[]): string => {
    const context = PDFContext.create()
    const [font] = uniteFonts(fontsOf(...subsets)).united
    if (font) writeFont(context, font, 0)
    return context
      .enumerateIndirectObjects()
      .map(([, object]) =>
        object instanceof PDFRawStream
          ? Buffer.from(object.contents).toString('base64')
          : String(object),
      )
      .join()
  }
  expect(bytes([c, b, a])).toBe(bytes([a, b, c]))
})
