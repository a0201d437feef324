import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'

/**
 * Changes attributes of a node that is chosen, and leaves it chosen: a change puts a new node in its
 * place, and with the old one its selection would go, and the focus of the field that changed it.
 */
export function changeChosen(
  editor: Editor,
  getPos: () => number | undefined,
  attrs: Record<string, unknown>,
): void {
  const position = getPos()
  const node = position === undefined ? null : editor.state.doc.nodeAt(position)
  if (position === undefined || !node) return
  const transaction = editor.state.tr.setNodeMarkup(position, undefined, {
    ...node.attrs,
    ...attrs,
  })
  editor.view.dispatch(transaction.setSelection(NodeSelection.create(transaction.doc, position)))
}
