import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Note } from '../hast/state.ts'
import type { PrintWords } from './print-words.ts'

/** What adapting a text needs to know of the guide around it. */
export interface PrintContext {
  words: PrintWords
  /** Notes by their id, for setting each beside its reference. */
  notes: ReadonlyMap<string, Note>
  /** Notes that do not go beside the text; those met on the way are added. */
  atEnd: Note[]
  /** Ids of notes that found no room beside the text in an earlier pass. */
  noRoom: ReadonlySet<string>
  /** False where all notes go to the chapter's end. */
  notesBeside: boolean
  /** How many cross references have been met; `prefix` begins their ids. */
  references: { prefix: string; count: number }
  /** Where the addresses of links are printed: `prefix` begins the ids of those beside the text. */
  addresses: LinkAddresses | null
}

export interface LinkAddresses {
  prefix: string
  /** How many links have been met: the same in every pass, whichever found room. */
  count: number
  /** Ids of the addresses beside the text. */
  beside: string[]
  /** Those that go to the chapter's end. */
  atEnd: { words: string; address: string }[]
}

/** A note has no note of its own beside it: addresses of its links go to the chapter's end. */
export const inNote = { inCell: true }

/** Longer notes than this would stand far below their reference: they go to the chapter's end. */
const longestMarginNote = 420

/** Tables of this many columns and more take the column for notes as well. */
const wideTable = 4
/** Rows up to which a table is kept on one page. */
const longTable = 12
/** Characters up to which a city example is kept on one page. */
const shortExample = 1800

/**
 * What the shared hast looks like in print: notes in the column beside the text, references with
 * their page, description lists as lists (Chromium gives `dl` no tag). `data-tag` names the PDF
 * structure type where Chromium's own would be wrong; finishing the PDF reads it.
 */
export function adaptForPrint(
  nodes: readonly ElementContent[],
  context: PrintContext,
  place: { inCell: boolean } = { inCell: false },
): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'element') return [node]
    const inCell = place.inCell || /^(?:td|th|caption|figcaption|h[1-6])$/.test(node.tagName)
    const inside = () => adaptForPrint(node.children, context, { inCell })
    if (has(node, 'note-mark')) return noteMark(node, context, inCell)
    if (has(node, 'cross-reference') && node.tagName === 'a')
      return crossReference({ ...node, children: inside() }, context)
    if (has(node, 'external') && context.addresses)
      return linkWithAddress({ ...node, children: inside() }, context, context.addresses, inCell)
    if (has(node, 'mentions')) return [mentions(node, context)]
    if (has(node, 'example-facts')) return [facts(node, context)]
    if (has(node, 'definition')) return [definition({ ...node, children: inside() })]
    if (has(node, 'glossary')) return [glossary({ ...node, children: inside() })]
    if (has(node, 'task-box')) return [taskBox(node)]
    if (has(node, 'table')) return [table({ ...node, children: inside() })]
    if (/^t[dh]$/.test(node.tagName)) return [tableCell({ ...node, children: inside() })]
    if (has(node, 'city-example'))
      return [cityExample({ ...node, children: inside() }, textLength(node) <= shortExample)]
    if (node.tagName === 'span' && node.properties.lang)
      // A bare span leaves no trace in the structure tree; a role does.
      return [{ ...node, properties: { ...node.properties, role: 'mark' }, children: inside() }]
    return [{ ...node, children: inside() }]
  })
}

function noteMark(node: Element, context: PrintContext, inCell: boolean): ElementContent[] {
  const reference = node.children[0]
  const href = reference?.type === 'element' ? String(reference.properties.href ?? '') : ''
  const note = context.notes.get(href.slice(1))
  if (!note) throw new Error(`A reference to a note that is not there: ${JSON.stringify(href)}`)
  const beside =
    context.notesBeside &&
    !inCell &&
    !context.noRoom.has(note.id) &&
    lengthOf(note.hast) <= longestMarginNote
  if (!beside) {
    context.atEnd.push(note)
    return [node]
  }
  return [
    node,
    h('span.margin-note', { id: note.id, role: 'doc-footnote', dataTag: 'Note' }, [
      backLink(note),
      ' ',
      ...adaptForPrint(noteText(note), context, inNote),
    ]),
  ]
}

/** Longer addresses than this would fill the column for notes. */
const longestMarginAddress = 96

/** On paper nobody can follow a link: its address stands beside it, or at the chapter's end. */
function linkWithAddress(
  link: Element,
  { notesBeside, noRoom }: PrintContext,
  addresses: LinkAddresses,
  inCell: boolean,
): ElementContent[] {
  const href = String(link.properties.href ?? '')
  const address = shortAddress(href)
  const words = textOf(link).trim()
  if (!/^https?:/i.test(href) || shortAddress(words) === address) return [link]
  const id = `${addresses.prefix}_${++addresses.count}`
  if (!notesBeside || inCell || noRoom.has(id) || address.length > longestMarginAddress) {
    if (!addresses.atEnd.some((other) => other.address === address))
      addresses.atEnd.push({ words, address })
    return [link]
  }
  addresses.beside.push(id)
  return [
    link,
    h('span.margin-note.address', { id, role: 'doc-footnote', dataTag: 'Note' }, address),
  ]
}

