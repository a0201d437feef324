import { DOMParser, type Document, type Element, type Node, XMLSerializer } from '@xmldom/xmldom'
import { newSuggestionId } from '../suggestions/records.ts'
import type { TrackedChange } from './imported-word.ts'

// mammoth reads a document as if every tracked change were accepted, and says of a comment only where
// its sign stands. Before it reads, tracked changes and the ends of comments' words are rewritten as
// bookmarks, which it hands through; their names begin with a word that no bookmark of the file has.

const MARK = 'charrette:'

/** What a bookmark of ours says at its place. */
export type Marker =
  | { kind: 'begin' | 'end'; range: TrackedRange }
  | { kind: 'comment-start' | 'comment-end'; id: string }
  | { kind: 'paragraph-mark'; change: 'inserted' | 'deleted'; id: string }
  | { kind: 'row'; change: 'inserted' | 'deleted'; id: string }
  | { kind: 'list'; numId: string }
  /** Of a paragraph that is a heading by its outline level: 1 is the highest. */
  | { kind: 'outline'; level: number }

/** Words between two bookmarks that were added, taken out or set otherwise. */
export interface TrackedRange {
  kind: 'insertion' | 'deletion' | 'formatting'
  id: string
  /** Of words set otherwise: the marks that they had before. */
  before: readonly string[]
}

export interface MarkedParts {
  parts: Map<string, Uint8Array>
  changes: Map<string, TrackedChange>
  markers: Map<string, Marker>
  /** What is in the document that mammoth passes over without a word: name to how often, with words of it. */
  passedOver: Map<PassedOver, string[]>
}

export type PassedOver =
  | 'equation'
  | 'chart'
  | 'drawing'
  | 'embedded'
  | 'hidden'
  | 'cell-change'
  | 'table-head'

/** Tables in tables in boxes come to some dozens; more would use up the stack of whoever reads on. */
const deepest = 400

const marked = /^word\/(?:document\d*|footnotes|endnotes)\.xml$/

/**
 * Rewrites tracked changes, comment ranges and the numbering of lists as bookmarks.
 *
 * @throws where a part is no XML.
 */
export function markChanges(parts: ReadonlyMap<string, Uint8Array>): MarkedParts {
  const marking = new Marking(outlineLevels(parts.get('word/styles.xml')))
  const rewritten = new Map(parts)
  for (const [path, bytes] of parts) {
    if (!marked.test(path)) continue
    const document = readXml(bytes)
    marking.rewrite(document)
    rewritten.set(path, new TextEncoder().encode(new XMLSerializer().serializeToString(document)))
  }
  const { changes, markers, passedOver } = marking
  return { parts: rewritten, changes, markers, passedOver }
}

/** @throws where it is no well-formed XML. */
export function readXml(bytes: Uint8Array): Document {
  const text = new TextDecoder().decode(bytes)
  return new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning') throw new Error(message)
    },
  }).parseFromString(text, 'text/xml')
}

export const elementsOf = (parent: Node): Element[] =>
  [...parent.childNodes].filter((node): node is Element => node.nodeType === 1)

/** An element's attribute by its local name, whatever its prefix. */
export function attributeOf(element: Element, name: string): string | null {
  for (const attribute of element.attributes)
    if (attribute.localName === name) return attribute.value
  return null
}

export const childOf = (parent: Node | null, name: string): Element | null =>
  (parent && elementsOf(parent).find(({ localName }) => localName === name)) ?? null

class Marking {
  readonly #outlines: ReadonlyMap<string, number>

  /** @param outlines the outline levels of paragraph styles, by their ids. */
  constructor(outlines: ReadonlyMap<string, number>) {
    this.#outlines = outlines
  }

  readonly changes = new Map<string, TrackedChange>()
  readonly markers = new Map<string, Marker>()
  readonly passedOver = new Map<PassedOver, string[]>()

