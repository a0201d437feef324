import { PdfArray, PdfDict, PdfNumber, PdfStream } from '@libpdf/core'
import type { CheckedPdf } from '../checked-pdf.ts'
import type { FontUse } from '../drawn-content.ts'
import { MadeOfFile } from '../made-of-file.ts'
import { nameOf, type PdfFile, type Value } from '../pdf-file.ts'
import { readTrueType, type TrueTypeProgram } from '../true-type-program.ts'
import type { Report } from '../violation.ts'
import { descendant, fontName, isSymbolic, placeOfFont } from './fonts.ts'

/**
 * Checkpoint 31, as far as embedded TrueType programs tell: those are what the browser embeds. Type 1
 * and CFF programs are not read.
 */
export function fontPrograms({ file, drawn }: CheckedPdf, report: Report): void {
  for (const use of drawn.fonts.values()) {
    const subtype = file.name(use.font, 'Subtype')
    const holder = subtype === 'Type0' ? descendant(file, use.font) : use.font
    const stream = file.stream(file.dict(holder, 'FontDescriptor'), 'FontFile2')
    if (!holder || !stream) continue
    const program = programOf(file, stream)
    if (!program)
      report(
        'charrette-font-sound',
        `The program of the font ${fontName(file, use)} cannot be read.`,
        'Embed the whole font.',
        placeOfFont(use),
      )
    else if (subtype === 'Type0') composite(file, use, holder, program, report)
    else simple(file, use, program, report)
  }
}

const programs = new MadeOfFile<TrueTypeProgram | null>()

const programOf = (file: PdfFile, stream: PdfStream): TrueTypeProgram | null =>
  programs.of(file, stream, '', () => {
    const bytes = file.decoded(stream)
    return bytes ? readTrueType(bytes) : null
  })

function composite(
  file: PdfFile,
  use: FontUse,
  cidFont: PdfDict,
  program: TrueTypeProgram,
  report: Report,
): void {
  const encoding = file.name(use.font, 'Encoding')
  // Other CMaps would have to be read to know a code's CID.
  if (encoding !== 'Identity-H' && encoding !== 'Identity-V') return
  const map = file.at(cidFont, 'CIDToGIDMap')
  const glyphs = map instanceof PdfStream ? file.decoded(map) : undefined
  const glyphOf = (cid: number): number =>
    glyphs ? ((glyphs[cid * 2] ?? 0) << 8) | (glyphs[cid * 2 + 1] ?? 0) : cid
  const widths = cidWidths(file, cidFont)
  glyphsUsed(file, use, program, glyphOf, (cid) => widths.get(cid) ?? widths.standard, report)
  const set = file.stream(file.dict(cidFont, 'FontDescriptor'), 'CIDSet')
  const bits = set && file.decoded(set)
  if (bits && !glyphs) cidSet(file, use, program, bits, report)
}

interface Widths {
  get(cid: number): number | undefined
  standard: number
}

/** ISO 32000-1, 9.7.4.3: `c [w …]` or `first last w`. */
function cidWidths(file: PdfFile, cidFont: PdfDict): Widths {
  const widths = new Map<number, number>()
  const listed = file.at(cidFont, 'W')
  const values = listed instanceof PdfArray ? listed.toArray() : []
  const number = (value: Value): number => {
    const found = file.resolve(value)
    return found instanceof PdfNumber ? found.value : 0
  }
  for (let at = 0; at + 1 < values.length; ) {
    const first = number(values[at])
    const second = file.resolve(values[at + 1])
    if (second instanceof PdfArray) {
      for (const [index, width] of second.toArray().entries())
        widths.set(first + index, number(width))
      at += 2
    } else {
      const last = Math.min(number(second), 0xffff)
      for (let cid = first; cid <= last; cid++) widths.set(cid, number(values[at + 2]))
      at += 3
    }
  }
  return { get: (cid) => widths.get(cid), standard: file.number(cidFont, 'DW') ?? 1000 }
}

function glyphsUsed(
  file: PdfFile,
  use: FontUse,
  program: TrueTypeProgram,
  glyphOf: (code: number) => number | null,
  widthOf: (code: number) => number | undefined,
  report: Report,
): void {
  const place = placeOfFont(use)
  const called = fontName(file, use)
  const known = [...use.codes].flatMap(([code, page]) => {
    const glyph = glyphOf(code)
    return glyph === null ? [] : [{ code, glyph, page }]
  })
  const missing = known.find(({ glyph }) => glyph === 0)
  if (missing)
    report(
      'matterhorn-31-030',
      `Text uses a character that the font ${called} does not have.`,
      'Set it in a font that has the character, or install one where the file is made.',
      { ...place, page: missing.page },
    )
  if (!use.isRendered) return
  const absent = known.find(({ glyph }) => glyph >= program.glyphCount)
  if (absent)
    report(
      'matterhorn-31-011',
      `The font ${called} lacks glyph ${absent.glyph}, which text uses.`,
      'Embed all glyphs that are used.',
      { ...place, page: absent.page },
    )
  const other = known.find(({ code, glyph }) => {
    const width = widthOf(code)
    if (glyph >= program.glyphCount || width === undefined) return false
    return Math.abs(width - program.widthOf(glyph)) > 1
  })
  if (other)
    report(
      'matterhorn-31-016',
      `Glyph ${other.glyph} of the font ${called} is ${widthOf(other.code)} wide in the file and ${program.widthOf(other.glyph)} in the font.`,
      "Write the font's own widths.",
      place,
    )
}

