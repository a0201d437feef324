import { PdfDict, PdfStream } from '@libpdf/core'
import type { CheckedPdf } from '../checked-pdf.ts'
import { readOperations } from '../content-operators.ts'
import type { FontUse } from '../drawn-content.ts'
import { nameOf, type PdfFile } from '../pdf-file.ts'
import { predefinedCMaps } from '../predefined-cmaps.ts'
import type { Report, ViolationPlace } from '../violation.ts'

/** Flags of a font descriptor (ISO 32000-1, table 123). */
const symbolicFlag = 4

/** Checkpoint 31, as far as fonts' dictionaries tell. */
export function fonts({ file, drawn }: CheckedPdf, report: Report): void {
  for (const use of drawn.fonts.values()) {
    const { font } = use
    const subtype = file.name(font, 'Subtype')
    if (subtype === 'Type0') {
      composite(file, use, report)
      continue
    }
    if (subtype !== 'Type3' && use.isRendered && !isEmbedded(file, font))
      notEmbedded(file, use, report)
    if (subtype === 'TrueType') simpleTrueType(file, use, report)
  }
}

export const placeOfFont = ({ page, object }: FontUse): ViolationPlace => ({ page, object })

export const fontName = (file: PdfFile, { font }: FontUse): string =>
  file.name(font, 'BaseFont') ?? 'without a name'

const isEmbedded = (file: PdfFile, font: PdfDict): boolean =>
  ['FontFile', 'FontFile2', 'FontFile3'].some((key) =>
    file.stream(file.dict(font, 'FontDescriptor'), key),
  )

export const isSymbolic = (file: PdfFile, font: PdfDict): boolean =>
  ((file.number(file.dict(font, 'FontDescriptor'), 'Flags') ?? 0) & symbolicFlag) !== 0

/** The CIDFont that a composite font draws with. */
export function descendant(file: PdfFile, font: PdfDict): PdfDict | undefined {
  const [first] = file.array(font, 'DescendantFonts')
  return first instanceof PdfDict ? first : undefined
}

function notEmbedded(file: PdfFile, use: FontUse, report: Report): void {
  report(
    'matterhorn-31-009',
    `The font ${fontName(file, use)} is not embedded.`,
    'Embed it, or set the text in a font that may be embedded.',
    placeOfFont(use),
  )
}

function composite(file: PdfFile, use: FontUse, report: Report): void {
  const place = placeOfFont(use)
  const called = fontName(file, use)
  const cidFont = descendant(file, use.font)
  if (use.isRendered && (!cidFont || !isEmbedded(file, cidFont))) notEmbedded(file, use, report)
  if (cidFont && file.name(cidFont, 'Subtype') === 'CIDFontType2' && isEmbedded(file, cidFont)) {
    const map = file.at(cidFont, 'CIDToGIDMap')
    if (map === undefined)
      report(
        'matterhorn-31-005',
        `The font ${called} does not say which glyph a character has.`,
        'Set CIDToGIDMap to Identity or to a stream.',
        place,
      )
    else if (!(map instanceof PdfStream) && nameOf(map) !== 'Identity')
      report(
        'matterhorn-31-004',
        `CIDToGIDMap of the font ${called} is neither Identity nor a stream.`,
        'Set it to one of the two.',
        place,
      )
  }
  const encoding = file.at(use.font, 'Encoding')
  if (encoding instanceof PdfStream) {
    embeddedCMap(file, encoding, called, report, place)
    collections(file, cidFont, file.dict(encoding, 'CIDSystemInfo'), called, report, place)
    return
  }
  const ordering = predefinedCMaps.get(nameOf(encoding) ?? '')
  if (ordering === undefined)
    report(
      'matterhorn-31-006',
      `The font ${called} is encoded by ${nameOf(encoding) ?? 'nothing'}, which no reader has.`,
      'Embed the CMap, or use Identity-H.',
      place,
    )
  else if (ordering !== 'Identity') {
    const own = file.dict(cidFont, 'CIDSystemInfo')
    if (file.text(own, 'Registry') !== 'Adobe') differs('matterhorn-31-001', 'Registry')
    if (file.text(own, 'Ordering') !== ordering) differs('matterhorn-31-002', 'Ordering')
  }
  function differs(ruleId: string, key: string): void {
    report(
      ruleId,
      `${key} of the font ${called} is not that of its CMap.`,
      'Use a CMap of the same character collection.',
      place,
    )
  }
}