  rewrite(document: Document): void {
    // Innermost first, and in the order of the text: a wrapper's children have been rewritten when it goes.
    const all: Element[] = []
    const root = document.documentElement
    const stack: [Element, number][] = root ? [[root, 0]] : []
    for (let next = stack.pop(); next; next = stack.pop()) {
      const [element, depth] = next
      if (depth > deepest) throw new RangeError(`Elements lie more than ${deepest} deep`)
      all.push(element)
      for (const child of elementsOf(element)) stack.push([child, depth + 1])
    }
    for (const element of all.reverse()) this.#visit(element)
  }

  #visit(element: Element): void {
    const parent = element.parentNode as Element | null
    if (!parent) return
    switch (element.localName) {
      case 'ins':
      case 'moveTo':
        this.#change(element, parent, 'insertion')
        return
      case 'del':
      case 'moveFrom':
        this.#change(element, parent, 'deletion')
        return
      case 'delText':
        rename(element, 't')
        return
      case 'delInstrText':
        parent.removeChild(element)
        return
      case 'rPrChange':
        this.#formatting(element, parent)
        return
      case 'fldSimple':
      case 'dir':
      case 'bdo':
        // mammoth does not look into them: a caption would lose its number, a sentence its word.
        while (element.firstChild) parent.insertBefore(element.firstChild, element)
        parent.removeChild(element)
        return
      case 'commentRangeStart':
      case 'commentRangeEnd': {
        const kind = element.localName === 'commentRangeStart' ? 'comment-start' : 'comment-end'
        const id = attributeOf(element, 'id') ?? ''
        parent.replaceChild(this.#bookmark(element, { kind, id }), element)
        return
      }
      case 'bookmarkStart':
        if (
          attributeOf(element, 'name')?.startsWith(MARK) &&
          !this.markers.has(attributeOf(element, 'name') ?? '')
        )
          parent.removeChild(element)
        return
      case 'numPr': {
        const numId = attributeOf(childOf(element, 'numId') ?? element, 'val')
        const paragraph = parent.parentNode as Element | null
        if (numId && paragraph?.localName === 'p') this.#first(paragraph, { kind: 'list', numId })
        return
      }
      case 'outlineLvl':
        this.#outline(parent, Number(attributeOf(element, 'val')))
        return
      case 'pStyle': {
        const level = this.#outlines.get(attributeOf(element, 'val') ?? '')
        if (level !== undefined && !childOf(parent, 'outlineLvl')) this.#outline(parent, level)
        return
      }
      case 'tblPr': {
        const head = firstRowAsHead(element, parent)
        if (head !== null) this.#note('table-head', head)
        return
      }
      case 'vanish':
        this.#hidden(element)
        return
      case 'oMath':
        this.#equation(element, parent)
        return
      case 'chart':
        this.#note('chart', '')
        return
      case 'relIds':
        this.#note('drawing', '')
        return
      case 'OLEObject':
        this.#note('embedded', attributeOf(element, 'ProgID') ?? '')
        return
      case 'cellIns':
      case 'cellDel':
      case 'cellMerge':
        this.#note('cell-change', '')
        return
    }
  }

  #change(element: Element, parent: Element, kind: 'insertion' | 'deletion'): void {
    const change = kind === 'insertion' ? 'inserted' : 'deleted'
    const owner = parent.parentNode as Element | null
    if (parent.localName === 'rPr') {
      // Of a paragraph's own mark; on a run's properties it says nothing that its wrapper does not.
      const paragraph = owner?.localName === 'pPr' ? (owner.parentNode as Element | null) : null
      if (paragraph) {
        const id = this.#suggestion(element)
        paragraph.appendChild(this.#bookmark(element, { kind: 'paragraph-mark', change, id }))
      }
      parent.removeChild(element)
      return
    }
    if (parent.localName === 'trPr') {
      const paragraph = owner && firstParagraph(owner)
      if (paragraph) this.#first(paragraph, { kind: 'row', change, id: this.#suggestion(element) })
      parent.removeChild(element)
      return
    }
    if (
      !/^(?:p|hyperlink|smartTag|sdtContent|fldSimple|customXml|dir|bdo|ins|del|moveTo|moveFrom)$/.test(
        parent.localName ?? '',
      )
    ) {
      while (element.firstChild) parent.insertBefore(element.firstChild, element)
      parent.removeChild(element)
      return
    }
    const range: TrackedRange = {
      kind,
      id: this.#neighbour(element) ?? this.#suggestion(element),
      before: [],
    }
    const end = this.#bookmark(element, { kind: 'end', range })
    parent.insertBefore(this.#bookmark(element, { kind: 'begin', range }), element)
    while (element.firstChild) parent.insertBefore(element.firstChild, element)
    parent.replaceChild(end, element)
  }

  /** The suggestion of a change right before this one by the same hand: a word put in another's place. */
  #neighbour(element: Element): string | null {
    for (let before = element.previousSibling; before; before = before.previousSibling) {
      if (before.nodeType !== 1) continue
      const name = attributeOf(before as Element, 'name')
      const marker = name === null ? undefined : this.markers.get(name)
      if (marker?.kind !== 'end' || marker.range.kind === 'formatting') return null
      return this.changes.get(marker.range.id)?.author === authorOf(element)
        ? marker.range.id
        : null
    }
    return null
  }

