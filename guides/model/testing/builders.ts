import {
  type Chapter,
  type CslItem,
  type FrontMatter,
  frontMatterSchema,
  type Guide,
  type NodeJson,
  type Picture,
} from '../guide.ts'
import { normalForm } from '../markdown/normal-form.ts'

// Builders so that tests read like documents:
//
//   guide({ title: 'Access' }, chapter('why', h2('A start'), p('One ', strong('word'), '.')))

/** Text, a node, or several nodes (what a mark gives). */
export type Piece = string | NodeJson | NodeJson[]

const nodes = (pieces: Piece[]): NodeJson[] =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [{ type: 'text', text: piece }] : piece))

const node = (type: string, attrs: Record<string, unknown>, pieces: Piece[]): NodeJson => ({
  type,
  attrs,
  content: nodes(pieces),
})

/** A `doc` node in normal form: every attribute said, equal text joined. */
export const doc = (...blocks: NodeJson[]): NodeJson =>
  normalForm({ type: 'doc', content: blocks.length > 0 ? blocks : [p()] })

export const p = (...pieces: Piece[]): NodeJson => node('paragraph', {}, pieces)
const heading =
  (level: number) =>
  (first: Piece | { id: string } = [], ...rest: Piece[]): NodeJson =>
    isId(first)
      ? node('heading', { level, id: first.id }, rest)
      : node('heading', { level }, [first, ...rest])
/** `h2('Title')`, or `h2({ id: 'title' }, 'Title')`. */
export const h2 = heading(2)
export const h3 = heading(3)
export const h4 = heading(4)
export const ul = (...items: NodeJson[]): NodeJson => node('bulletList', {}, items)
export const ol = (...items: NodeJson[]): NodeJson => node('orderedList', {}, items)
export const olFrom = (start: number, ...items: NodeJson[]): NodeJson =>
  node('orderedList', { start }, items)
/** A list item; plain text stands for its one paragraph. */
export const li = (...blocks: (string | NodeJson)[]): NodeJson =>
  node('listItem', {}, blocks.map(asParagraph))
export const tasks = (...items: NodeJson[]): NodeJson => node('taskList', {}, items)
export const task = (checked: boolean, ...blocks: (string | NodeJson)[]): NodeJson =>
  node('taskItem', { checked }, blocks.map(asParagraph))
export const quote = (...blocks: NodeJson[]): NodeJson => node('blockquote', {}, blocks)
export const codeBlock = (language: string, text: string): NodeJson =>
  node('codeBlock', { language }, text ? [text] : [])
export const hr = (): NodeJson => ({ type: 'horizontalRule' })
export const pageBreak = (): NodeJson => ({ type: 'pageBreak' })
export const br = (): NodeJson => ({ type: 'hardBreak' })

export const callout = (
  kind: 'note' | 'tip' | 'warning',
  title: string,
  ...blocks: NodeJson[]
): NodeJson => node('callout', { kind, title }, blocks)
export const keyTakeaways = (...blocks: NodeJson[]): NodeJson => node('keyTakeaways', {}, blocks)
export const pullQuote = (attribution: string, ...blocks: NodeJson[]): NodeJson =>
  node('pullQuote', { attribution }, blocks)
export const definition = (
  attrs: { term: string; id?: string | null },
  ...blocks: NodeJson[]
): NodeJson => node('definition', attrs, blocks)

/** A city example; plain text stands for one paragraph of either part. */
export const cityExample = (
  attrs: {
    city?: string
    state?: string
    population?: number | null
    year?: number | null
    contact?: string
    source?: string
    id?: string | null
  },
  action: string | NodeJson[],
  outcome: string | NodeJson[],
): NodeJson =>
  node('cityExample', attrs, [
    node('exampleAction', {}, typeof action === 'string' ? [p(action)] : action),
    node('exampleOutcome', {}, typeof outcome === 'string' ? [p(outcome)] : outcome),
  ])

export const figure = (
  attrs: { src: string; alt?: string; decorative?: boolean; credit?: string; id?: string | null },
  ...caption: Piece[]
): NodeJson => node('figure', attrs, caption)

/** A table with its caption; rows are made by `tr`. */
export const table = (
  attrs: { caption?: Piece; id?: string | null },
  ...rows: NodeJson[]
): NodeJson =>
  node('tableFigure', { id: attrs.id ?? null }, [
    node('tableCaption', {}, attrs.caption === undefined ? [] : [attrs.caption]),
    node('table', {}, rows),
  ])
export const tr = (...cells: NodeJson[]): NodeJson => node('tableRow', {}, cells)
export const th = (...blocks: (string | NodeJson)[]): NodeJson =>
  node('tableHeader', {}, blocks.length > 0 ? blocks.map(asParagraph) : [p()])
export const td = (...blocks: (string | NodeJson)[]): NodeJson =>
  node('tableCell', {}, blocks.length > 0 ? blocks.map(asParagraph) : [p()])
/** A cell with other attributes, e.g. `spanning(td('both'), { colspan: 2 })`. */
export const spanning = (
  cell: NodeJson,
  attrs: { colspan?: number; rowspan?: number; colwidth?: number[] | null },
): NodeJson => ({ ...cell, attrs: { ...cell.attrs, ...attrs } })

export const footnote = (...pieces: Piece[]): NodeJson => node('footnote', {}, pieces)
export const cite = (key: string, locator = ''): NodeJson => ({
  type: 'citation',
  attrs: { key, locator },
})
export const ref = (to: string): NodeJson => ({ type: 'crossReference', attrs: { to } })

const marked =
  (type: string, attrs?: Record<string, unknown>) =>
  (...pieces: Piece[]): NodeJson[] =>
    nodes(pieces).map((inner) => ({
      ...inner,
      marks: [...(inner.marks ?? []), attrs ? { type, attrs } : { type }],
    }))
export const strong = marked('strong')
export const em = marked('emphasis')
export const sup = marked('superscript')
export const sub = marked('subscript')
export const code = marked('code')
export const link = (href: string, ...pieces: Piece[]): NodeJson[] =>
  marked('link', { href })(...pieces)
export const lang = (tag: string, ...pieces: Piece[]): NodeJson[] =>
  marked('language', { lang: tag })(...pieces)

/** A chapter whose title is made of its id, unless `title` is given before the blocks. */
export function chapter(named: string | Partial<Chapter>, ...blocks: NodeJson[]): Chapter {
  const given = typeof named === 'string' ? { id: named } : named
  const id = given.id ?? 'chapter'
  return { id, title: `Chapter ${id}`, lang: null, content: doc(...blocks), ...given }
}

/** A guide with whole front matter, so that a test names only what it is about. */
export function guide(
  parts: Partial<FrontMatter> & { bibliography?: CslItem[]; pictures?: Record<string, Picture> },
  ...chapters: Chapter[]
): Guide {
  const { bibliography = [], pictures = {}, ...frontMatter } = parts
  return {
    frontMatter: frontMatterSchema.parse({
      title: 'A guide',
      slug: 'a-guide',
      summary: 'What the guide is about.',
      cities: [{ name: 'Springfield', state: 'IL' }],
      ...frontMatter,
    }),
    chapters,
    bibliography,
    pictures,
  }
}

const asParagraph = (block: string | NodeJson): NodeJson =>
  typeof block === 'string' ? p(block) : block

function isId(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && !('type' in value)
}