/** A bit for each CID, the highest of a byte first (ISO 32000-1, table 124). */
function cidSet(
  file: PdfFile,
  use: FontUse,
  program: TrueTypeProgram,
  bits: Uint8Array,
  report: Report,
): void {
  const isListed = (cid: number): boolean => (((bits[cid >> 3] ?? 0) << (cid & 7)) & 0x80) !== 0
  const mend = 'Remove CIDSet, or list what the font has.'
  const cids = Array.from({ length: program.glyphCount }, (_none, cid) => cid)
  if (cids.some((cid) => program.isDrawn(cid) && !isListed(cid)))
    report(
      'matterhorn-31-014',
      `CIDSet of the font ${fontName(file, use)} leaves out a glyph of the font.`,
      mend,
      placeOfFont(use),
    )
  for (let cid = program.glyphCount; cid < bits.length * 8; cid++)
    if (isListed(cid)) {
      report(
        'matterhorn-31-015',
        `CIDSet of the font ${fontName(file, use)} lists glyph ${cid}, which the font lacks.`,
        mend,
        placeOfFont(use),
      )
      return
    }
}

function simple(file: PdfFile, use: FontUse, program: TrueTypeProgram, report: Report): void {
  const place = placeOfFont(use)
  const called = fontName(file, use)
  const wrong = (ruleId: string, message: string, mend: string) =>
    report(ruleId, message, mend, place)
  const table = (platform: number, encoding: number) =>
    program.characterTables.find((one) => one.platform === platform && one.encoding === encoding)
  if (isSymbolic(file, use.font)) {
    const { length } = program.characterTables
    if (length === 0)
      wrong('matterhorn-31-025', `The symbolic font ${called} has no cmap.`, 'Embed it with one.')
    else if (length > 1 && !table(3, 0))
      wrong(
        'matterhorn-31-026',
        `None of the cmaps of the symbolic font ${called} is that for symbols.`,
        'Embed it with one cmap, or with a (3, 0).',
      )
    return
  }
  const unicode = table(3, 1)
  const roman = table(1, 0)
  const encoding = file.at(use.font, 'Encoding')
  const hasDifferences = encoding instanceof PdfDict && encoding.has('Differences')
  if (hasDifferences && !unicode)
    wrong(
      'matterhorn-31-023',
      `The font ${called} has Differences and no cmap for Unicode.`,
      'Embed it with a (3, 1) cmap.',
    )
  if (!use.isRendered) return
  if (!unicode && !roman) {
    if (!hasDifferences)
      wrong(
        'matterhorn-31-017',
        `The font ${called} has no cmap for characters.`,
        'Embed it with a (3, 1) or (1, 0) cmap.',
      )
    return
  }
  const base = encoding instanceof PdfDict ? file.name(encoding, 'BaseEncoding') : nameOf(encoding)
  const decoder = decoders[base ?? '']
  // Names of glyphs would have to be known to follow Differences.
  if (!decoder || hasDifferences) return
  const glyphOf = (code: number): number => {
    const character = decoder.decode(Uint8Array.of(code)).charCodeAt(0)
    return unicode?.glyphOf(character) || (roman?.glyphOf(romanCode(character)) ?? 0)
  }
  const lost = [...use.codes.keys()].find((code) => glyphOf(code) === 0)
  if (lost !== undefined)
    wrong(
      'matterhorn-31-018',
      `The cmaps of the font ${called} lead from code ${lost} to no glyph.`,
      'Embed it with all characters that are used.',
    )
  const first = file.number(use.font, 'FirstChar') ?? 0
  const widths = file.array(use.font, 'Widths')
  const widthOf = (code: number): number | undefined => {
    const width = widths[code - first]
    return width instanceof PdfNumber ? width.value : undefined
  }
  glyphsUsed(file, use, program, (code) => glyphOf(code) || null, widthOf, report)
}

const decoders: Readonly<Record<string, TextDecoder>> = {
  WinAnsiEncoding: new TextDecoder('windows-1252'),
  MacRomanEncoding: new TextDecoder('macintosh'),
}

const romanCodes = new Map(
  [
    ...new TextDecoder('macintosh').decode(Uint8Array.from({ length: 256 }, (_none, code) => code)),
  ].map((character, code) => [character.charCodeAt(0), code]),
)
const romanCode = (character: number): number => romanCodes.get(character) ?? 0
