import { canonicalJson } from '../../content-hash.ts'
import type { NodeJson } from '../../guide.ts'
import { textAttribute } from '../../walk.ts'
import { marksInOrder } from '../normal-form.ts'
import type { MdastInline } from '../syntax-tree.ts'
import { textDirective } from './directive.ts'
import { footnoteToMdast } from './footnote.ts'
import { type MarkJson, markToMdast } from './marks.ts'
import type { Writing } from './writing.ts'

/** Where a run of text stands. */
export interface Around {
  /** Whether it may not go on in a next line: headings, labels and table cells. */
  oneLine: boolean
  /** Whether it is in a directive's label, where brackets are counted even in code. */
  inLabel: boolean
  /** Whether it is in a GFM table's cell, where bars are counted even in code. */
  inCell?: boolean
}

const inParagraph: Around = { oneLine: false, inLabel: false }

/** Inline nodes of the model as text with marks, notes and references. */
export function inlineToMdast(
  nodes: readonly NodeJson[],
  writing: Writing,
  around: Around = inParagraph,
): MdastInline[] {
  const pieces = nodes.map((node, index) => ({
    node,
    marks: node.type === 'text' ? marksInOrder(node) : sharedMarks(nodes, index),
    lineBreak: !around.oneLine && isPlainBreak(nodes, index),
  }))
  return withoutDefinitions(nest(pieces, writing, around))
}

/**
 * A citation, reference, note or break has no marks of its own (normal form); it is written within
 * those that the texts on both sides share, so that a strong sentence with a citation stays one.
 */
function sharedMarks(nodes: readonly NodeJson[], index: number): MarkJson[] {
  const before = nodes.slice(0, index).findLast(({ type }) => type === 'text')
  const after = nodes.slice(index + 1).find(({ type }) => type === 'text')
  if (!before || !after) return []
  const marksAfter = marksInOrder(after)
  return marksInOrder(before).filter(
    (mark) => mark.type !== 'code' && marksAfter.some((other) => isSameMark(mark, other)),
  )
}

/** A note's mark that begins a line, with a colon after it, would be read as the note itself. */
function withoutDefinitions(written: MdastInline[]): MdastInline[] {
  return written.flatMap((node, index) => {
    const before = written[index - 1]
    const begins = before === undefined || before.type === 'break'
    return begins &&
      node.type === 'footnoteReference' &&
      written[index + 1]?.type === 'textDirective'
      ? [node, { type: 'html' as const, value: '<!---->' }]
      : [node]
  })
}

interface Piece {
  node: NodeJson
  marks: MarkJson[]
  /** Whether a hard break can be written as the end of a line. */
  lineBreak: boolean
}

/** Groups neighbours that share a mark, the mark with the longest run first. */
function nest(pieces: readonly Piece[], writing: Writing, around: Around): MdastInline[] {
  const written: MdastInline[] = []
  let index = 0
  while (index < pieces.length) {
    const piece = pieces[index]
    if (!piece) break
    const [longest] = piece.marks
      .map((mark) => ({ mark, length: runLength(pieces, index, mark) }))
      .sort((a, b) => b.length - a.length)
    if (!longest || isCode(piece)) {
      written.push(leafToMdast(piece, writing, around))
      index++
    } else {
      const run = pieces.slice(index, index + longest.length).map((inner) => ({
        ...inner,
        marks: inner.marks.filter((mark) => !isSameMark(mark, longest.mark)),
      }))
      written.push(markToMdast(longest.mark, (inside) => nest(run, writing, inside), around))
      index += longest.length
    }
  }
  return written
}

function runLength(pieces: readonly Piece[], from: number, mark: MarkJson): number {
  let length = 0
  while (pieces[from + length]?.marks.some((other) => isSameMark(mark, other))) length++
  return length
}

const isSameMark = (a: MarkJson, b: MarkJson): boolean =>
  a.type === b.type && canonicalJson(a.attrs ?? {}) === canonicalJson(b.attrs ?? {})

const isCode = ({ marks }: { marks?: MarkJson[] }): boolean =>
  marks?.some(({ type }) => type === 'code') ?? false

function leafToMdast(piece: Piece, writing: Writing, around: Around): MdastInline {
  const { node } = piece
  if (!isCode(piece)) return atomToMdast(piece, writing, around)
  const text = node.text ?? ''
  return isCodeHardToQuote(text, around)
    ? textDirective('code', {}, [{ type: 'text', value: text }])
    : { type: 'inlineCode', value: text }
}

/** Code whose characters mean something around it, where they cannot be escaped. */
function isCodeHardToQuote(text: string, { inLabel, inCell = false }: Around): boolean {
  return (inLabel && /[[\]\\]/.test(text)) || (inCell && /[\\|]/.test(text))
}

function atomToMdast(
  { node, lineBreak }: Piece,
  writing: Writing,
  { oneLine, inLabel }: Around,
): MdastInline {
  switch (node.type) {
    case 'text':
      return { type: 'text', value: node.text ?? '' }
    case 'hardBreak':
      return lineBreak && !oneLine && !inLabel ? { type: 'break' } : textDirective('br')
    case 'citation':
      return withNeeded(
        textDirective('cite', { locator: textAttribute(node, 'locator') }),
        'key',
        textAttribute(node, 'key'),
      )
    case 'crossReference':
      return withNeeded(textDirective('ref'), 'to', textAttribute(node, 'to'))
    case 'footnote':
      return footnoteToMdast(node, writing)
    default:
      throw new RangeError(`No Markdown for inline ${JSON.stringify(node.type)}`)
  }
}

/** Puts first an attribute that is written even where it is empty. */
function withNeeded(
  directive: ReturnType<typeof textDirective>,
  name: string,
  value: string,
): MdastInline {
  return { ...directive, attributes: { [name]: value, ...directive.attributes } }
}

/** A break between two texts with the same marks is written as a line's end. */
function isPlainBreak(nodes: readonly NodeJson[], index: number): boolean {
  const [before, node, after] = [nodes[index - 1], nodes[index], nodes[index + 1]]
  if (node?.type !== 'hardBreak' || before?.type !== 'text' || after?.type !== 'text') return false
  return canonicalJson(marksInOrder(before)) === canonicalJson(marksInOrder(after))
}
