import { PdfDict, PdfNumber } from '@libpdf/core'
import type { Operand } from '../pdf/check/content-operators.ts'
import { drawingOfPage } from '../pdf/check/drawings.ts'
import { MadeOfFile } from '../pdf/check/made-of-file.ts'
import { nameOf, PdfFile, type PdfPage, textOf } from '../pdf/check/pdf-file.ts'
import {
  readStructureTree,
  type StructureElement,
  type StructureKid,
  type StructureTree,
} from '../pdf/check/structure-tree.ts'
import { unicodeMapIn } from '../pdf/check/unicode-map.ts'
import {
  addNote,
  type ChapterFacts,
  emptyFacts,
  normalLink,
  normalText,
  tableSize,
} from './chapter-facts.ts'

/** Text of a chapter on one of its pages, in the form of `normalText`, notes left out. */
export interface PageText {
  /** Counted from 1. */
  page: number
  text: string
}

/** A part of a PDF that begins with a heading of level 1. */
export interface PdfPart extends ChapterFacts {
  pages: PageText[]
  /** Notes without a number: addresses that print sets beside their links. */
  addresses: string[]
}

/** What a PDF says by its tags, and what its pages are called. */
export interface PdfText {
  parts: PdfPart[]
  /** "iv", "12": by page. */
  labels: string[]
}

/**
 * Reads the text of a PDF as a screen reader does: by the structure tree, through the fonts' maps to
 * Unicode. Text that is no part of the tree is not read.
 */
export async function readPdf(bytes: Uint8Array): Promise<PdfText> {
  const file = await PdfFile.read(bytes)
  return textOfPdf(file, readStructureTree(file))
}

/** What `readPdf` reads in a file that is open already. */
export function textOfPdf(file: PdfFile, tree: StructureTree | null): PdfText {
  if (!tree) throw new Error('The PDF has no structure tree')
  const said = new SaidByPages(file)
  const parts: ReadPart[] = []
  for (const top of tree.top) {
    // What stands around whole chapters says nothing itself.
    const isAround = /^(?:Document|Part|Art|Sect|Div)$/.test(top.type)
    for (const kid of isAround ? top.kids : [top]) {
      const stretch = stretchOf(file, kid, said)
      const last = parts.at(-1)
      if (last) parts[parts.length - 1] = joined(last, stretch.before)
      parts.push(...stretch.parts)
    }
  }
  return { parts: parts.map(wholePart), labels: labelsOf(file) }
}

/** Where a link annotation leads. */
interface Link {
  uri: string
  destination: string
}

/** What a page says by itself. */
interface SaidPage {
  /** Texts of marked-content sequences by their MCID. */
  texts: ReadonlyMap<number, string>
  /** By the annotation's object number. */
  links: ReadonlyMap<number, Link>
}

const saidPages = new MadeOfFile<SaidPage>()

/** What the pages of a file say; the file is asked anew by whoever asks, who may be noting it. */
class SaidByPages {
  readonly #file: PdfFile
  readonly #pagesOfLinks = new Map<number, number>()

  constructor(file: PdfFile) {
    this.#file = file
    for (const { number } of file.pages)
      for (const object of this.#page(number)?.links.keys() ?? [])
        this.#pagesOfLinks.set(object, number)
  }

  text(page: number, mcid: number): string {
    return this.#page(page)?.texts.get(mcid) ?? ''
  }

  link(object: number): Link | undefined {
    const page = this.#pagesOfLinks.get(object)
    // That no page has it cannot be told by what was asked.
    if (page === undefined) this.#file.askMore()
    return page === undefined ? undefined : this.#page(page)?.links.get(object)
  }

  #page(number: number): SaidPage | undefined {
    const file = this.#file
    const page = file.pages[number - 1]
    if (!page || file.pageNumber(page.ref.objectNumber) !== number) return undefined
    file.resolve(page.ref)
    return saidPages.of(file, page.dict, '', () => ({
      texts: new PageReader(file, page).read(),
      links: linksOn(file, page),
    }))
  }
}

/** A part while it is read: its notes and pieces of text are still to be brought together. */
interface ReadPart {
  facts: PdfPart
  notes: Map<number, ChapterFacts>
  pieces: PageText[]
}

