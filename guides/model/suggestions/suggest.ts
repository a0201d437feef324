import { Fragment, Mark, type Node } from 'prosemirror-model'
import { TableMap } from 'prosemirror-tables'
import { isSuggestionAttribute, pastOf } from './draft-schema.ts'
import { isSuggestionMark, readPast, settleFragment, writePast } from './settle.ts'

/** Who suggests: the id for what they add now, and which suggestions were theirs before. */
export interface Suggester {
  id: string
  isMine(id: string): boolean
}

export interface Suggested {
  doc: Node
  /** Where the positions that were asked for stand now. */
  positions: number[]
}

/**
 * Turns an edit into a suggestion: what was taken away stays and is marked, what came is marked.
 *
 * It holds that rejecting everything in the result gives what rejecting everything in `before` gives,
 * and accepting everything gives what it gives in `after`. Within a text block words are compared; a
 * block that became another, was split, joined or wrapped is a deletion beside an insertion.
 *
 * @param before a draft's text, with whatever suggestions it holds.
 * @param after the same after the edit.
 * @param positions in `after`, e.g. of a selection.
 */
export function suggest(
  before: Node,
  after: Node,
  suggester: Suggester,
  positions: readonly number[] = [],
): Suggested {
  const found: (number | null)[] = positions.map(() => null)
  const track: Track = (from, to, shift) => {
    positions.forEach((position, index) => {
      if (position >= from && position <= to) found[index] ??= position + shift
    })
  }
  const content = mergeChildren(before, after, suggester, 0, 0, track) ?? after.content
  const doc = before.copy(content)
  return {
    doc,
    positions: positions.map((position, index) =>
      Math.min(found[index] ?? position, doc.content.size),
    ),
  }
}

/** Says that positions `from` to `to` of the edited text stand `shift` further on in the result. */
type Track = (from: number, to: number, shift: number) => void

/**
 * One node from the old and the new, or null where they cannot be one.
 *
 * @param at where the new node begins in the edited text.
 * @param out where the merged one begins in the result.
 */
function mergeNode(
  a: Node,
  b: Node,
  suggester: Suggester,
  at: number,
  out: number,
  track: Track,
): Node | null {
  if (a.eq(b) || (a.type === b.type && isMine(a.attrs.inserted, suggester))) {
    track(at, at + b.nodeSize, out - at)
    return b
  }
  if (a.type !== b.type || a.isLeaf !== b.isLeaf) return null
  const attrs = mergeAttributes(a, b, suggester)
  if (a.isLeaf) {
    track(at, at + b.nodeSize, out - at)
    return a.type.create(attrs, null, a.marks)
  }
  const content = a.inlineContent
    ? mergeInline(a, b, suggester, at + 1, out + 1, track)
    : mergeChildren(a, b, suggester, at + 1, out + 1, track)
  if (!content || !a.type.validContent(content)) return null
  const merged = a.type.create(attrs, content, a.marks)
  // Rows of different widths would be filled up, by nobody's hand: such a table comes beside the old.
  return a.type.spec.tableRole === 'table' && TableMap.get(merged).problems ? null : merged
}

