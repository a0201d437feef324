import { deflateSync } from 'node:zlib'
import { type PDFContext, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib'
import type { SubsetFont } from './subset-font.ts'
import { type Glyph, writeSubset } from './true-type-subset.ts'

/**
 * Unites subsets of one face. Skia keeps the numbers of glyphs in its subsets, so that a glyph that two of
 * them have is one: where it looks, is wide or reads otherwise, the two stay apart.
 *
 * @param fonts in the order of the file, which gives the order of the united ones.
 * @returns each font's index among the united ones, and these.
 */
export function uniteFonts(fonts: readonly SubsetFont[]): {
  united: SubsetFont[]
  places: number[]
} {
  const united: SubsetFont[] = []
  const places = fonts.map((font) => {
    const place = united.findIndex((other) => areOne(other, font))
    const into = united[place]
    if (!into) return united.push(copyOf(font)) - 1
    for (const [number, glyph] of font.program.glyphs) into.program.glyphs.set(number, glyph)
    into.program.count = Math.max(into.program.count, font.program.count)
    for (const [glyph, width] of font.widths) into.widths.set(glyph, width)
    for (const [glyph, text] of font.texts) into.texts.set(glyph, text)
    return place
  })
  return { united, places }
}

const copyOf = (font: SubsetFont): SubsetFont => ({
  ...font,
  program: { ...font.program, glyphs: new Map(font.program.glyphs) },
  widths: new Map(font.widths),
  texts: new Map(font.texts),
})

const areOne = (a: SubsetFont, b: SubsetFont): boolean =>
  a.face === b.face &&
  agree(a.widths, b.widths, (one, other) => one === other) &&
  agree(a.texts, b.texts, (one, other) => one === other) &&
  agree(a.program.glyphs, b.program.glyphs, areSame)

function agree<T>(
  a: ReadonlyMap<number, T>,
  b: ReadonlyMap<number, T>,
  areEqual: (one: T, other: T) => boolean,
): boolean {
  for (const [key, other] of b) {
    const one = a.get(key)
    if (one !== undefined && !areEqual(one, other)) return false
  }
  return true
}

const areSame = (one: Glyph, other: Glyph): boolean =>
  one.advance === other.advance && one.bearing === other.bearing && one.outline === other.outline

/**
 * Writes a united font (ISO 32000-1, 9.7), with its program compressed.
 *
 * @param index tells it from other subsets of the face (9.6.4).
 */
export function writeFont(context: PDFContext, font: SubsetFont, index: number): PDFRef {
  const called = `${tagOf(index)}+${font.name}`
  const program = writeSubset(font.program)
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: called,
      ...font.descriptor,
      FontFile2: stream(context, program, { Length1: program.length }),
    }),
  )
  const cidFont = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: called,
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      CIDToGIDMap: 'Identity',
      FontDescriptor: descriptor,
      W: runsOf(font.widths),
    }),
  )
  return context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: called,
      Encoding: 'Identity-H',
      DescendantFonts: [cidFont],
      ToUnicode: stream(context, Buffer.from(unicodeMap(font.texts), 'latin1'), {}),
    }),
  )
}

function stream(context: PDFContext, bytes: Uint8Array, entries: Record<string, number>): PDFRef {
  const deflated = deflateSync(bytes, { level: 9 })
  const dictionary = context.obj({ Filter: 'FlateDecode', Length: deflated.length, ...entries })
  return context.register(PDFRawStream.of(dictionary, deflated))
}

/** Six letters, the first of which counts fastest: `AAAAAA`, `BAAAAA`. */
function tagOf(index: number): string {
  let rest = index
  return Array.from({ length: 6 }, () => {
    const letter = String.fromCharCode(0x41 + (rest % 26))
    rest = Math.floor(rest / 26)
    return letter
  }).join('')
}

const inOrder = <T>(map: ReadonlyMap<number, T>): [number, T][] =>
  [...map].sort(([a], [b]) => a - b)

/** `c [w …]` for glyphs that follow each other (ISO 32000-1, 9.7.4.3). */
function runsOf(widths: ReadonlyMap<number, number>): (number | number[])[] {
  const runs: { first: number; widths: number[] }[] = []
  for (const [glyph, width] of inOrder(widths)) {
    const last = runs.at(-1)
    if (last && last.first + last.widths.length === glyph) last.widths.push(width)
    else runs.push({ first: glyph, widths: [width] })
  }
  return runs.flatMap((run) => [run.first, run.widths])
}

/** A block of a map may have no more lines (Adobe technical note 5014). */
const linesABlock = 100

function unicodeMap(texts: ReadonlyMap<number, string>): string {
  const lines = inOrder(texts).map(
    ([code, text]) => `<${code.toString(16).toUpperCase().padStart(4, '0')}> <${text}>\n`,
  )
  const blocks: string[] = []
  for (let at = 0; at < lines.length; at += linesABlock) {
    const block = lines.slice(at, at + linesABlock)
    blocks.push(`${block.length} beginbfchar\n${block.join('')}endbfchar\n`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<<  /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end`
}
