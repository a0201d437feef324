import { deflateSync, inflateSync } from 'node:zlib'
import { type PDFContext, PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/**
 * What Skia writes for a soft hyphen within a line: a blank that stands for it. Whoever reads the file
 * would find words in pieces, so that only the way to the next letter is left.
 */
const hiddenHyphen =
  /\/Span<<\/ActualText <FEFF00AD> >> BDC\n(?:([-\d.]+ [-\d.]+ Td) )?<[\dA-F]+> Tj\nEMC\n/g

/** One at a line's end, and the block after it that shows the hyphen. */
const shownHyphen =
  /\/Span<<\/ActualText <FEFF00AD> >> BDC\n(?:[-\d.]+ [-\d.]+ Td )?<[\dA-F]+> Tj\nEMC\n(ET\nBT\n\/\S+ [-\d.]+ Tf\n[-\d. ]+ Tm\n)(<[\dA-F]{4}> Tj\n)(?=ET\n)/g

const placeholder = '(soft hyphen)'

/**
 * Leaves soft hyphens of a page's content where they show, and nowhere else. The hyphen that shows is
 * said to be a soft one (ISO 32000-1, 14.8.2.2.3), so that whoever reads the file joins the word.
 */
export function settleHyphens(content: string): string {
  if (!content.includes('FEFF00AD')) return content
  return content
    .replace(shownHyphen, (_all, begin: string, hyphen: string) => {
      return `${begin}${placeholder}${hyphen}EMC\n`
    })
    .replace(hiddenHyphen, (_all, move: string | undefined) => (move ? `${move}\n` : ''))
    .replaceAll(placeholder, '/Span<</ActualText <FEFF00AD> >> BDC\n')
}

/**
 * Characters that have one glyph in many fonts, of which Skia names the first in Unicode's order:
 * modifier letters where a text has quotation marks.
 */
const twins: Readonly<Record<string, string>> = { '02BB': '2018', '02BC': '2019' }

/**
 * Makes fonts name the characters of the text.
 *
 * @param characters all of the text: of twins, one that is in it is meant.
 */
export function settleUnicodeMaps(context: PDFContext, characters: ReadonlySet<string>): void {
  const isMeant = (code: string): boolean =>
    characters.has(String.fromCharCode(Number.parseInt(code, 16)))
  const meant = new Map(Object.entries(twins).filter(([twin]) => !isMeant(twin)))
  const settled = new Set<PDFRef>()
  for (const [, font] of context.enumerateIndirectObjects()) {
    const ref = font instanceof PDFDict ? font.get(name('ToUnicode')) : undefined
    if (!(ref instanceof PDFRef) || settled.has(ref)) continue
    settled.add(ref)
    const stream = context.lookup(ref)
    if (!(stream instanceof PDFRawStream)) continue
    const map = inflateSync(stream.contents).toString('latin1')
    const written = map.replace(
      /^(<[\dA-F]{4}> (?:<[\dA-F]{4}> )?)<(02B[BC])>$/gm,
      (line, codes: string, twin: string) => {
        const [first = 0, last = first] = [...codes.matchAll(/[\dA-F]{4}/g)].map(([code]) =>
          Number.parseInt(code, 16),
        )
        // A range that goes on beyond the twins is left as it is.
        const isWithin = Number.parseInt(twin, 16) + last - first <= 0x02bc
        const other = meant.get(twin)
        return other && isWithin ? `${codes}<${other}>` : line
      },
    )
    if (written !== map)
      context.assign(
        ref,
        PDFRawStream.of(stream.dict, deflateSync(Buffer.from(written, 'latin1'), { level: 6 })),
      )
  }
}
