import { PdfDict } from '@libpdf/core'
import type { CheckedPdf } from '../checked-pdf.ts'
import type { FontUse } from '../drawn-content.ts'
import { nameOf, type PdfFile } from '../pdf-file.ts'
import { predefinedCMaps } from '../predefined-cmaps.ts'
import { unicodeMapIn } from '../unicode-map.ts'
import type { Report } from '../violation.ts'
import { descendant, fontName, isSymbolic, placeOfFont } from './fonts.ts'

const knownEncodings = new Set(['MacRomanEncoding', 'MacExpertEncoding', 'WinAnsiEncoding'])
const knownOrderings = new Set(['GB1', 'CNS1', 'Japan1', 'Korea1'])

/** Checkpoint 10 and the end of 31: every character shown stands for text. */
export function unicode({ file, drawn }: CheckedPdf, report: Report): void {
  for (const use of drawn.fonts.values()) {
    const place = placeOfFont(use)
    const called = fontName(file, use)
    const stream = file.stream(use.font, 'ToUnicode')
    const map = stream && unicodeMapIn(file, stream)
    if (!map) {
      if (!hasKnownCharacters(file, use))
        report(
          'matterhorn-31-027',
          `The font ${called} does not say which characters its codes stand for.`,
          'Write a ToUnicode map.',
          place,
        )
      continue
    }
    const missing = [...use.codes].filter(([code]) => !map.textOf(code))
    const [first] = missing
    if (first)
      report(
        'matterhorn-10-001',
        `${missing.length} characters of the font ${called} stand for no text, the first of them of code ${first[0]}.`,
        'Write them into the ToUnicode map.',
        { ...place, page: first[1] },
      )
    if (map.texts.some((text) => text.includes('\0')))
      report(
        'matterhorn-31-028',
        `The ToUnicode map of the font ${called} names U+0000.`,
        'Name the characters that are meant.',
        place,
      )
    if (map.texts.some((text) => /[\uFEFF\uFFFE]/.test(text)))
      report(
        'matterhorn-31-029',
        `The ToUnicode map of the font ${called} names U+FEFF or U+FFFE.`,
        'Name the characters that are meant.',
        place,
      )
  }
}

/** PDF/UA-1, 7.21.7: where the encoding itself tells the characters. */
function hasKnownCharacters(file: PdfFile, { font }: FontUse): boolean {
  const encoding = file.at(font, 'Encoding')
  if (file.name(font, 'Subtype') === 'Type0') {
    const ordering = file.text(file.dict(descendant(file, font), 'CIDSystemInfo'), 'Ordering')
    const named = nameOf(encoding) ?? ''
    return (
      knownOrderings.has(ordering ?? '') ||
      (predefinedCMaps.has(named) && !named.startsWith('Identity'))
    )
  }
  if (encoding instanceof PdfDict)
    return (
      !encoding.has('Differences') && knownEncodings.has(file.name(encoding, 'BaseEncoding') ?? '')
    )
  return knownEncodings.has(nameOf(encoding) ?? '') && !isSymbolic(file, font)
}
