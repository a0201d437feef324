import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from 'pdf-lib'
import { name } from '../pdf-name.ts'
import { readSubset, type TrueTypeSubset } from './true-type-subset.ts'

/** A font as a part of the file uses it, by plain values: what is drawn with it, and what that means. */
export interface SubsetFont {
  /** Without the letters before it that tell subsets apart. */
  name: string
  /** What subsets of one face have in common, as one text. */
  face: string
  /** Numbers of its descriptor. */
  descriptor: Record<string, number | number[]>
  program: TrueTypeSubset
  /** By glyph, in thousandths of an em. */
  widths: Map<number, number>
  /** By glyph, in UTF-16 and hexadecimal. */
  texts: Map<number, string>
}

/**
 * Takes a document's TrueType fonts aside, to be united with those of other parts: what stands for them
 * are empty dictionaries. Fonts of another kind, or with more than Skia writes, stay as they are.
 *
 * @returns the fonts by what stands for them.
 */
export function setFontsAside(context: PDFContext): Map<PDFObject, SubsetFont> {
  const aside = new Map<PDFObject, SubsetFont>()
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    const font = object instanceof PDFDict ? subsetFont(object) : null
    if (!font) continue
    const standIn = context.obj({})
    context.assign(ref, standIn)
    aside.set(standIn, font)
  }
  return aside
}

/** The fonts that are aside, in the order of their stand-ins' numbers. */
export const fontsByNumber = (
  context: PDFContext,
  aside: ReadonlyMap<PDFObject, SubsetFont>,
): [standIn: number, font: SubsetFont][] =>
  context.enumerateIndirectObjects().flatMap(([ref, object]): [number, SubsetFont][] => {
    const font = aside.get(object)
    return font ? [[ref.objectNumber, font]] : []
  })

function subsetFont(font: PDFDict): SubsetFont | null {
  const cidFont = onlyDescendant(font)
  const descriptor = cidFont?.lookupMaybe(name('FontDescriptor'), PDFDict)
  const program = bytesOf(descriptor?.lookup(name('FontFile2')))
  const map = bytesOf(font.lookup(name('ToUnicode')))
  if (!(cidFont && descriptor && program && map) || !isPlain(font, cidFont)) return null
  const numbers = numbersOf(descriptor)
  const listed = listedWidths(cidFont.lookupMaybe(name('W'), PDFArray))
  const texts = textsOf(Buffer.from(map).toString('latin1'))
  const subset = readSubset(program)
  const called = /^\/[A-Z]{6}\+(.+)$/.exec(String(font.get(name('BaseFont'))))?.[1]
  if (!(numbers && listed && texts && subset && called)) return null
  const standard = cidFont.lookupMaybe(name('DW'), PDFNumber)?.asNumber() ?? 1000
  const face = createHash('sha256').update(JSON.stringify([called, numbers]))
  for (const [tag, bytes] of subset.tables) face.update(tag).update(bytes)
  return {
    ...{ name: called, face: face.digest('hex'), descriptor: numbers },
    ...{ program: subset, widths: widthsOf(subset, listed, standard, texts), texts },
  }
}

const onlyDescendant = (font: PDFDict): PDFDict | undefined => {
  if (font.get(name('Subtype')) !== name('Type0')) return undefined
  const descendants = font.lookupMaybe(name('DescendantFonts'), PDFArray)
  return descendants?.size() === 1 ? descendants.lookupMaybe(0, PDFDict) : undefined
}

const fontKeys = ['Type', 'Subtype', 'BaseFont', 'Encoding', 'DescendantFonts', 'ToUnicode']
const cidFontKeys = 'Type Subtype BaseFont CIDSystemInfo CIDToGIDMap FontDescriptor W DW'.split(' ')

/** Whether codes are numbers of glyphs, and nothing is said that `writeFont` would not say. */
function isPlain(font: PDFDict, cidFont: PDFDict): boolean {
  const system = cidFont.lookupMaybe(name('CIDSystemInfo'), PDFDict)
  return (
    hasOnly(font, fontKeys) &&
    hasOnly(cidFont, cidFontKeys) &&
    font.get(name('Encoding')) === name('Identity-H') &&
    cidFont.get(name('Subtype')) === name('CIDFontType2') &&
    cidFont.get(name('CIDToGIDMap')) === name('Identity') &&
    textOf(system?.get(name('Registry'))) === 'Adobe' &&
    textOf(system?.get(name('Ordering'))) === 'Identity'
  )
}

