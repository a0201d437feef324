import { oneLine } from '../markdown/normal-form.ts'
import { safeHref } from '../marks/addresses.ts'
import type { Marker } from './mark-changes.ts'
import { type Piece, type Reading, wordsOf } from './reading.ts'
import type { WordBlock, WordInline, WordLink, WordRun } from './word-document.ts'

type Mark = NonNullable<Piece['marks']>[number]

/** How the words are set that are being read. */
export interface Format {
  marks: readonly Mark[]
  /** Bold says nothing where everything is: in headings and the heads of tables. */
  plain: boolean
  inNote: boolean
}

export const plainFormat: Format = { marks: [], plain: false, inNote: false }

/** What is within a paragraph: words, notes and breaks, and pictures and page breaks among them. */
export function inlineFromWord(
  children: readonly WordBlock[],
  reading: Reading,
  format: Format,
): Piece[] {
  return children.flatMap((child) => pieceFromWord(child, reading, format))
}

function pieceFromWord(node: WordBlock, reading: Reading, format: Format): Piece[] {
  switch (node.type) {
    case 'text':
      return words(node.value, reading, format)
    case 'tab':
      return [{ ...here(reading), type: 'tab' }]
    case 'run':
      return inlineFromWord(node.children, reading, formatOf(node, reading, format))
    case 'hyperlink':
      return link(node, reading, format)
    case 'break':
      if (node.breakType === 'line') return [{ ...here(reading), type: 'hardBreak' }]
      return node.breakType === 'page' && !format.inNote ? [{ type: 'pageBreak' }] : []
    case 'checkbox':
      return [{ type: 'checkbox', attrs: { checked: node.checked } }]
    case 'noteReference':
      return note(node, reading, format)
    case 'image': {
      const src = reading.pictures.get(node)
      const alt = oneLine(node.altText ?? '').trim()
      if (src === undefined) {
        reading.lost('word-picture', alt || reading.chapterTitle)
        return []
      }
      return [{ ...here(reading), type: 'figure', attrs: { src, alt } }]
    }
    case 'bookmarkStart':
      return marker(reading.markers.get(node.name), reading)
    case 'commentReference':
      return seen(node.commentId, reading)
    default:
      return []
  }
}

function words(value: string, reading: Reading, { marks }: Format): Piece[] {
  const text = oneLine(value.replaceAll('\u00ad', ''))
  return text ? [{ ...here(reading), type: 'text', text, marks: formatted(marks, reading) }] : []
}

/** The tracked changes and comments that the reader is in. */
function here({ openComments, inserted, deleted }: Reading): Partial<Piece> {
  return {
    ...(openComments.size > 0 ? { comments: [...openComments] } : {}),
    ...(inserted ? { inserted } : {}),
    ...(deleted ? { deleted } : {}),
  }
}

/** With a note of each mark that a tracked change added or took away. */
function formatted(marks: readonly Mark[], { formatting }: Reading): Mark[] {
  if (!formatting) return [...marks]
  const tracked = ['strong', 'emphasis', 'superscript', 'subscript']
  const now = marks.map(({ type }) => type).filter((type) => tracked.includes(type))
  const { id, before } = formatting
  const change = (mark: string, change: 'added' | 'removed'): Mark => ({
    type: 'formatting',
    attrs: { id, change, mark, attrs: '' },
  })
  return [
    ...marks,
    ...now.filter((mark) => !before.includes(mark)).map((mark) => change(mark, 'added')),
    ...before.filter((mark) => !now.includes(mark)).map((mark) => change(mark, 'removed')),
  ]
}

const codeStyles = /^(?:code ?character|html code|verbatim char|source text|code)$/i

function formatOf(run: WordRun, reading: Reading, format: Format): Format {
  const style = run.styleName ?? run.styleId ?? ''
  const quote = (): string => plainWords(run.children)
  if (run.isStrikethrough && quote().trim()) reading.lost('word-strikethrough', quote())
  if (run.highlight && quote().trim()) reading.lost('word-highlight', quote())
  const isLink = format.marks.some(({ type }) => type === 'link') || /^hyperlink$/i.test(style)
  if (run.isUnderline && !isLink && !format.plain && quote().trim())
    reading.lost('word-underline', quote())
  if (codeStyles.test(style)) return { ...format, marks: [{ type: 'code' }] }
  const has = (type: string): boolean => format.marks.some((mark) => mark.type === type)
  const add: Mark[] = []
  const bold = run.isBold || /^(?:strong|intense emphasis)$/i.test(style)
  if (bold && !format.plain && !has('strong')) add.push({ type: 'strong' })
  if ((run.isItalic || /emphasis$/i.test(style)) && !has('emphasis')) add.push({ type: 'emphasis' })
  const { verticalAlignment } = run
  if (
    verticalAlignment !== 'baseline' &&
    !run.children.every(isNoteSign) &&
    !has(verticalAlignment)
  )
    add.push({ type: verticalAlignment })
  if (/^(?:label|credit)$/i.test(style)) add.push({ type: `word-${style.toLowerCase()}` })
  return { ...format, marks: [...format.marks, ...add] }
}