/** What a branch of the structure tree says: more of the part before it, and parts that begin in it. */
interface Stretch {
  before: ReadPart
  parts: ReadPart[]
}

const emptyPart = (title: string): ReadPart => ({
  facts: { ...emptyFacts(title), pages: [], addresses: [] },
  notes: new Map(),
  pieces: [],
})

/** What was read of branches: of a file that is like one before, most of it holds still. */
const stretches = new MadeOfFile<Stretch>()

const stretchOf = (file: PdfFile, kid: StructureKid, said: SaidByPages): Stretch =>
  kid.kind === 'element'
    ? stretches.of(file, kid, '', () => readStretch(file, kid, said))
    : readStretch(file, kid, said)

function readStretch(file: PdfFile, branch: StructureKid, said: SaidByPages): Stretch {
  const before = emptyPart('')
  const parts: ReadPart[] = []
  let part = before
  const contentOf = (kid: StructureKid): PageText | null =>
    kid.kind === 'content' && kid.page !== null && kid.form === null
      ? { page: kid.page, text: said.text(kid.page, kid.mcid) }
      : null
  const textIn = (element: StructureElement): string =>
    element.kids
      .map((kid) => (kid.kind === 'element' ? textIn(kid) : (contentOf(kid)?.text ?? '')))
      .join('')
  const visit = (kid: StructureKid): void => {
    if (kid.kind === 'element') visitElement(kid)
    else {
      const content = contentOf(kid)
      if (content) part.pieces.push(content)
    }
  }
  const visitElement = (element: StructureElement): void => {
    if (element.type === 'H1') {
      part = emptyPart(normalText(textIn(element)))
      parts.push(part)
      const begins = firstPage(element)
      if (begins !== null) part.pieces.push({ page: begins, text: '' })
      return
    }
    if (element.type === 'Note') {
      const [number, text] = noteIn(element)
      if (number === 0) part.facts.addresses.push(text)
      const note = { ...emptyFacts(''), text }
      collectLinks(element, note)
      if (number > 0) part.notes.set(number, note)
      return
    }
    // An item's number is the list's; words in a picture are the picture's.
    if (element.type === 'Lbl') return
    collect(element, part.facts)
    if (element.type === 'Figure') return
    for (const kid of element.kids) visit(kid)
  }
  /** The number is a link back to the reference. */
  const noteIn = (note: StructureElement): [number, string] => {
    const link = descendants(note).find(({ type }) => type === 'Link')
    const number = link ? textIn(link) : ''
    return [Number(normalText(number)), normalText(textIn(note)).slice(normalText(number).length)]
  }
  const collect = (element: StructureElement, into: PdfPart): void => {
    const level = /^H([2-6])$/.exec(element.type)?.[1]
    if (level) into.headings.push(`${level} ${normalText(textIn(element))}`)
    if (element.type === 'Figure') {
      const alt = textOf(file.at(element.dict, 'Alt'))
      if (alt) into.figures.push(normalText(alt))
    }
    if (element.type === 'Table') {
      const inside = descendants(element)
      const cells = inside.filter(({ type }) => type === 'TH' || type === 'TD')
      into.tables.push(tableSize(inside.filter(({ type }) => type === 'TR').length, cells.length))
    }
    if (element.type === 'Link') collectLink(element, into)
  }
  const collectLinks = (element: StructureElement, into: ChapterFacts): void => {
    for (const link of descendants(element).filter(({ type }) => type === 'Link'))
      collectLink(link, into)
  }
  const collectLink = (element: StructureElement, into: ChapterFacts): void => {
    const targets = element.kids.flatMap((kid) =>
      kid.kind === 'object' && kid.object !== null ? [said.link(kid.object)] : [],
    )
    const target = targets.find((found) => found !== undefined)
    if (target?.uri) into.links.push(normalLink(target.uri))
    if (target?.destination.startsWith('entry_')) into.citations.push(normalText(textIn(element)))
  }
  visit(branch)
  return { before, parts }
}

/** A part with what the next branch says before another begins. */
function joined(part: ReadPart, more: ReadPart): ReadPart {
  const { facts } = part
  const isEmpty =
    more.pieces.length === 0 &&
    more.notes.size === 0 &&
    partLists.every((list) => more.facts[list].length === 0)
  if (isEmpty) return part
  const lists = partLists.map((list) => [list, [...facts[list], ...more.facts[list]]])
  return {
    facts: { ...facts, ...Object.fromEntries(lists) },
    notes: new Map([...part.notes, ...more.notes]),
    pieces: [...part.pieces, ...more.pieces],
  }
}