const hasOnly = (dict: PDFDict, keys: readonly string[]): boolean =>
  dict.keys().every((key) => keys.includes(key.asString().slice(1)))

const textOf = (object: PDFObject | undefined): string =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : ''

function bytesOf(object: PDFObject | undefined): Uint8Array | null {
  if (!(object instanceof PDFRawStream)) return null
  const filter = object.dict.get(name('Filter'))
  if (!filter) return object.contents
  return filter === name('FlateDecode') ? inflateSync(object.contents) : null
}

/** @returns null where it says anything but numbers. */
function numbersOf(descriptor: PDFDict): SubsetFont['descriptor'] | null {
  const numbers: SubsetFont['descriptor'] = {}
  for (const [key, value] of descriptor.entries()) {
    const called = key.asString().slice(1)
    if (['Type', 'FontName', 'FontFile2'].includes(called)) continue
    const list = value instanceof PDFArray ? value.asArray() : [value]
    const found = list.flatMap((item) => (item instanceof PDFNumber ? item.asNumber() : []))
    const [first] = found
    if (first === undefined || found.length < list.length) return null
    numbers[called] = value instanceof PDFArray ? found : first
  }
  return numbers
}

/** Of the glyphs that text uses, or that have a width: a run of widths has zeros for those between. */
function widthsOf(
  { glyphs }: TrueTypeSubset,
  listed: ReadonlyMap<number, number>,
  standard: number,
  texts: ReadonlyMap<number, string>,
): Map<number, number> {
  const widths = new Map<number, number>()
  for (const glyph of texts.keys()) widths.set(glyph, listed.get(glyph) ?? standard)
  for (const glyph of glyphs.keys()) {
    const width = listed.get(glyph)
    if (width) widths.set(glyph, width)
  }
  return widths
}

/** ISO 32000-1, 9.7.4.3, in the form that Skia writes as well: `c [w …]`, or `first last w`. */
function listedWidths(listed: PDFArray | undefined): Map<number, number> | null {
  const widths = new Map<number, number>()
  const values = listed?.asArray() ?? []
  for (let at = 0; at < values.length; ) {
    const first = values[at]
    const second = values[at + 1]
    if (!(first instanceof PDFNumber)) return null
    if (second instanceof PDFArray) {
      for (const [index, width] of second.asArray().entries()) {
        if (!(width instanceof PDFNumber)) return null
        widths.set(first.asNumber() + index, width.asNumber())
      }
      at += 2
    } else {
      const width = values[at + 2]
      if (!(second instanceof PDFNumber && width instanceof PDFNumber)) return null
      for (let glyph = first.asNumber(); glyph <= second.asNumber(); glyph++)
        widths.set(glyph, width.asNumber())
      at += 3
    }
  }
  return widths
}

/** As Skia writes maps: a line for each code or range. */
function textsOf(map: string): Map<number, string> | null {
  const texts = new Map<number, string>()
  for (const [, kind, lines = ''] of map.matchAll(/beginbf(char|range)\n([\s\S]*?)\nendbf/g))
    for (const line of lines.split('\n')) {
      const codes = line.match(/<[\dA-F]+>/g)?.map((code) => code.slice(1, -1)) ?? []
      const [first = '', last = '', text = last] = codes
      if (codes.length !== (kind === 'char' ? 2 : 3)) return null
      const from = Number.parseInt(first, 16)
      const to = kind === 'char' ? from : Number.parseInt(last, 16)
      for (let code = from; code <= to; code++) texts.set(code, advanced(text, code - from))
    }
  return texts
}

/** A range counts on in the last unit of its text. */
const advanced = (text: string, by: number): string =>
  text.slice(0, -4) +
  (Number.parseInt(text.slice(-4), 16) + by).toString(16).toUpperCase().padStart(4, '0')