  #formatting(element: Element, properties: Element): void {
    const run = properties.parentNode as Element | null
    const parent = run?.parentNode as Element | null
    properties.removeChild(element)
    if (run?.localName !== 'r' || !parent) return
    const before = childOf(element, 'rPr')
    const range: TrackedRange = {
      kind: 'formatting',
      id: this.#suggestion(element),
      before: before ? marksOf(before) : [],
    }
    parent.insertBefore(this.#bookmark(run, { kind: 'begin', range }), run)
    parent.insertBefore(this.#bookmark(run, { kind: 'end', range }), run.nextSibling)
  }

  #suggestion(element: Element): string {
    const id = newSuggestionId()
    this.changes.set(id, { author: authorOf(element), at: momentOf(attributeOf(element, 'date')) })
    return id
  }

  #first(paragraph: Element, marker: Marker): void {
    const properties = childOf(paragraph, 'pPr')
    paragraph.insertBefore(
      this.#bookmark(paragraph, marker),
      properties ? properties.nextSibling : paragraph.firstChild,
    )
  }

  #bookmark(beside: Element, marker: Marker): Element {
    const name = `${MARK}${this.markers.size}`
    this.markers.set(name, marker)
    const document = beside.ownerDocument as Document
    const prefix = beside.prefix ? `${beside.prefix}:` : ''
    const bookmark = document.createElementNS(beside.namespaceURI, `${prefix}bookmarkStart`)
    bookmark.setAttributeNS(beside.namespaceURI, `${prefix || 'w:'}name`, name)
    return bookmark
  }

  /** @param level counted from 0; 9 is text. */
  #outline(properties: Element, level: number): void {
    const paragraph = properties.parentNode as Element | null
    if (level >= 0 && level < 9 && properties.localName === 'pPr' && paragraph?.localName === 'p')
      this.#first(paragraph, { kind: 'outline', level: level + 1 })
  }

  #hidden(element: Element): void {
    if (/^(?:0|false)$/.test(attributeOf(element, 'val') ?? '')) return
    const run = element.parentNode?.parentNode as Element | null
    if (run?.localName !== 'r' || !run.parentNode) return
    const words = run.textContent ?? ''
    if (words.trim()) this.#note('hidden', words)
    run.parentNode.removeChild(run)
  }

  /** Its letters and signs stay as a line of text. */
  #equation(element: Element, parent: Element): void {
    const words = element.textContent ?? ''
    this.#note('equation', words)
    const document = element.ownerDocument as Document
    const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const run = document.createElementNS(namespace, 'w:r')
    const text = document.createElementNS(namespace, 'w:t')
    text.appendChild(document.createTextNode(words))
    run.appendChild(text)
    // A formula on its own line is in an element that mammoth does not look into.
    const outer = parent.localName === 'oMathPara' ? parent : element
    outer.parentNode?.insertBefore(run, outer)
    element.parentNode?.removeChild(element)
  }

  #note(what: PassedOver, words: string): void {
    const known = this.passedOver.get(what) ?? []
    known.push(words)
    this.passedOver.set(what, known)
  }
}

