import {
  type Match,
  type Replaced,
  type Replacement,
  replaceInGuide,
  typesOfReplacement,
} from '@charrette/guides'
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { redo, undo, yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

// A replacement may reach chapters that no editor is bound to, and the history of the open text knows
// nothing of them. So replacements have a history of their own, beside the text's, and undo takes from
// whichever was added to last.

/** The replacements of one sitting, and the way back from each. */
export interface Replacements {
  /** Replaces in one transaction: one step to undo, whatever it reached. */
  replace(replacement: Replacement, only?: Match): Replaced
  /** Whether undo is to take back a replacement, and not what was written in the open chapter. */
  isLast(): boolean
  /** The same of redo. */
  isNext(): boolean
  undo(): boolean
  redo(): boolean
  /** Names the history of a chapter's text while it is open; returns what to call when it closes. */
  beside(text: Y.UndoManager): () => void
}

type Way = 'undoStack' | 'redoStack'
const BESIDE = 'how the text’s own history ended'

export function createReplacements(doc: Y.Doc): Replacements {
  let history: Y.UndoManager | null = null
  /** More than one for a moment, as chapters change: the last is the open one's. */
  const texts: Y.UndoManager[] = []
  const origin = { replacing: true }
  /** What is written after a replacement was taken back ends the way forward to it. */
  const onWritten = ({ type }: { type: 'undo' | 'redo' }, { undoing, redoing }: Y.UndoManager) => {
    if (type === 'undo' && !undoing && !redoing) history?.clear(false, true)
  }
  /** Notes on a replacement how the open text's history ends now, on the way back or forward. */
  const note = (way: Way) => {
    const text = texts.at(-1) ?? null
    history?.[way].at(-1)?.meta.set(BESIDE, { text, end: text?.[way].at(-1) ?? null })
  }
  /** Whether a replacement is the latest on the way: the text's own history ends as it did then. */
  const isLatest = (way: Way): boolean => {
    const replacement = history?.[way].at(-1)
    if (!replacement) return false
    const beside = replacement.meta.get(BESIDE) as { text: unknown; end: unknown } | undefined
    const text = texts.at(-1) ?? null
    return (text?.[way].at(-1) ?? null) === (beside?.text === text ? beside?.end : null)
  }
  return {
    replace(replacement, only) {
      const types = typesOfReplacement(doc)
      history ??= new Y.UndoManager(types, {
        trackedOrigins: new Set([origin]),
        captureTimeout: 0,
      })
      history.addToScope(types)
      // What is typed next is not to go back together with what was typed before.
      texts.at(-1)?.stopCapturing()
      const replaced = doc.transact(() => replaceInGuide(doc, replacement, only), origin)
      if (replaced.places > 0) note('undoStack')
      return replaced
    },
    isLast: () => isLatest('undoStack'),
    isNext: () => isLatest('redoStack'),
    undo: () => {
      const undone = history?.undo() != null
      note('redoStack')
      return undone
    },
    redo: () => {
      const redone = history?.redo() != null
      note('undoStack')
      return redone
    },
    beside(text) {
      texts.push(text)
      text.on('stack-item-added', onWritten)
      return () => {
        text.off('stack-item-added', onWritten)
        texts.splice(texts.indexOf(text), 1)
      }
    },
  }
}

/** Lets undo and redo, by key and by button, go through replacements too. */
export function undoReplacements(replacements: Replacements): Extension {
  // Of a lower priority than Collaboration, whose commands of the same names it takes the place of.
  return Extension.create({
    name: 'undoReplacements',
    addProseMirrorPlugins: () => [
      new Plugin({
        view: ({ state }) => {
          const history = yUndoPluginKey.getState(state)?.undoManager
          return history ? { destroy: replacements.beside(history) } : {}
        },
      }),
    ],
    addCommands: () => ({
      undo:
        () =>
        ({ tr, state, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          if (replacements.isLast()) return !dispatch || replacements.undo()
          const history = yUndoPluginKey.getState(state)?.undoManager
          if (!history || history.undoStack.length === 0) return false
          return !dispatch || (undo(state) ?? false)
        },
      redo:
        () =>
        ({ tr, state, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          if (replacements.isNext()) return !dispatch || replacements.redo()
          const history = yUndoPluginKey.getState(state)?.undoManager
          if (!history || history.redoStack.length === 0) return false
          return !dispatch || (redo(state) ?? false)
        },
    }),
  })
}
