import { listSuggestions, type Suggester, suggest, suggestionsOf } from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'

// An edit becomes a suggestion before anybody hears of it: nothing is taken out of the text and put
// back, so that the binding to the shared document sees only marks and additions.

/** Meta of a transaction that is no author's edit of words: an answer to suggestions. */
export const ANSWER = 'answer-suggestions'

/** What other plugins may have to know of a transaction that another takes the place of. */
const carried = ['addToHistory', 'uiEvent', 'paste', 'focus', 'blur', 'preventUpdate']

/**
 * The transaction that suggests what another would do.
 *
 * @param edit made from `state`; changed here, not to be dispatched.
 * @param isMine whether an earlier suggestion is of the same person.
 * @param newId an id for a suggestion that none of theirs stands beside.
 * @returns the id that it uses too, to be signed; null where it needs none.
 */
export function suggestedEdit(
  edit: Transaction,
  state: EditorState,
  isMine: (id: string) => boolean,
  newId: () => string,
): { transaction: Transaction; id: string | null } {
  const id = ownBeside(state, isMine) ?? newId()
  const suggester: Suggester = { id, isMine: (other) => other === id || isMine(other) }
  const { storedMarks, storedMarksSet } = edit
  const forward = isForward(state, edit)
  const { doc } = withoutInheritedDeletions(edit)
  const { anchor, head } = edit.selection
  const made = suggest(state.doc, doc, suggester, [anchor, head])
  const transaction = replaced(state.tr, made.doc)
  const [at = 0, to = 0] = made.positions.map((position) =>
    forward ? pastDeleted(made.doc, position) : position,
  )
  select(transaction, edit.selection, at, to)
  if (storedMarksSet) transaction.setStoredMarks(storedMarks)
  for (const name of carried) {
    const value: unknown = edit.getMeta(name)
    if (value !== undefined) transaction.setMeta(name, value)
  }
  if (edit.scrolledIntoView) transaction.scrollIntoView()
  return { transaction, id: listSuggestions(made.doc).some((one) => one.id === id) ? id : null }
}

/** Takes what is typed within words that are to go out of the deletion: it is not to go with them. */
export function withoutInheritedDeletions(tr: Transaction): Transaction {
  const { deletion } = tr.doc.type.schema.marks
  const { maps } = tr.mapping
  maps.forEach((map, step) => {
    const later = tr.mapping.slice(step + 1, maps.length)
    map.forEach((_oldStart, _oldEnd, from, to) => {
      const [start, end] = [later.map(from, 1), later.map(to, -1)]
      if (start < end && deletion && tr.doc.rangeHasMark(start, end, deletion))
        tr.removeMark(start, end, deletion)
    })
  })
  return tr
}

/**
 * Where the caret goes from the edge of a block instead of joining it to one that is to go already.
 *
 * @param direction -1 for Backspace, 1 for Delete.
 */
export function overDeletedBlock({ doc, selection }: EditorState, direction: -1 | 1) {
  const { $from, empty } = selection
  const edge = direction < 0 ? 0 : $from.parent.content.size
  if (!empty || $from.depth === 0 || $from.parentOffset !== edge) return null
  let $place = doc.resolve(direction < 0 ? $from.before() : $from.after())
  let passed = false
  for (;;) {
    const next: Node | null = direction < 0 ? $place.nodeBefore : $place.nodeAfter
    if (!next?.attrs.deleted) break
    $place = doc.resolve($place.pos + direction * next.nodeSize)
    passed = true
  }
  return passed ? Selection.findFrom($place, direction, true) : null
}

/** Puts another text in place of the transaction's, changing no more than differs. */
export function replaced(tr: Transaction, doc: Node): Transaction {
  const start = tr.doc.content.findDiffStart(doc.content)
  const end = tr.doc.content.findDiffEnd(doc.content)
  if (start === null || end === null) return tr
  // Where the same content repeats, the two searches may run past each other.
  const overlap = start - Math.min(end.a, end.b)
  const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b]
  return tr.replace(start, a, doc.slice(start, b))
}

function select(tr: Transaction, meant: Selection, anchor: number, head: number): void {
  const { doc } = tr
  const [$anchor, $head] = [doc.resolve(anchor), doc.resolve(head)]
  if (meant instanceof TextSelection || !$anchor.nodeAfter)
    tr.setSelection(
      $anchor.parent.inlineContent && $head.parent.inlineContent
        ? TextSelection.create(doc, anchor, head)
        : Selection.near($head),
    )
  else tr.setSelection(Selection.fromJSON(doc, { ...meant.toJSON(), anchor, head }))
}

/** Whether something behind the caret was taken out: then the caret goes on behind it. */
function isForward({ selection, doc }: EditorState, edit: Transaction): boolean {
  return (
    selection.empty &&
    edit.selection.empty &&
    selection.from === edit.selection.from &&
    edit.doc.content.size < doc.content.size
  )
}

/** The place behind the deleted words that begin at a position. */
function pastDeleted(doc: Node, position: number): number {
  let place = position
  for (;;) {
    const { nodeAfter } = doc.resolve(place)
    const gone =
      nodeAfter?.isInline &&
      (nodeAfter.attrs.deleted || nodeAfter.marks.some(({ type }) => type.name === 'deletion'))
    if (!nodeAfter || !gone) return place
    place += nodeAfter.nodeSize
  }
}

/** One's own suggestion at or around the caret: an edit goes on with it. */
function ownBeside(
  { doc, selection: { $from } }: EditorState,
  isMine: (id: string) => boolean,
): string | null {
  const { nodeBefore, nodeAfter } = $from
  const around = Array.from({ length: $from.depth }, (_, index) => $from.node($from.depth - index))
  for (const node of [nodeBefore, nodeAfter, ...around])
    for (const id of node && node !== doc ? suggestionsOf(node) : []) if (isMine(id)) return id
  return null
}
