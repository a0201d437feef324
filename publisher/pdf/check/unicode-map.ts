import type { PdfStream } from '@libpdf/core'
import { type Operand, readOperations } from './content-operators.ts'
import { MadeOfFile } from './made-of-file.ts'
import type { PdfFile } from './pdf-file.ts'

/** What a ToUnicode CMap (ISO 32000-1, 9.10.3) says of character codes, as UTF-16 texts. */
export interface UnicodeMap {
  /** Undefined where it says nothing. */
  textOf(code: number): string | undefined
  /** Every text that it names, also of codes that no text uses: of a range, the first and the last. */
  texts: string[]
}

interface Range {
  first: number
  last: number
  text: string
}

const maps = new MadeOfFile<UnicodeMap | null>()

/** The ToUnicode CMap that a stream holds; null where it cannot be decoded. */
export const unicodeMapIn = (file: PdfFile, stream: PdfStream): UnicodeMap | null =>
  maps.of(file, stream, '', () => {
    const bytes = file.decoded(stream)
    return bytes ? readUnicodeMap(Buffer.from(bytes).toString('latin1')) : null
  })

/** Reads a ToUnicode CMap, decoded, one character a byte. */
export function readUnicodeMap(cmap: string): UnicodeMap {
  const single = new Map<number, string>()
  const ranges: Range[] = []
  for (const { operator, operands } of readOperations(cmap)) {
    if (operator === 'endbfchar')
      for (let at = 0; at + 1 < operands.length; at += 2)
        single.set(numberOf(operands[at]), utf16(operands[at + 1]))
    if (operator === 'endbfrange')
      for (let at = 0; at + 2 < operands.length; at += 3) {
        const first = numberOf(operands[at])
        const target = operands[at + 2]
        if (target?.kind === 'array')
          for (const [index, item] of target.items.entries()) single.set(first + index, utf16(item))
        else ranges.push({ first, last: numberOf(operands[at + 1]), text: utf16(target) })
      }
  }
  const inRange = (code: number): string | undefined => {
    const range = ranges.find(({ first, last }) => first <= code && code <= last)
    return range && advanced(range.text, code - range.first)
  }
  return {
    textOf: (code) => single.get(code) ?? inRange(code),
    texts: [
      ...single.values(),
      ...ranges.flatMap(({ text, first, last }) => [text, advanced(text, last - first)]),
    ],
  }
}

/** A range counts on in the last unit of its text. */
const advanced = (text: string, by: number): string =>
  text.slice(0, -1) + String.fromCharCode((text.charCodeAt(text.length - 1) || 0) + by)

const numberOf = (operand: Operand | undefined): number =>
  operand?.kind === 'string'
    ? [...operand.value].reduce((sum, c) => sum * 256 + c.charCodeAt(0), 0)
    : Number.NaN

function utf16(operand: Operand | undefined): string {
  if (operand?.kind !== 'string') return ''
  const bytes = Buffer.from(operand.value, 'latin1')
  return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : operand.value
}