function rename(element: Element, name: string): void {
  const document = element.ownerDocument as Document
  const prefix = element.prefix ? `${element.prefix}:` : ''
  const renamed = document.createElementNS(element.namespaceURI, `${prefix}${name}`)
  while (element.firstChild) renamed.appendChild(element.firstChild)
  element.parentNode?.replaceChild(renamed, element)
}

/** Elements of a name within another, not those within each other. */
export function descendantsOf(element: Element, name: string): Element[] {
  return elementsOf(element).flatMap((child) =>
    child.localName === name ? [child] : descendantsOf(child, name),
  )
}

/** The outline levels of paragraph styles, those that they take over from another included. */
function outlineLevels(bytes: Uint8Array | undefined): Map<string, number> {
  const root = bytes ? readXml(bytes).documentElement : null
  const styles = new Map(
    (root ? elementsOf(root) : []).map((style) => [attributeOf(style, 'styleId') ?? '', style]),
  )
  const levelOf = (id: string, depth = 0): number | null => {
    const style = styles.get(id)
    if (!style || depth > 20) return null
    const level = childOf(childOf(style, 'pPr'), 'outlineLvl')
    if (level) return Number(attributeOf(level, 'val'))
    const base = childOf(style, 'basedOn')
    return base ? levelOf(attributeOf(base, 'val') ?? '', depth + 1) : null
  }
  return new Map(
    [...styles.keys()].flatMap((id) => {
      const level = levelOf(id)
      return level === null ? [] : [[id, level] as const]
    }),
  )
}

function firstParagraph(element: Element): Element | null {
  for (const child of elementsOf(element)) {
    if (child.localName === 'p') return child
    const inner = firstParagraph(child)
    if (inner) return inner
  }
  return null
}

/**
 * Word's tables say by their look that the first row is special, and seldom that it is a head.
 *
 * @returns the row's words where it was made a head.
 */
function firstRowAsHead(properties: Element, table: Element): string | null {
  const look = childOf(properties, 'tblLook')
  if (!look) return null
  const first = attributeOf(look, 'firstRow')
  const says =
    first === null
      ? (Number.parseInt(attributeOf(look, 'val') ?? '0', 16) & 0x20) !== 0
      : /^(?:1|true|on)$/.test(first)
  const rows = elementsOf(table).filter(({ localName }) => localName === 'tr')
  const [row] = rows
  if (!says || !row || rows.length < 2) return null
  if (rows.some((one) => childOf(childOf(one, 'trPr'), 'tblHeader'))) return null
  const document = table.ownerDocument as Document
  const make = (name: string): Element =>
    document.createElementNS(table.namespaceURI, `${table.prefix ? `${table.prefix}:` : ''}${name}`)
  let rowProperties = childOf(row, 'trPr')
  if (!rowProperties) {
    rowProperties = make('trPr')
    row.insertBefore(rowProperties, childOf(row, 'tblPrEx')?.nextSibling ?? row.firstChild)
  }
  rowProperties.appendChild(make('tblHeader'))
  return descendantsOf(row, 't')
    .map(({ textContent }) => textContent ?? '')
    .join(' ')
}

const authorOf = (element: Element): string => (attributeOf(element, 'author') ?? '').trim()

/** A moment of the file as ISO 8601 in UTC; Word writes local time and calls it so. */
export function momentOf(date: string | null): string | null {
  const moment = date ? new Date(date) : null
  return moment && Number.isFinite(moment.getTime()) ? moment.toISOString() : null
}

/** The marks of a guide that a run's properties say. */
function marksOf(properties: Element): string[] {
  const on = (name: string): boolean => {
    const element = childOf(properties, name)
    return element !== null && !/^(?:0|false)$/.test(attributeOf(element, 'val') ?? '')
  }
  const align = childOf(properties, 'vertAlign')
  const place = align ? attributeOf(align, 'val') : null
  return [
    ...(on('b') ? ['strong'] : []),
    ...(on('i') ? ['emphasis'] : []),
    ...(place === 'superscript' || place === 'subscript' ? [place] : []),
  ]
}