const isNoteSign = ({ type }: WordInline): boolean => type === 'noteReference'

function plainWords(children: readonly WordInline[]): string {
  return children
    .map((child) =>
      child.type === 'text' ? child.value : 'children' in child ? plainWords(child.children) : '',
    )
    .join('')
}

function link(node: WordLink, reading: Reading, format: Format): Piece[] {
  const href = (node.href ?? '').trim()
  if (safeHref.test(href)) {
    const marks = [
      ...format.marks.filter(({ type }) => type !== 'link'),
      { type: 'link', attrs: { href } },
    ]
    return inlineFromWord(node.children, reading, { ...format, marks })
  }
  const pieces = inlineFromWord(node.children, reading, format)
  const quote = wordsOf(pieces)
  // Word puts bookmarks of its own behind every heading, for contents; nobody misses those links.
  if (quote.trim() && !node.anchor?.startsWith('_Toc')) reading.lost('word-link', quote)
  return pieces
}

function note(
  reference: { noteType: string; noteId: string },
  reading: Reading,
  format: Format,
): Piece[] {
  const found = reading.notes.resolve(reference)
  if (!found || format.inNote) return []
  const place = here(reading)
  const inside: Format = { marks: [], plain: false, inNote: true }
  const paragraphs = found.body
    .map((block) => {
      if (block.type !== 'paragraph') return wordsIn(block, reading, inside)
      return trimmed(withoutTabs(inlineFromWord(block.children, reading, inside)))
    })
    .map((pieces) => pieces.filter(({ type }) => type === 'text' || type === 'hardBreak'))
    .filter((pieces) => pieces.length > 0)
  const content = paragraphs.flatMap((pieces, index): Piece[] =>
    index === 0 ? pieces : [{ type: 'hardBreak' }, ...pieces],
  )
  if (paragraphs.length > 1 || found.body.some(({ type }) => type === 'table'))
    reading.lost('word-note-blocks', wordsOf(content))
  return [{ ...place, type: 'footnote', content }]
}

/** A table's words within a note, cell by cell. */
function wordsIn(block: WordBlock, reading: Reading, format: Format): Piece[] {
  if (block.type === 'table')
    return block.children
      .flatMap(({ children }) => children)
      .flatMap((cell, index) => [
        ...(index > 0 ? words(' ', reading, format) : []),
        ...cell.children.flatMap((child) => wordsIn(child, reading, format)),
      ])
  if (block.type === 'paragraph') return inlineFromWord(block.children, reading, format)
  return pieceFromWord(block, reading, format)
}

function marker(found: Marker | undefined, reading: Reading): Piece[] {
  switch (found?.kind) {
    case 'begin':
    case 'end': {
      const { kind, id, before } = found.range
      const begins = found.kind === 'begin'
      if (kind === 'insertion') reading.inserted = begins ? id : null
      else if (kind === 'deletion') reading.deleted = begins ? id : null
      else reading.formatting = begins ? { id, before } : null
      return []
    }
    case 'comment-start':
      reading.openComments.add(found.id)
      reading.seenComments.add(found.id)
      return []
    case 'comment-end':
      reading.openComments.delete(found.id)
      return []
    case undefined:
      return []
    default:
      return [{ type: 'marker', attrs: { marker: found } }]
  }
}

/** The sign of a comment; one without words of its own is about what stands before it. */
function seen(id: string, reading: Reading): Piece[] {
  if (reading.seenComments.has(id)) return []
  reading.seenComments.add(id)
  return [{ type: 'comment-sign', attrs: { id } }]
}

/** Spaces in place of tabs. */
export function withoutTabs(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece) =>
    piece.type === 'tab' ? { ...piece, type: 'text', text: ' ', marks: [] } : piece,
  )
}

/** Without blanks at either end. */
export function trimmed(pieces: readonly Piece[]): Piece[] {
  const left = pieces.map((piece) => ({ ...piece }))
  const cut = (from: 'start' | 'end'): void => {
    for (;;) {
      const piece = from === 'start' ? left[0] : left.at(-1)
      if (!piece) return
      if (piece.type === 'hardBreak') {
        if (from === 'start') left.shift()
        else left.pop()
        continue
      }
      if (piece.type !== 'text') return
      const text = from === 'start' ? (piece.text ?? '').trimStart() : (piece.text ?? '').trimEnd()
      if (text) {
        piece.text = text
        return
      }
      if (from === 'start') left.shift()
      else left.pop()
    }
  }
  cut('start')
  cut('end')
  return left
}