/** As people type it: without the scheme and the slash at the end. */
export const shortAddress = (href: string): string =>
  href.replace(/^https?:\/\//i, '').replace(/\/$/, '')

/** The note's number, which leads back to its reference. */
export const backLink = (note: Note): Element =>
  h('a.note-number', { href: `#${note.referenceId}` }, String(note.number))

/** The note's text without the arrow back that screens show. */
export const noteText = ({ hast }: Note): ElementContent[] => hast.slice(0, -2)

/** What ids of cross references begin with: no id of a text has such a line in it. */
export const referencePrefix = 'xref_'

function crossReference(node: Element, { words, references }: PrintContext): ElementContent[] {
  const to = String(node.properties.href ?? '').slice(1)
  const id = String(node.properties.id ?? `${references.prefix}_${++references.count}`)
  return [
    { ...node, properties: { ...node.properties, id } },
    h('span.reference-page', { dataReference: to }, [` ${words.onPage}\u00A0`, pageOf(to)]),
  ]
}

/** A page's number, filled in between the passes. */
export const pageOf = (id: string): Element => h('span', { dataPageOf: id }, '000')

/** "Cited on page 12, 41": chapters' names stand in the contents already. */
function mentions(node: Element, { words }: PrintContext): Element {
  const lead = textOf(node).toLowerCase()
  const first = lead.startsWith('cit') ? words.citedOn : null
  const text = first ?? (/^us/.test(lead) ? words.usedOn : words.definedOn)
  const links = node.children
    .filter(isElement)
    .map((link, index) => [
      index === 0 ? ' ' : ', ',
      h('a', { href: String(link.properties.href) }, [
        pageOf(String(link.properties.href).slice(1)),
      ]),
    ])
  return h('p.mentions', [text, ...links.flat()])
}

function facts(node: Element, context: PrintContext): Element {
  return h(
    'ul.example-facts',
    node.children.filter(isElement).map((fact) => {
      const [name, value] = fact.children.filter(isElement)
      return h('li', [
        h('span.fact-label', name?.children ?? []),
        ' ',
        ...adaptForPrint(value?.children ?? [], context),
      ])
    }),
  )
}

function definition(node: Element): Element {
  const [term, text] = node.children.filter(isElement)
  return h('div.definition', { id: node.properties.id }, [
    h('p.term', term?.children ?? []),
    ...(text?.children ?? []),
  ])
}

function glossary(node: Element): Element {
  return h(
    'ul.glossary',
    node.children.filter(isElement).map((entry) => {
      const [term, text] = entry.children.filter(isElement)
      return h('li', { id: entry.properties.id }, [
        h('p.term', term?.children ?? []),
        ...(text?.children ?? []),
      ])
    }),
  )
}

const taskBox = (node: Element): Element =>
  h('img.task-box', {
    src: has(node, 'done') ? 'drawings/box-done.svg' : 'drawings/box.svg',
    alt: String(node.properties.ariaLabel ?? ''),
  })

/** The head, and beneath it what the city did beside what came of it. */
function cityExample(node: Element, isShort: boolean): Element {
  const [head, ...parts] = node.children
  const whole: Element = {
    ...node,
    children: [...(head ? [head] : []), h('div.example-parts', parts)],
  }
  return withClass(isShort ? withClass(whole, 'short') : whole, 'wide')
}

/** Chromium tags no cell in which nothing is drawn, and its row would be a cell short. */
const tableCell = (cell: Element): Element =>
  textOf(cell).trim() === '' && elements(cell, 'img').length === 0
    ? { ...cell, children: [{ type: 'text', value: '\u00A0' }] }
    : cell

function table(node: Element): Element {
  const rows = elements(node, 'tr')
  const columns = Math.max(
    0,
    ...rows.map((row) =>
      row.children
        .filter(isElement)
        .reduce((sum, cell) => sum + Number(cell.properties.colSpan ?? 1), 0),
    ),
  )
  const wide = columns >= wideTable ? withClass(node, 'wide') : node
  return rows.length > longTable ? withClass(wide, 'long') : wide
}

function elements(node: Element, name: string): Element[] {
  return node.children
    .filter(isElement)
    .flatMap((child) => [...(child.tagName === name ? [child] : []), ...elements(child, name)])
}

export const isElement = (node: ElementContent): node is Element => node.type === 'element'

export const has = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties.className) && properties.className.includes(name)

const withClass = (node: Element, name: string): Element => ({
  ...node,
  properties: {
    ...node.properties,
    className: [
      ...(Array.isArray(node.properties.className) ? node.properties.className : []),
      name,
    ],
  },
})

export function textOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' ? node.children.map(textOf).join('') : ''
}
const textLength = (node: Element): number => textOf(node).length
const lengthOf = (nodes: readonly ElementContent[]): number =>
  nodes.reduce((sum, node) => sum + textOf(node).length, 0)
