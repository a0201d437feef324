import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { generatedId } from '../hast/place.ts'
import { normalText } from '../parity/chapter-facts.ts'
import type { Allowance } from '../parity/compare-facts.ts'
import { allowanceOfPrint } from '../parity/compare-pdf.ts'
import { expectedFacts } from '../parity/expected-facts.ts'
import { furniture, mentionsMark, pageMark } from '../parity/facts-of-markup.ts'
import { withBylines } from '../parity/pdf-bylines.ts'
import type { PdfPart, PdfText } from '../parity/read-pdf.ts'

/** A page of the PDF, as the EPUB's page list has it. */
export interface PrintedPage {
  /** "iv", "12": as the page calls itself. */
  label: string
  /** The document where it begins, and the mark's id in it. */
  href: string
}

/** What the pages of the PDF are to a document of the EPUB. */
export interface PageMarks {
  /** Marks of pages that begin before the text does. */
  atStart: ElementContent[]
  /** The text with a mark where each later page begins. */
  children: ElementContent[]
}

/** A text with the place of each page in it: offsets count letters of `tight`. */
interface PageStart {
  label: string
  offset: number
}

/**
 * Finds the pages of a PDF in the text that it was printed from. It asks neither the browser nor the
 * layout, but the finished file: what a page's first words are, and where they stand in the text. Pages that
 * hold nothing of the EPUB (the index) are in no list; those that hold no words count to the next that does.
 */
export class PrintedPages {
  readonly list: PrintedPage[] = []
  readonly #printed: PdfText
  readonly #hast: GuideHast
  readonly #word: string
  readonly #parts: Map<string, PageStart[]>

  constructor(printed: PdfText, hast: GuideHast) {
    this.#printed = printed
    this.#hast = hast
    this.#word = hast.words.page
    this.#parts = startsOfParts(printed, hast)
  }

