import { Plugin } from '@tiptap/pm/state'

/**
 * Reads where the caret is before each key acts. Home, End and the arrows are the browser's own: it
 * tells of the caret's new place in a task of its own, and on a busy machine the next key comes
 * before that. Enter after Home would then split, or replace, what was selected before.
 */
export function currentSelection(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view) => {
          // ProseMirror compares on this event, and does nothing where it knows the place already.
          if (!view.composing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
          return false
        },
      },
    },
  })
}
