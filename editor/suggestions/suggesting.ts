import {
  listSuggestions,
  newSuggestionId,
  signSuggestion,
  suggestionRecord,
  type Writer,
} from '@charrette/guides'
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { transformCopied, transformPasted } from './clipboard-slice.ts'
import {
  ANSWER,
  overDeletedBlock,
  suggestedEdit,
  withoutInheritedDeletions,
} from './suggested-edit.ts'
import type { SuggestionDesk } from './suggestion-desk.ts'
import { suggestionMarks } from './suggestion-marks.ts'

/**
 * While one suggests, every edit of one's own is made a suggestion on its way into the text.
 * Shows the suggestions of the text and answers them, whether one suggests or not.
 */
export function suggesting(doc: Y.Doc, me: Writer, desk: SuggestionDesk): Extension {
  const isMine = (id: string) => suggestionRecord(doc, id)?.by.accountId === me.accountId
  return Extension.create({
    name: 'suggesting',
    dispatchTransaction({ transaction, next }) {
      const { editor } = this
      if (!isEdit(transaction, editor)) next(transaction)
      else if (!desk.state().suggesting) next(withoutInheritedDeletions(transaction))
      else {
        const made = suggestedEdit(transaction, editor.state, isMine, newSuggestionId)
        if (made.id) signSuggestion(doc, made.id, me, new Date())
        next(made.transaction)
      }
    },
    addProseMirrorPlugins() {
      return [
        suggestionMarks(doc, desk),
        ...(desk.state().suggestOnly ? [forgetAnswered(isMine)] : []),
        new Plugin({
          props: {
            transformCopied,
            transformPasted,
            handleKeyDown: (view, event) => {
              if (isSwitch(event)) {
                const { suggesting, suggestOnly } = desk.state()
                desk.set({ suggesting: suggestOnly || !suggesting })
                return true
              }
              const direction = { Backspace: -1, Delete: 1 }[event.key]
              if (!desk.state().suggesting || (direction !== -1 && direction !== 1)) return false
              const selection = overDeletedBlock(view.state, direction)
              if (selection) view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
              return selection !== null
            },
            handleDOMEvents: {
              beforeinput: (view, event) => desk.state().suggesting && deleteInText(view, event),
            },
          },
        }),
      ]
    },
  })
}

/**
 * Who may only suggest cannot take back what others have answered: undo would change their text. So
 * what could be undone is forgotten when a suggestion of one's own is answered.
 */
function forgetAnswered(isMine: (id: string) => boolean): Plugin<number> {
  const open = (text: Node) => listSuggestions(text).filter(({ id }) => isMine(id)).length
  const key = new PluginKey<number>('answered-suggestions')
  return new Plugin<number>({
    key,
    state: {
      init: () => 0,
      apply(tr, answers, before) {
        const change: unknown = tr.getMeta(ySyncPluginKey)
        if (!isFromOthers(change)) return answers
        return open(tr.doc) < open(before.doc) ? answers + 1 : answers
      },
    },
    view: () => ({
      update(view, before) {
        if (key.getState(view.state) === key.getState(before)) return
        yUndoPluginKey.getState(view.state)?.undoManager?.clear()
      },
    }),
  })
}

const isFromOthers = (change: unknown): boolean =>
  typeof change === 'object' &&
  change !== null &&
  'isChangeOrigin' in change &&
  change.isChangeOrigin === true &&
  !('isUndoRedoOperation' in change && change.isUndoRedoOperation === true)

/** As in Google Docs. */
const isSwitch = ({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  code === 'KeyX' && altKey && (ctrlKey || metaKey)

/** Whether a transaction is an author's own edit, and not what came from others or an undo. */
function isEdit(transaction: Transaction, editor: Editor): boolean {
  return (
    transaction.docChanged &&
    !transaction.getMeta(ySyncPluginKey) &&
    !transaction.getMeta(ANSWER) &&
    !editor.isCapturingTransaction
  )
}

/**
 * Takes a deletion over from the browser, which would take the words off the page only for them to
 * be put back, with the caret anywhere.
 */
function deleteInText(view: EditorView, event: InputEvent): boolean {
  if (!event.inputType.startsWith('delete') || !event.cancelable || view.composing) return false
  const [range] = event.getTargetRanges()
  if (!range || !view.dom.contains(range.startContainer) || !view.dom.contains(range.endContainer))
    return false
  const from = view.posAtDOM(range.startContainer, range.startOffset)
  const to = view.posAtDOM(range.endContainer, range.endOffset)
  if (!view.state.doc.resolve(from).parent.inlineContent) return false
  event.preventDefault()
  if (from >= to) return true
  const transaction = view.state.tr.deleteRange(from, to)
  const at = transaction.mapping.map(from, -1)
  view.dispatch(
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(at), -1)).scrollIntoView(),
  )
  return true
}
