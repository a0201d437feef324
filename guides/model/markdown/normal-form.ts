import { Node } from 'prosemirror-model'
import { canonicalJson } from '../content-hash.ts'
import type { NodeJson } from '../guide.ts'
import { schema } from '../schema.ts'

/**
 * The one form in which a text is written where the schema leaves a choice that no reader sees.
 * Every document in normal form comes back from Markdown as it went in.
 *
 * - Every attribute is said, marks stand in the schema's order: as ProseMirror writes JSON.
 * - Marks are on text alone: a Y.Doc keeps none on citations, references, notes and breaks.
 * - No empty text; neighbouring texts with the same marks are one text.
 * - No control characters, lone surrogates or noncharacters (XML, and so EPUB, cannot carry them).
 *   Line breaks are `\n`, and only in code blocks and attributes: a line break in text is a space,
 *   as browsers show it. Labels (a callout's title) have no line breaks either.
 * - Lists start at a whole number from 0 to 9 999 999; cells span whole numbers from 1; column
 *   widths are null or one positive whole number for each column spanned. There is no minus zero.
 *
 * @throws {RangeError} where the document does not fit the schema.
 */
export function normalForm(content: NodeJson): NodeJson {
  const node = Node.fromJSON(schema, normalNode(content))
  node.check()
  return node.toJSON() as NodeJson
}

function normalNode(node: NodeJson): NodeJson {
  if (node.type === 'text') return { ...node, text: normalText(node.text ?? '') }
  const { marks: _, ...normal } = node
  if (node.attrs) normal.attrs = normalAttributes(node.type, node.attrs)
  if (node.content)
    normal.content =
      node.type === 'codeBlock' ? normalCode(node.content) : joinTexts(node.content.map(normalNode))
  return normal
}

/** Joins neighbouring texts with equal marks and leaves out empty ones. */
export function joinTexts(nodes: NodeJson[]): NodeJson[] {
  const joined: NodeJson[] = []
  for (const node of nodes) {
    if (node.type === 'text' && !node.text) continue
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text' && sameMarks(last, node))
      joined[joined.length - 1] = { ...last, text: `${last.text}${node.text}` }
    else joined.push(node)
  }
  return joined
}

const sameMarks = (a: NodeJson, b: NodeJson): boolean =>
  canonicalJson(marksInOrder(a)) === canonicalJson(marksInOrder(b))

const markOrder = Object.keys(schema.marks)

export function marksInOrder(node: NodeJson): NonNullable<NodeJson['marks']> {
  return [...(node.marks ?? [])].sort(
    (a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type),
  )
}

function normalCode(content: NodeJson[]): NodeJson[] {
  const text = content.map(({ text = '' }) => printable(text.replace(/\r\n?/g, '\n'))).join('')
  return text ? [{ type: 'text', text }] : []
}

function normalAttributes(type: string, attrs: Record<string, unknown>): Record<string, unknown> {
  const normal = Object.fromEntries(
    Object.entries(attrs).map(([name, value]) => [name, normalValue(value)]),
  )
  if (type === 'callout' && typeof normal.title === 'string') normal.title = oneLine(normal.title)
  if (type === 'codeBlock' && typeof normal.language === 'string')
    normal.language = oneLine(normal.language).trim()
  if (type === 'orderedList') normal.start = wholeNumber(normal.start, 0, 9_999_999)
  if (type === 'tableCell' || type === 'tableHeader') {
    const colspan = wholeNumber(normal.colspan, 1, 1000)
    normal.colspan = colspan
    normal.rowspan = wholeNumber(normal.rowspan, 1, 1000)
    normal.colwidth = isWidths(normal.colwidth, colspan) ? normal.colwidth : null
  }
  return normal
}

const isWidths = (value: unknown, colspan: number): value is number[] =>
  Array.isArray(value) &&
  value.length === colspan &&
  value.every((width) => Number.isSafeInteger(width) && width > 0)

const wholeNumber = (value: unknown, least: number, most: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? Math.abs(value)
    : 1

function normalValue(value: unknown): unknown {
  if (typeof value === 'string') return printable(value.replace(/\r\n?/g, '\n'))
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  return value
}

const normalText = (text: string): string => oneLine(text)

/** A text without line breaks and without what cannot be printed. */
export const oneLine = (text: string): string => printable(joinLines(text))

/**
 * A space for each line break and the blanks around it, as browsers show them. Not one pattern:
 * `[ \t]*\n` takes a minute over a line of a hundred thousand spaces.
 */
export function joinLines(text: string): string {
  const lines = text.split(/\r\n?|\n/)
  return lines
    .map((line, index) => {
      let start = 0
      let end = line.length
      if (index > 0) while (start < end && isBlank(line, start)) start++
      if (index < lines.length - 1) while (end > start && isBlank(line, end - 1)) end--
      return line.slice(start, end)
    })
    .join(' ')
}

const isBlank = (line: string, index: number): boolean =>
  line[index] === ' ' || line[index] === '\t'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g

function printable(text: string): string {
  return text.toWellFormed().replace(unprintable, '')
}
