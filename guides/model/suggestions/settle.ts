import { type Attrs, Fragment, type Mark, type Node, type NodeType } from 'prosemirror-model'
import type { NodeJson } from '../guide.ts'
import { type AttributePast, attributePast, isDraftAttribute, pastOf } from './draft-schema.ts'

/** What becomes of a suggestion; null leaves it open. */
export type Decide = (id: string) => 'accept' | 'reject' | null

/** What an attribute was, by the suggestions that changed it since. */
export function readPast(attrs: Attrs, name: string): AttributePast {
  const past: unknown = attrs[pastOf(name)]
  return typeof past === 'string' ? attributePast.parse(JSON.parse(past)) : []
}

export const writePast = (past: AttributePast): string | null =>
  past.length === 0 ? null : JSON.stringify(past)

// Works on documents of the draft's schema and on those of the editor's, which is another instance of
// the same: types are taken from the document.

/** A draft's text with suggestions accepted or rejected. */
export function settle(doc: Node, decide: Decide): Node {
  const content = settleFragment(doc.content, decide)
  if (content.size === 0) return filled(doc, doc.attrs, content) ?? doc
  return doc.copy(content)
}

/** The text as if every suggestion were rejected: the guide's own. */
export const withoutSuggestions = (doc: Node): Node => settle(doc, () => 'reject')

/** Whether a draft's text holds a suggestion. */
export function hasSuggestions(doc: Node): boolean {
  let found = false
  doc.descendants((node) => {
    found ||= suggestionsOf(node).length > 0
    return !found
  })
  return found
}

/** The ids of the suggestions that a node itself carries, not those within it. */
export function suggestionsOf({ marks, attrs, type }: Node): readonly string[] {
  let ids: Set<string> | null = null
  const add = (id: unknown) => {
    ids ??= new Set()
    ids.add(String(id))
  }
  for (const mark of marks) if (isSuggestionMark(mark.type.name)) add(mark.attrs.id)
  if (attrs.inserted) add(attrs.inserted)
  if (attrs.deleted) add(attrs.deleted)
  for (const [name, past] of pastsOf(type))
    if (attrs[past]) for (const [id] of readPast(attrs, name)) add(id)
  return ids === null ? NONE : [...ids]
}

const NONE: readonly string[] = []

/** The attributes of a type and those that keep what they were. Asked of every node at every key press. */
function pastsOf(type: NodeType): [name: string, past: string][] {
  let pasts = knownPasts.get(type)
  if (!pasts) {
    const names = Object.keys(type.spec.attrs ?? {})
    pasts = names
      .map((name): [string, string] => [name, pastOf(name)])
      .filter(([, past]) => names.includes(past))
    knownPasts.set(type, pasts)
  }
  return pasts
}
const knownPasts = new WeakMap<NodeType, [string, string][]>()

/** A draft's JSON without anything that the guide schema does not know. */
export function guideJson(node: Node): NodeJson {
  const json = node.toJSON() as NodeJson
  strip(json)
  return json
}

function strip(json: NodeJson): void {
  if (json.attrs) {
    for (const name of Object.keys(json.attrs)) if (isDraftAttribute(name)) delete json.attrs[name]
    if (Object.keys(json.attrs).length === 0) delete json.attrs
  }
  for (const child of json.content ?? []) strip(child)
}

export const isSuggestionMark = (name: string): boolean =>
  name === 'insertion' || name === 'deletion' || name === 'formatting'

/** The same for some nodes by themselves, of which none may be left. */
export function settleFragment(nodes: Fragment, decide: Decide): Fragment {
  const children: Node[] = []
  nodes.forEach((child) => {
    const settled = child.isText ? settleText(child, decide) : settleNode(child, decide)
    if (settled) children.push(settled)
  })
  return Fragment.fromArray(children)
}

function settleText(node: Node, decide: Decide): Node | null {
  const marks = settleMarks(node.marks, decide)
  return marks ? node.mark(marks) : null
}

/** Null where the words go. */
function settleMarks(marks: readonly Mark[], decide: Decide): readonly Mark[] | null {
  let left = marks
  const decided = marks
    .filter(({ type }) => isSuggestionMark(type.name))
    .map((mark) => ({ mark, decision: decide(String(mark.attrs.id)) }))
    .filter(({ decision }) => decision !== null)
  for (const { mark, decision } of decided) {
    const { name } = mark.type
    if (name === 'insertion' && decision === 'reject') return null
    if (name === 'deletion' && decision === 'accept') return null
    left = mark.removeFromSet(left)
    if (name !== 'formatting' || decision !== 'accept') continue
    // Two who suggest the same are both answered.
    for (const other of left)
      if (other.type === mark.type && sameFormatting(other, mark)) left = other.removeFromSet(left)
  }
  const rejected = decided.filter(
    ({ mark, decision }) => mark.type.name === 'formatting' && decision === 'reject',
  )
  for (const { mark } of rejected)
    if (mark.attrs.change === 'added' && !left.some((other) => sameFormatting(other, mark)))
      left = left.filter(({ type }) => type.name !== mark.attrs.mark)
  for (const { mark } of rejected)
    if (mark.attrs.change === 'removed' && !left.some((other) => sameFormatting(other, mark)))
      left =
        mark.type.schema.marks[mark.attrs.mark]
          ?.create(mark.attrs.attrs ? JSON.parse(mark.attrs.attrs) : null)
          .addToSet(left) ?? left
  return left
}

const sameFormatting = (a: Mark, b: Mark): boolean =>
  a.type === b.type && a.attrs.change === b.attrs.change && a.attrs.mark === b.attrs.mark

/** Null where the node goes. */
function settleNode(node: Node, decide: Decide): Node | null {
  const attrs: Record<string, unknown> = { ...node.attrs }
  const inserted = node.attrs.inserted ? decide(node.attrs.inserted) : null
  const deleted = node.attrs.deleted ? decide(node.attrs.deleted) : null
  if (inserted === 'reject' || deleted === 'accept') return null
  if (inserted) attrs.inserted = null
  if (deleted) attrs.deleted = null
  for (const name in node.attrs) if (node.attrs[pastOf(name)]) settleAttribute(attrs, name, decide)
  const content = settleFragment(node.content, decide)
  if (node.type.validContent(content)) return node.type.create(attrs, content, node.marks)
  return filled(node, attrs, content)
}

function settleAttribute(attrs: Record<string, unknown>, name: string, decide: Decide): void {
  const open: AttributePast = []
  // The newest first: each that is rejected puts back what it found.
  for (const [id, before] of readPast(attrs, name).reverse()) {
    const decision = decide(id)
    const [later] = open
    if (!decision) open.unshift([id, before])
    else if (decision === 'accept') continue
    else if (later) later[1] = before
    else attrs[name] = before
  }
  attrs[pastOf(name)] = writePast(open)
}

/** A node that lost what it must have: gone where nothing is left, else with an empty one in place. */
function filled(node: Node, attrs: Record<string, unknown>, content: Fragment): Node | null {
  if (content.size === 0 && node.type !== node.type.schema.topNodeType) return null
  return node.type.createAndFill(attrs, content, node.marks)
}
