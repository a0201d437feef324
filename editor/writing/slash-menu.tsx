import type { Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { posToDOMRect, useEditorState } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../messages/index.ts'
import { useFloating } from './floating.ts'
import { type Insertion, matching, nameOf } from './insertions.ts'

const key = new PluginKey('slash-menu')

/** What stands between a "/" that begins a word and the caret, or null. */
export function slashQuery(before: string): string | null {
  return /(?:^|\s)\/([\p{L}\d-]*(?: [\p{L}\d-]+)?)$/u.exec(before)?.[1] ?? null
}

/** The menu that opens on "/": every node of a guide, by name, with the keyboard. */
export function SlashMenu({ editor }: { editor: Editor }) {
  const say = useWords().writing
  const popup = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const { query, from, to } = useEditorState({
    editor,
    selector: ({ editor: current }) => {
      const { $from, empty } = current.state.selection
      const text = $from.parent.textBetween(0, $from.parentOffset, undefined, '￼')
      const found =
        empty && current.isFocused && !$from.parent.type.spec.code ? slashQuery(text) : null
      // Without one it is the same answer wherever the caret is: nothing is drawn anew.
      if (found === null) return { query: null, from: 0, to: 0 }
      return { query: found, from: $from.pos - found.length - 1, to: $from.pos }
    },
  })
  const offered = query === null || dismissed === from ? [] : matching(query)
  const open = offered.length > 0
  const current = Math.min(chosen, offered.length - 1)
  useFloating(popup, open ? () => posToDOMRect(editor.view, from, to) : null, 'bottom-start')

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its first entry
  useEffect(() => setChosen(0), [query])
  useEffect(() => {
    if (query === null) setDismissed(null)
  }, [query])

  function take(insertion: Insertion) {
    editor.chain().focus().deleteRange({ from, to }).run()
    insertion.run(editor)
  }
  const state = useRef({ open, offered, current, take, from })
  state.current = { open, offered, current, take, from }

  // The text keeps the focus: its keys move the choice.
  useEffect(() => {
    editor.registerPlugin(
      new Plugin({
        key,
        props: {
          handleKeyDown: (_view, event) => {
            const menu = state.current
            if (!menu.open) return false
            const move = (by: number) =>
              setChosen((menu.current + by + menu.offered.length) % menu.offered.length)
            if (event.key === 'ArrowDown') move(1)
            else if (event.key === 'ArrowUp') move(-1)
            else if (event.key === 'Escape') setDismissed(menu.from)
            else if (event.key === 'Enter' || event.key === 'Tab') {
              const insertion = menu.offered[menu.current]
              if (insertion) menu.take(insertion)
            } else return false
            return true
          },
        },
      }),
      (mine, others) => [mine, ...others],
    )
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(key)
    }
  }, [editor])

  // The text keeps the focus: this is how a screen reader hears of the choice.
  useEffect(() => {
    const { dom } = editor.view
    if (!open) return
    dom.setAttribute('aria-controls', 'slash-menu')
    dom.setAttribute('aria-activedescendant', `slash-${current}`)
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, open, current])

  useEffect(() => {
    if (open)
      popup.current?.querySelector(`#slash-${current}`)?.scrollIntoView({ block: 'nearest' })
  })

  if (!open) return null
  return (
    <div ref={popup} id="slash-menu" className="slash" role="listbox" aria-label={say.insert}>
      {offered.map((insertion, index) => (
        <div key={insertion.id} role="presentation">
          {offered[index - 1]?.group === insertion.group ? null : (
            <p className="slash-group">{say.insertionGroups[insertion.group]}</p>
          )}
          <button
            type="button"
            id={`slash-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            className="slash-option"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(insertion)}
          >
            <insertion.icon size={16} aria-hidden />
            <span>{nameOf(insertion)}</span>
            {insertion.typed ? (
              <kbd className="slash-typed" aria-hidden>
                {insertion.typed}
              </kbd>
            ) : null}
          </button>
        </div>
      ))}
    </div>
  )
}