const partLists = ['headings', 'figures', 'tables', 'citations', 'links', 'addresses'] as const

const wholeParts = new WeakMap<ReadPart, PdfPart>()

function wholePart(part: ReadPart): PdfPart {
  const known = wholeParts.get(part)
  if (known) return known
  const { facts, notes, pieces } = part
  const whole: PdfPart = {
    ...facts,
    notes: [],
    citations: [...facts.citations],
    links: [...facts.links],
    pages: byPage(pieces),
    text: normalText(pieces.map(({ text }) => text).join('')),
  }
  for (const [, note] of [...notes].sort(([a], [b]) => a - b)) addNote(whole, note)
  wholeParts.set(part, whole)
  return whole
}

function byPage(pieces: readonly { page: number; text: string }[]): PageText[] {
  const pages: PageText[] = []
  for (const { page, text } of pieces) {
    const last = pages.at(-1)
    if (last && page <= last.page) last.text += text
    else pages.push({ page, text })
  }
  return pages.map(({ page, text }) => ({ page, text: normalText(text) }))
}

function firstPage(element: StructureElement): number | null {
  for (const kid of element.kids) {
    const page = kid.kind === 'element' ? firstPage(kid) : kid.kind === 'content' ? kid.page : null
    if (page !== null) return page
  }
  return element.page
}

const descendants = (element: StructureElement): StructureElement[] =>
  element.kids.flatMap((kid) => (kid.kind === 'element' ? [kid, ...descendants(kid)] : []))

/** Where each link annotation of a page leads, by its object number. */
function linksOn(file: PdfFile, { dict }: PdfPage): Map<number, Link> {
  const links = new Map<number, Link>()
  const annotations = file.at(dict, 'Annots')
  if (annotations?.type !== 'array') return links
  for (const value of annotations.toArray()) {
    const annotation = file.resolve(value)
    if (value.type !== 'ref' || !(annotation instanceof PdfDict)) continue
    const destination = file.at(annotation, 'Dest')
    links.set(value.objectNumber, {
      uri: file.text(file.dict(annotation, 'A'), 'URI') ?? '',
      destination: nameOf(destination) ?? textOf(destination) ?? '',
    })
  }
  return links
}

/** Page labels of the two kinds that editions have: roman and decimal. */
function labelsOf(file: PdfFile): string[] {
  const numbers = file.array(file.dict(file.catalog, 'PageLabels'), 'Nums')
  const ranges: { from: number; style: string; start: number }[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const from = numbers[at]
    const range = numbers[at + 1]
    if (from instanceof PdfNumber && range instanceof PdfDict)
      ranges.push({
        from: from.value,
        style: file.name(range, 'S') ?? 'D',
        start: file.number(range, 'St') ?? 1,
      })
  }
  return file.pages.map((_page, index) => {
    const range = ranges.findLast(({ from }) => from <= index)
    const number = index - (range?.from ?? 0) + (range?.start ?? 1)
    return range?.style === 'r' ? roman(number) : String(number)
  })
}

function roman(number: number): string {
  const units = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix']
  const tens = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc']
  return (
    'c'.repeat(Math.floor(number / 100)) +
    tens[Math.floor((number % 100) / 10)] +
    units[number % 10]
  )
}

/** The texts of the glyphs that a string shows. */
type Decoder = (shown: string) => string[]

/** A text string in UTF-16 (ISO 32000-1, 7.9.2.2), as Skia writes them, one character a byte. */
const decodedText = (value: string): string =>
  value.startsWith('\xFE\xFF')
    ? Buffer.from(value.slice(2), 'latin1').swap16().toString('utf16le')
    : value

/** What an open marked-content operator says of the text in it. */
interface Mark {
  /** Of a piece of the structure tree; null where it is of none. */
  mcid: number | null
  /** Stands for all that is drawn in it. */
  actualText: string | null
  /** Its glyphs are drawn from right to left (ISO 32000-1, 14.8.2.3.3): where they begin in the text. */
  reversedFrom: number | null
}