function collections(
  file: PdfFile,
  cidFont: PdfDict | undefined,
  ofCMap: PdfDict | undefined,
  called: string,
  report: Report,
  place: ViolationPlace,
): void {
  const own = file.dict(cidFont, 'CIDSystemInfo')
  const mend = 'Use a CMap of the same character collection.'
  for (const [ruleId, key] of [
    ['matterhorn-31-001', 'Registry'],
    ['matterhorn-31-002', 'Ordering'],
  ] as const)
    if (file.text(own, key) !== file.text(ofCMap, key))
      report(ruleId, `${key} of the font ${called} is not that of its CMap.`, mend, place)
  if ((file.number(own, 'Supplement') ?? 0) < (file.number(ofCMap, 'Supplement') ?? 0))
    report(
      'matterhorn-31-003',
      `Supplement of the font ${called} is less than that of its CMap.`,
      mend,
      place,
    )
}

function embeddedCMap(
  file: PdfFile,
  cmap: PdfStream,
  called: string,
  report: Report,
  place: ViolationPlace,
): void {
  const bytes = file.decoded(cmap)
  const operations = [...readOperations(Buffer.from(bytes ?? []).toString('latin1'))]
  const written = operations.find(
    ({ operator, operands: [key] }) =>
      operator === 'def' && key?.kind === 'name' && key.value === 'WMode',
  )?.operands[1]
  const mode = written?.kind === 'number' ? written.value : 0
  if (mode !== (file.number(cmap, 'WMode') ?? 0))
    report(
      'matterhorn-31-007',
      `The CMap of the font ${called} says two writing directions.`,
      'Write the same WMode into its dictionary and into its text.',
      place,
    )
  const used = operations.find(({ operator }) => operator === 'usecmap')?.operands.at(-1)
  const inText = used?.kind === 'name' ? used.value : undefined
  const inDictionary = file.at(cmap, 'UseCMap')
  const base = inText ?? nameOf(inDictionary)
  if (base !== undefined && !predefinedCMaps.has(base))
    report(
      'matterhorn-31-008',
      `The CMap of the font ${called} builds on ${base}, which no reader has.`,
      'Write all of the CMap into one.',
      place,
    )
}

function simpleTrueType(file: PdfFile, use: FontUse, report: Report): void {
  const place = placeOfFont(use)
  const called = fontName(file, use)
  const encoding = file.at(use.font, 'Encoding')
  if (isSymbolic(file, use.font)) {
    if (encoding !== undefined)
      report(
        'matterhorn-31-024',
        `The symbolic font ${called} has an Encoding.`,
        'Remove Encoding, or the flag that the font is symbolic.',
        place,
      )
    return
  }
  const mend = 'Set it to WinAnsiEncoding or MacRomanEncoding.'
  const base = encoding instanceof PdfDict ? file.name(encoding, 'BaseEncoding') : nameOf(encoding)
  if (encoding === undefined)
    report('matterhorn-31-019', `The font ${called} has no Encoding.`, mend, place)
  else if (encoding instanceof PdfDict && !encoding.has('BaseEncoding'))
    report('matterhorn-31-020', `The font ${called} has no BaseEncoding.`, mend, place)
  else if (base !== 'WinAnsiEncoding' && base !== 'MacRomanEncoding')
    report('matterhorn-31-021', `The font ${called} is encoded by ${base}.`, mend, place)
}
