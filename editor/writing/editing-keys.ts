import { chainCommands, exitCode, toggleMark } from '@tiptap/pm/commands'
import { keydownHandler } from '@tiptap/pm/keymap'
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list'
import { type Command, Plugin } from '@tiptap/pm/state'
import { goToNextCell } from '@tiptap/pm/tables'

/**
 * The keys of writing, as Word and Google Docs have them.
 *
 * @param askForLink opens the field for a link's address.
 */
export function editingKeys(askForLink: () => void): Plugin {
  const named =
    (make: (view: { state: Parameters<Command>[0] }) => Command): Command =>
    (state, dispatch, view) =>
      make({ state })(state, dispatch, view)
  const inItem = (command: (type: NonNullable<ReturnType<typeof itemType>>) => Command) =>
    named(({ state }) => {
      const type = itemType(state)
      return type ? command(type) : () => false
    })
  const mark = (name: string) =>
    named(({ state }) => {
      const type = state.schema.marks[name]
      return type ? toggleMark(type) : () => false
    })
  const hardBreak: Command = (state, dispatch) => {
    const type = state.schema.nodes.hardBreak
    if (!type) return false
    dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView())
    return true
  }
  const link: Command = (state, dispatch) => {
    const type = state.schema.marks.link
    const { empty, $from } = state.selection
    if (!type || (empty && !type.isInSet($from.marks()))) return false
    if (dispatch) askForLink()
    return true
  }
  const keys: Record<string, Command> = {
    'Mod-k': link,
    'Mod-b': mark('strong'),
    'Mod-i': mark('emphasis'),
    'Mod-e': mark('code'),
    'Mod-.': mark('superscript'),
    'Mod-,': mark('subscript'),
    Enter: inItem(splitListItem),
    Tab: chainCommands(goToNextCell(1), inItem(sinkListItem)),
    'Shift-Tab': chainCommands(goToNextCell(-1), inItem(liftListItem)),
    'Shift-Enter': chainCommands(exitCode, hardBreak),
  }
  return new Plugin({ props: { handleKeyDown: keydownHandler(keys) } })
}

/** The kind of list item in which the selection stands. */
function itemType(state: Parameters<Command>[0]) {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth)
    if (type.name === 'listItem' || type.name === 'taskItem') return type
  }
  return null
}