/** Texts of a page's marked-content sequences by their MCID. */
class PageReader {
  static readonly #decoders = new MadeOfFile<Decoder>()
  readonly #file: PdfFile
  readonly #page: PdfPage
  readonly #fonts = new Map<string, Decoder>()
  readonly #texts = new Map<number, string[]>()

  constructor(file: PdfFile, page: PdfPage) {
    this.#file = file
    this.#page = page
  }

  read(): Map<number, string> {
    const marks: Mark[] = []
    let decode: Decoder = () => []
    const saved: Decoder[] = []
    for (const { operator, operands } of drawingOfPage(this.#file, this.#page).operations)
      switch (operator) {
        case 'Tf':
          decode = this.#font(operands[0])
          break
        case 'q':
          saved.push(decode)
          break
        case 'Q':
          decode = saved.pop() ?? decode
          break
        case 'BMC': {
          const [tag] = operands
          const isReversed = tag?.kind === 'name' && tag.value === 'ReversedChars'
          const reversedFrom = isReversed ? (this.#textOf(marks)?.length ?? null) : null
          marks.push({ mcid: null, actualText: null, reversedFrom })
          break
        }
        case 'BDC': {
          const mark = this.#marked(operands)
          marks.push(mark)
          if (mark.actualText !== null) this.#textOf(marks)?.push(mark.actualText)
          break
        }
        case 'EMC': {
          const mark = marks.pop()
          const text = this.#textOf(marks)
          if (text && mark?.reversedFrom != null)
            text.push(...text.splice(mark.reversedFrom).reverse())
          break
        }
        case 'Tj': {
          const text = this.#textOf(marks)
          if (text && !marks.some(({ actualText }) => actualText !== null))
            this.#show(operands, text, decode)
          break
        }
      }
    return new Map([...this.#texts].map(([mcid, pieces]) => [mcid, pieces.join('')]))
  }

  /** The text of the innermost piece of the structure tree that is open. */
  #textOf(marks: readonly Mark[]): string[] | undefined {
    const mcid = marks.findLast((mark) => mark.mcid !== null)?.mcid
    if (mcid === undefined || mcid === null) return undefined
    const text = this.#texts.get(mcid) ?? []
    this.#texts.set(mcid, text)
    return text
  }

  #show(operands: readonly Operand[], text: string[], decode: Decoder): void {
    for (const operand of operands)
      if (operand.kind === 'string') for (const letter of decode(operand.value)) text.push(letter)
  }

  /** Artifacts have no number. Chromium and we write what is said of a sequence in place. */
  #marked([, properties]: readonly Operand[]): Mark {
    const entries = properties?.kind === 'dict' ? properties.entries : undefined
    const mcid = entries?.get('MCID')
    const actualText = entries?.get('ActualText')
    return {
      mcid: mcid?.kind === 'number' ? mcid.value : null,
      actualText: actualText?.kind === 'string' ? decodedText(actualText.value) : null,
      reversedFrom: null,
    }
  }

  #font(operand: Operand | undefined): Decoder {
    if (operand?.kind !== 'name') return () => []
    const known = this.#fonts.get(operand.value)
    if (known) return known
    const resources = this.#file.dict(this.#page.dict, 'Resources')
    const font = this.#file.dict(this.#file.dict(resources, 'Font'), operand.value)
    const decoder = font
      ? PageReader.#decoders.of(this.#file, font, '', () => decoderOf(this.#file, font))
      : () => []
    this.#fonts.set(operand.value, decoder)
    return decoder
  }
}

function decoderOf(file: PdfFile, font: PdfDict): Decoder {
  const stream = file.stream(font, 'ToUnicode')
  const map = stream ? unicodeMapIn(file, stream) : null
  const step = file.name(font, 'Subtype') === 'Type0' ? 2 : 1
  const known = new Map<number, string>()
  return (shown) => {
    const letters: string[] = []
    for (let at = 0; at < shown.length; at += step) {
      const first = shown.charCodeAt(at)
      const code = step === 2 ? (first << 8) | (shown.charCodeAt(at + 1) || 0) : first
      let letter = known.get(code)
      if (letter === undefined) {
        letter = map?.textOf(code) ?? '\uFFFD'
        known.set(code, letter)
      }
      letters.push(letter)
    }
    return letters
  }
}
