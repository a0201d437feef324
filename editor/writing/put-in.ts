import type { NodeJson } from '@charrette/guides'
import { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Selection, type Transaction } from '@tiptap/pm/state'

/**
 * Puts a node into the text, with the caret where its author goes on: inside it, on it where it
 * asks for a choice, or behind it. A block takes the place of an empty paragraph and otherwise
 * stands after the one with the caret.
 *
 * @param from begin of the text that the node replaces, for example of the sign typed for it.
 * @returns null where such a node may not stand here.
 */
export function putIn(
  state: EditorState,
  content: NodeJson,
  from: number,
  to: number,
): Transaction | null {
  const node = Node.fromJSON(state.schema, content)
  const transaction = state.tr.delete(from, to)
  if (node.isInline) {
    const { parent } = transaction.doc.resolve(from)
    if (!parent.inlineContent || !parent.type.contentMatch.matchType(node.type)) return null
    transaction.insert(from, node)
    return transaction
      .setSelection(
        node.isAtom
          ? NodeSelection.create(transaction.doc, from)
          : Selection.near(transaction.doc.resolve(from + 1)),
      )
      .scrollIntoView()
  }
  const place = blockPlace(transaction, from, node)
  if (!place) return null
  transaction.replaceWith(place.from, place.to, node)
  if (node.isAtom) {
    const end = place.from + node.nodeSize
    // Behind what holds no text there is a paragraph to go on in.
    if (!transaction.doc.resolve(end).nodeAfter?.isTextblock)
      transaction.insert(end, state.schema.nodes.paragraph?.create() ?? [])
    transaction.setSelection(Selection.near(transaction.doc.resolve(end + 1)))
  } else
    transaction.setSelection(
      Selection.findFrom(transaction.doc.resolve(place.from + 1), 1, true) ?? transaction.selection,
    )
  return transaction.scrollIntoView()
}

/** The nearest place around a position where a block may stand. */
function blockPlace(
  { doc }: Transaction,
  position: number,
  { type }: Node,
): { from: number; to: number } | null {
  const $at = doc.resolve(position)
  for (let depth = $at.depth; depth > 0; depth--) {
    const parent = $at.node(depth - 1)
    const index = $at.index(depth - 1)
    const empty = depth === $at.depth && $at.parent.content.size === 0
    if (empty && parent.canReplaceWith(index, index + 1, type))
      return { from: $at.before(depth), to: $at.after(depth) }
    if (parent.canReplaceWith(index + 1, index + 1, type))
      return { from: $at.after(depth), to: $at.after(depth) }
    // What is set apart from the text around it is not left for this.
    if ($at.node(depth).type.spec.isolating && depth < $at.depth) return null
  }
  return null
}
