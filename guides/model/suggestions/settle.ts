import { Fragment, type Mark, type Node } from 'prosemirror-model'
import type { NodeJson } from '../guide.ts'
import { draftSchema, suggestionAttributes } from './draft-schema.ts'

/** What becomes of a suggestion; null leaves it open. */
export type Decide = (id: string) => 'accept' | 'reject' | null

/** Attributes before a change, by the suggestion that made it, oldest first. */
export type Changes = Record<string, Record<string, unknown>>

export const readChanges = (node: Node): Changes =>
  node.attrs.changed ? (JSON.parse(node.attrs.changed) as Changes) : {}

export const writeChanges = (changes: Changes): string | null =>
  Object.keys(changes).length === 0 ? null : JSON.stringify(changes)

/** A draft's text with suggestions accepted or rejected. */
export function settle(doc: Node, decide: Decide): Node {
  const content = settleContent(doc, decide)
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
export function suggestionsOf(node: Node): string[] {
  const { inserted, deleted, changed } = node.attrs
  return [
    ...node.marks
      .filter(({ type }) => isSuggestionMark(type.name))
      .map(({ attrs }) => String(attrs.id)),
    ...(inserted ? [String(inserted)] : []),
    ...(deleted ? [String(deleted)] : []),
    ...(changed ? Object.keys(readChanges(node)) : []),
  ]
}

/** A draft's JSON without anything that the guide schema does not know. */
export function guideJson(node: Node): NodeJson {
  const json = node.toJSON() as NodeJson
  strip(json)
  return json
}

function strip(json: NodeJson): void {
  if (json.attrs) {
    for (const name of suggestionAttributes) delete json.attrs[name]
    if (Object.keys(json.attrs).length === 0) delete json.attrs
  }
  for (const child of json.content ?? []) strip(child)
}

export const isSuggestionMark = (name: string): boolean =>
  name === 'insertion' || name === 'deletion' || name === 'formatting'

function settleContent(parent: Node, decide: Decide): Fragment {
  const children: Node[] = []
  parent.forEach((child) => {
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
        draftSchema.marks[mark.attrs.mark]
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
  if (node.attrs.changed) settleChanges(attrs, readChanges(node), decide)
  const content = settleContent(node, decide)
  if (node.type.validContent(content)) return node.type.create(attrs, content, node.marks)
  return filled(node, attrs, content)
}

function settleChanges(attrs: Record<string, unknown>, changes: Changes, decide: Decide): void {
  const ids = Object.keys(changes)
  // The newest first: each puts back what it found.
  for (const id of [...ids].reverse()) {
    const decision = decide(id)
    if (!decision) continue
    const before = changes[id] ?? {}
    delete changes[id]
    if (decision === 'accept') continue
    const later = ids.slice(ids.indexOf(id) + 1).filter((other) => changes[other])
    for (const [name, value] of Object.entries(before)) {
      const next = later.find((other) => Object.hasOwn(changes[other] ?? {}, name))
      const found = next ? changes[next] : undefined
      if (found) found[name] = value
      else attrs[name] = value
    }
  }
  attrs.changed = writeChanges(changes)
}

/** A node that lost what it must have: gone where nothing is left, else with an empty one in place. */
function filled(node: Node, attrs: Record<string, unknown>, content: Fragment): Node | null {
  if (content.size === 0 && node.type !== draftSchema.topNodeType) return null
  return node.type.createAndFill(attrs, content, node.marks)
}