function mergeAttributes(a: Node, b: Node, { id, isMine }: Suggester): Record<string, unknown> {
  const attrs: Record<string, unknown> = { ...a.attrs }
  for (const [name, before] of Object.entries(a.attrs)) {
    const after: unknown = b.attrs[name]
    if (isSuggestionAttribute(name) || equal(before, after)) continue
    const past = readPast(a.attrs, name)
    const last = past.at(-1)
    // Whoever changes it again goes on with their change, and may take it back.
    if (!last || !isMine(last[0])) past.push([id, before])
    else if (equal(last[1], after)) past.pop()
    attrs[name] = after
    attrs[pastOf(name)] = writePast(past)
  }
  return attrs
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Null where the old and the new cannot stand beside each other in such a parent. */
function mergeChildren(
  a: Node,
  b: Node,
  suggester: Suggester,
  at: number,
  out: number,
  track: Track,
): Fragment | null {
  const olds = [...a.children]
  const news = [...b.children]
  const merged: Node[] = []
  let from = at
  let to = out
  const push = (node: Node) => {
    merged.push(node)
    to += node.nodeSize
  }
  const keep = (node: Node) => {
    track(from, from + node.nodeSize, to - from)
    from += node.nodeSize
    push(node)
  }
  while (olds[0] && news[0] && olds[0].eq(news[0])) {
    keep(news[0])
    olds.shift()
    news.shift()
  }
  const tail: Node[] = []
  for (;;) {
    const [old, young] = [olds.at(-1), news.at(-1)]
    if (!old || !young || !old.eq(young)) break
    tail.unshift(young)
    olds.pop()
    news.pop()
  }
  while (olds[0] || news[0]) {
    const [old, young] = [olds[0], news[0]]
    // What is to go already does not stand for what came.
    if (old && young && !(old.attrs.deleted && olds.length > news.length)) {
      const one = mergeNode(old, young, suggester, from, to, track)
      if (one) {
        from += young.nodeSize
        push(one)
        olds.shift()
        news.shift()
        continue
      }
    }
    if (old) {
      olds.shift()
      const kept = deleted(old, suggester)
      if (kept) push(kept)
    }
    if (young && (!old || news.length > olds.length || !olds[0])) {
      news.shift()
      const fresh = inserted(young, suggester)
      if (fresh) {
        track(from, from + young.nodeSize, to - from)
        push(fresh)
      }
      from += young.nodeSize
    }
  }
  for (const node of tail) keep(node)
  const content = Fragment.fromArray(merged)
  return a.type.validContent(content) ? content : null
}

/** A node that was taken away: marked, or really gone where the same person had suggested it. */
function deleted(node: Node, suggester: Suggester): Node | null {
  if (isMine(node.attrs.inserted, suggester)) return null
  if (node.attrs.deleted) return node
  return node.type.create({ ...node.attrs, deleted: suggester.id }, node.content, node.marks)
}

/** A node that came: whole, without older suggestions in it. */
function inserted(node: Node, { id }: Suggester): Node | null {
  const clean = withoutOlder(node)
  if (!clean || clean.type !== node.type) return null
  return clean.type.create({ ...clean.attrs, inserted: id }, clean.content, clean.marks)
}

const withoutOlder = (node: Node): Node | null =>
  settleFragment(Fragment.from(node), () => 'accept').firstChild

function mergeInline(
  a: Node,
  b: Node,
  suggester: Suggester,
  at: number,
  out: number,
  track: Track,
): Fragment {
  const olds = tokensOf(a)
  const news = tokensOf(b)
  let start = 0
  while (start < olds.length && start < news.length && same(olds[start], news[start])) start++
  let [oldEnd, newEnd] = [olds.length, news.length]
  while (oldEnd > start && newEnd > start && same(olds[oldEnd - 1], news[newEnd - 1])) {
    oldEnd--
    newEnd--
  }
  const head = news.slice(0, start)
  const gone = olds.slice(start, oldEnd)
  const came = news.slice(start, newEnd)
  const tail = news.slice(newEnd)
  const headEnd = at + size(head)
  track(at, headEnd, out - at)
  let middle: Node[]
  if (gone.length === came.length && gone.every((old, i) => sameButFormat(old, came[i]))) {
    middle = gone.map((old, i) => reformatted(old, came[i] ?? old, suggester))
    track(headEnd, headEnd + size(came), out - at)
  } else {
    const kept = gone.flatMap((node) => deletedInline(node, suggester))
    const fresh = came.flatMap((node) => insertedInline(node, suggester))
    track(headEnd, headEnd + size(came), out - at + size(kept))
    middle = [...kept, ...fresh]
  }
  const tailStart = headEnd + size(came)
  track(tailStart, tailStart + size(tail), out + size(head) + size(middle) - tailStart)
  return Fragment.fromArray([...head, ...middle, ...tail])
}

/** Characters one by one, and inline nodes. */
function tokensOf(parent: Node): Node[] {
  const tokens: Node[] = []
  parent.forEach((child) => {
    if (!child.isText) tokens.push(child)
    else for (let i = 0; i < child.nodeSize; i++) tokens.push(child.cut(i, i + 1))
  })
  return tokens
}

const size = (nodes: Node[]): number => nodes.reduce((sum, node) => sum + node.nodeSize, 0)
const same = (a: Node | undefined, b: Node | undefined): boolean =>
  a !== undefined && b !== undefined && a.eq(b)

function sameButFormat(a: Node, b: Node | undefined): boolean {
  if (!b) return false
  if (a.isText) return a.text === b.text && sameSuggestions(a, b)
  return a.type === b.type && a.isLeaf && a.attrs.deleted === b.attrs.deleted
}

const sameSuggestions = (a: Node, b: Node): boolean =>
  Mark.sameSet(suggestionMarksOf(a), suggestionMarksOf(b))

const suggestionMarksOf = ({ marks }: Node): Mark[] =>
  marks.filter(({ type }) => isSuggestionMark(type.name))

function reformatted(a: Node, b: Node, suggester: Suggester): Node {
  if (a.eq(b)) return b
  if (!a.isText)
    return isMine(a.attrs.inserted, suggester)
      ? b
      : a.type.create(mergeAttributes(a, b, suggester), a.content, a.marks)
  if (a.marks.some(({ type, attrs }) => type.name === 'insertion' && suggester.isMine(attrs.id)))
    return b
  let marks: readonly Mark[] = b.marks
  for (const mark of b.marks) if (!mark.isInSet(a.marks)) marks = recorded(marks, mark, 'added')
  for (const mark of a.marks) if (!mark.isInSet(b.marks)) marks = recorded(marks, mark, 'removed')
  return b.mark(marks)

  /** Notes a change of format, or strikes out the note of the change that it takes back. */
  function recorded(set: readonly Mark[], mark: Mark, change: 'added' | 'removed') {
    const type = mark.type.schema.marks.formatting
    const opposite = set.filter(
      ({ type: other, attrs }) =>
        other === type &&
        attrs.mark === mark.type.name &&
        attrs.change !== change &&
        (change === 'removed' || attrs.attrs === attrsOf(mark)),
    )
    if (opposite.length > 0)
      return opposite.reduce<readonly Mark[]>((left, one) => one.removeFromSet(left), set)
    if (
      set.some(
        ({ type: other, attrs }) =>
          other === type && attrs.mark === mark.type.name && attrs.change === change,
      )
    )
      return set
    const note = type?.create({
      id: suggester.id,
      change,
      mark: mark.type.name,
      attrs: change === 'removed' ? attrsOf(mark) : '',
    })
    return note?.addToSet(set) ?? set
  }
}

const attrsOf = ({ attrs }: Mark): string =>
  Object.keys(attrs).length === 0 ? '' : JSON.stringify(attrs)

function deletedInline(node: Node, suggester: Suggester): Node[] {
  if (!node.isText) {
    const kept = deleted(node, suggester)
    return kept ? [kept] : []
  }
  if (node.marks.some(({ type, attrs }) => type.name === 'insertion' && suggester.isMine(attrs.id)))
    return []
  if (node.marks.some(({ type }) => type.name === 'deletion')) return [node]
  const mark = node.type.schema.marks.deletion?.create({ id: suggester.id })
  return mark ? [node.mark(mark.addToSet(node.marks))] : []
}

function insertedInline(node: Node, { id }: Suggester): Node[] {
  const clean = withoutOlder(node)
  if (!clean) return []
  if (!clean.isText)
    return [clean.type.create({ ...clean.attrs, inserted: id }, clean.content, clean.marks)]
  const mark = node.type.schema.marks.insertion?.create({ id })
  return mark ? [clean.mark(mark.addToSet(clean.marks))] : []
}

const isMine = (id: unknown, suggester: Suggester): boolean =>
  typeof id === 'string' && suggester.isMine(id)