  /** Marks of the pages of the cover, of the colophon and of the contents. */
  front(kind: 'cover' | 'title' | 'contents', href: string): ElementContent[] {
    const { labels, parts } = this.#printed
    const contents = parts.find(({ title }) => title === normalText(this.#hast.words.contents))
    const from = (contents?.pages[0]?.page ?? 1) - 1
    const first = this.#parts.values().next().value?.[0]?.label
    const to = first === undefined ? labels.length : labels.indexOf(first)
    const pages = { cover: [0, 1], title: [1, from], contents: [from, to] }[kind]
    return labels.slice(pages[0], pages[1]).map((label) => this.#mark(label, href))
  }

  /** A part's text with its marks; the same text where the PDF has no such part. */
  marked(part: string, href: string, children: readonly ElementContent[]): PageMarks {
    const starts = this.#parts.get(part) ?? []
    const mark = ({ label }: PageStart) => this.#mark(label, href)
    return {
      atStart: starts.filter(({ offset }) => offset === 0).map(mark),
      children: withMarks(
        children,
        starts
          .filter(({ offset }) => offset > 0)
          .map((start) => ({ offset: start.offset, mark: mark(start) })),
      ),
    }
  }

  #mark(label: string, href: string): ElementContent {
    const id = generatedId('page', label)
    this.list.push({ label, href: `${href}#${id}` })
    return h('span', { id, role: 'doc-pagebreak', ariaLabel: `${this.#word} ${label}.` })
  }
}

/** By chapter's id, "glossary" and "bibliography": the pages that begin in each, in their order. */
function startsOfParts(printed: PdfText, hast: GuideHast): Map<string, PageStart[]> {
  const { words, chapters, guide } = hast
  const allowance = allowanceOfPrint(guide.frontMatter.lang)
  const names = [
    ...chapters.map(({ id }: ChapterHast) => id),
    ...(['glossary', 'bibliography'] as const).filter(
      (kind) => hast[kind].hast.children.length > 0,
    ),
  ]
  const opening = new RegExp(`^${normalText(words.chapter)}\\d+`)
  const parts = withBylines(printed.parts, hast).map((part) => ({
    ...part,
    title: part.title.replace(opening, ''),
  }))
  const starts = new Map<string, PageStart[]>()
  let from = 0
  let before = -1
  for (const [index, facts] of expectedFacts(hast).entries()) {
    const at = parts.findIndex(({ title }, place) => place >= from && title === facts.title)
    const part = parts[at]
    const name = names[index]
    if (!part || name === undefined) continue
    from = at + 1
    const found = startsInPart(part, tight(facts.text), printed.labels, allowance, before)
    starts.set(name, found.starts)
    before = found.last
  }
  return starts
}

/** @param before the last page that begins in what goes before, counted from 0; -1 at the text's beginning. */
function startsInPart(
  part: PdfPart,
  wanted: string,
  labels: readonly string[],
  allowance: Allowance,
  before: number,
): { starts: PageStart[]; last: number } {
  const texts = part.pages.map(({ text }) => tight(text))
  const offsetOf = offsetsIn(wanted, texts.join(''), allowance)
  const starts: PageStart[] = []
  let last = before
  let at = 0
  for (const [index, { page }] of part.pages.entries()) {
    // A page without words of its own belongs to the next that has some.
    for (let place = last < 0 ? page - 1 : last + 1; place < page; place++)
      starts.push({ label: labels[place] ?? String(place + 1), offset: offsetOf(at) })
    last = Math.max(last, page - 1)
    at += texts[index]?.length ?? 0
  }
  return { starts, last }
}

/** A text without what formats set differently, hyphens included: its pieces' lengths add up. */
const tight = (text: string): string => normalText(text).replace(/[-\u2010\u2011]/g, '')

/**
 * Where the letters of a printed text stand in the one that it was printed from; print says more at
 * its marks.
 */
function offsetsIn(
  wanted: string,
  printed: string,
  allowance: Allowance,
): (offset: number) => number {
  const pieces: { printed: number; wanted: number; length: number }[] = []
  let at = 0
  let place = 0
  for (const piece of wanted.split(new RegExp(`([${pageMark}${mentionsMark}])`))) {
    if (piece === pageMark || piece === mentionsMark) {
      at += allowance(piece).exec(printed.slice(at, at + 400))?.[0].length ?? 0
      continue
    }
    pieces.push({ printed: at, wanted: place, length: piece.length })
    at += piece.length
    place += piece.length
  }
  return (offset) => {
    const piece = pieces.findLast((candidate) => candidate.printed <= offset)
    return piece ? piece.wanted + Math.min(offset - piece.printed, piece.length) : 0
  }
}

interface Marked {
  offset: number
  mark: ElementContent
}

/** Elements whose children are blocks: a mark goes before the heading or figure that a page begins with. */
const flowContainers = new Set(['article', 'aside', 'blockquote', 'dd', 'div', 'li', 'section'])

/** Puts marks into a text: before a word, never within one, and never within a link or a note's mark. */
function withMarks(
  children: readonly ElementContent[],
  marks: readonly Marked[],
): ElementContent[] {
  if (marks.length === 0) return [...children]
  const waiting = [...marks]
  let at = 0
  const visit = (node: ElementContent, parent: string): ElementContent[] => {
    const next = waiting[0]
    if (!next) return [node]
    const isBlock = node.type === 'element' && flowContainers.has(parent)
    if (isBlock && next.offset <= at && lengthOf(node) > 0)
      return [...due(at + 1), ...visit(node, parent)]
    if (node.type === 'text') {
      const length = tight(node.value).length
      return length > 0 && next.offset < at + length
        ? inText(node.value, length)
        : skip(node, length)
    }
    if (node.type !== 'element' || isFurniture(node)) return [node]
    if (node.tagName === 'a' || node.tagName === 'sup' || node.tagName === 'code') {
      const length = lengthOf(node)
      const before = length > 0 ? due(at + length) : []
      at += length
      return [...before, node]
    }
    // A group of a list of definitions holds nothing else.
    const inside = parent === 'dl' && node.tagName === 'div' ? 'dl' : node.tagName
    return [{ ...node, children: node.children.flatMap((child) => visit(child, inside)) }]
  }
  const skip = (node: ElementContent, length: number): ElementContent[] => {
    at += length
    return [node]
  }
  const due = (end: number): ElementContent[] => {
    const found: ElementContent[] = []
    while (waiting[0] && waiting[0].offset < end) {
      found.push(waiting[0].mark)
      waiting.shift()
    }
    return found
  }
  const inText = (value: string, length: number): ElementContent[] => {
    const pieces: ElementContent[] = []
    let rest = value
    let begun = at
    for (let next = waiting[0]; next && next.offset < at + length; next = waiting[0]) {
      const cut = wordAt(rest, next.offset - begun)
      if (cut > 0) pieces.push({ type: 'text', value: rest.slice(0, cut) })
      begun += tight(rest.slice(0, cut)).length
      rest = rest.slice(cut)
      pieces.push(...due(Math.max(begun, next.offset) + 1))
    }
    at += length
    return rest ? [...pieces, { type: 'text', value: rest }] : pieces
  }
  const marked = children.flatMap((child) => visit(child, 'section'))
  // What begins after the last word: the notes, which this edition has at its end.
  return [...marked, ...waiting.map(({ mark }) => mark)]
}

const isFurniture = ({ properties: { className } }: Element): boolean =>
  Array.isArray(className) && className.some((name) => furniture.includes(String(name)))

const lengthOf = (node: ElementContent): number =>
  node.type === 'text'
    ? tight(node.value).length
    : node.type === 'element' && !isFurniture(node)
      ? node.children.reduce((sum, child) => sum + lengthOf(child), 0)
      : 0

/** The index in a text of the word that an offset is in; of one that print tears, its beginning. */
function wordAt(text: string, offset: number): number {
  let counted = 0
  let index = 0
  for (const letter of text) {
    const length = tight(letter).length
    if (counted >= offset && length > 0) break
    counted += length
    index += letter.length
  }
  const isLetter = (at: number): boolean => /[\p{L}\p{N}\p{M}]/u.test(text[at] ?? '')
  while (index > 0 && isLetter(index) && isLetter(index - 1)) index--
  return index
}
