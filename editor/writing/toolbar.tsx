import { Toolbar as Bar } from '@base-ui/react/toolbar'
import type { Editor } from '@tiptap/core'
import {
  Bold,
  Code,
  Italic,
  Languages,
  Link2,
  type LucideIcon,
  PencilLine,
  Plus,
  Redo2,
  Search,
  Subscript,
  Superscript,
  Undo2,
} from 'lucide-react'
import type { AfterFrame } from '../connection/after-frame.ts'
import type { Finding } from '../finding/finding.ts'
import { type Messages, useWords, words } from '../messages/index.ts'
import { type SuggestionDesk, useSuggestions } from '../suggestions/suggestion-desk.ts'
import type { Asking } from './bubble-menu.tsx'
import { insertions, nameOf } from './insertions.ts'
import { useEditorStateLater } from './use-editor-state-later.ts'

/** The marks that are there or not; link and language ask for more. */
export const plainMarks: [
  name: keyof Messages['writing']['marks'],
  keys: string,
  icon: LucideIcon,
][] = [
  ['strong', 'Ctrl+B', Bold],
  ['emphasis', 'Ctrl+I', Italic],
  ['code', 'Ctrl+E', Code],
  ['superscript', 'Ctrl+.', Superscript],
  ['subscript', 'Ctrl+,', Subscript],
]
const blocks: [insertion: string, node: string, attrs: Record<string, unknown>][] = [
  ['paragraph', 'paragraph', {}],
  ['heading-2', 'heading', { level: 2 }],
  ['heading-3', 'heading', { level: 3 }],
  ['bullets', 'bulletList', {}],
  ['numbers', 'orderedList', {}],
  ['checklist', 'taskList', {}],
]

/** The tools above the text; one tab stop, arrows within. */
export function Toolbar({
  editor,
  ask,
  suggestions,
  finding,
  later,
}: {
  editor: Editor
  ask: (what: Asking) => void
  suggestions: SuggestionDesk
  finding: Finding
  later: AfterFrame
}) {
  const say = useWords().writing
  const { suggesting, suggestOnly } = useSuggestions(suggestions)
  const state = useEditorStateLater(editor, later, (current) => ({
    marks: plainMarks.map(([name]) => current.isActive(name)),
    blocks: blocks.map(([, node, attrs]) => current.isActive(node, attrs)),
    link: current.isActive('link'),
    language: current.isActive('language'),
    empty: current.state.selection.empty,
    undo: current.can().undo(),
    redo: current.can().redo(),
  }))
  const button = (
    label: string,
    Icon: LucideIcon,
    run: () => void,
    { pressed, disabled = false, keys }: { pressed?: boolean; disabled?: boolean; keys?: string },
  ) => (
    <Bar.Button
      key={label}
      className="icon-button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
      aria-pressed={pressed}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon size={17} aria-hidden />
    </Bar.Button>
  )
  return (
    <Bar.Root className="toolbar" aria-label={say.formatting}>
      <Bar.Group className="toolbar-group" aria-label={say.history}>
        {button(words().undo, Undo2, () => editor.chain().focus().undo().run(), {
          disabled: !state.undo,
          keys: 'Ctrl+Z',
        })}
        {button(say.redo, Redo2, () => editor.chain().focus().redo().run(), {
          disabled: !state.redo,
          keys: 'Ctrl+Shift+Z',
        })}
      </Bar.Group>
      <Bar.Separator className="toolbar-line" />
      <Bar.Group className="toolbar-group" aria-label={say.marksOf}>
        {plainMarks.map(([name, keys, Icon], index) =>
          button(say.marks[name], Icon, () => editor.chain().focus().toggleMark(name).run(), {
            pressed: state.marks[index] ?? false,
            keys,
          }),
        )}
        {button(say.link, Link2, () => ask('link'), {
          pressed: state.link,
          disabled: state.empty && !state.link,
          keys: 'Ctrl+K',
        })}
        {button(say.language, Languages, () => ask('language'), {
          pressed: state.language,
          disabled: state.empty && !state.language,
        })}
      </Bar.Group>
      <Bar.Separator className="toolbar-line" />
      <Bar.Group className="toolbar-group" aria-label={say.blocks}>
        {blocks.map(([id], index) => {
          const insertion = insertions.find((candidate) => candidate.id === id)
          return insertion
            ? button(nameOf(insertion), insertion.icon, () => insertion.run(editor), {
                pressed: state.blocks[index] ?? false,
              })
            : null
        })}
      </Bar.Group>
      <Bar.Separator className="toolbar-line" />
      <Bar.Button
        className="toolbar-insert"
        title={say.insertTitle}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => openSlashMenu(editor)}
      >
        <Plus size={16} aria-hidden /> {say.insert}
      </Bar.Button>
      <Bar.Button
        className="toolbar-insert suggesting-switch"
        role="switch"
        aria-checked={suggesting}
        disabled={suggestOnly}
        focusableWhenDisabled
        title={suggestOnly ? say.suggestOnly : say.suggestTitle}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => suggestions.set({ suggesting: !suggesting })}
      >
        <PencilLine size={16} aria-hidden /> {say.suggesting}
      </Bar.Button>
      <Bar.Separator className="toolbar-line" />
      {button(say.find, Search, () => finding.begin(), { keys: 'Ctrl+F' })}
    </Bar.Root>
  )
}

/** Types the "/" for those who do not know it: one menu, in the text, with the same keys. */
function openSlashMenu(editor: Editor): void {
  const { $from } = editor.state.selection
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  editor
    .chain()
    .focus()
    // Not TipTap's insertContent, which reads a string as markup.
    .command(({ tr }) => Boolean(tr.insertText(/\S$/.test(before) ? ' /' : '/')))
    .run()
}
