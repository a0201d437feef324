import { Extension } from '@tiptap/core'

/**
 * Gives the text the focus at once. TipTap's own command waits for the next frame, and what is typed
 * until then goes to whatever had the focus before: a menu, or a field that is closing.
 */
export const PromptFocus = Extension.create({
  name: 'promptFocus',
  addCommands: () => ({
    focus:
      (position) =>
      ({ view, dispatch }) => {
        // TipTap asks every new editor to take the focus; `false` is how it says that it need not.
        if (dispatch && position !== false) view.focus()
        return true
      },
  }),
})
