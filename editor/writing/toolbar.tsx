import { Toolbar as Bar } from '@base-ui/react/toolbar'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import {
  Asterisk,
  Bold,
  Code,
  Heading2,
  Heading3,
  Image,
  Italic,
  Landmark,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Pilcrow,
  Quote,
  Subscript,
  Superscript,
  Table,
} from 'lucide-react'
import { insertions } from './insertions.ts'

const marks: [name: string, label: string, icon: LucideIcon][] = [
  ['strong', 'Strong (Ctrl+B)', Bold],
  ['emphasis', 'Emphasis (Ctrl+I)', Italic],
  ['code', 'Code (Ctrl+E)', Code],
  ['superscript', 'Superscript (Ctrl+.)', Superscript],
  ['subscript', 'Subscript (Ctrl+,)', Subscript],
]
const blocks: [
  insertion: string,
  node: string,
  attrs: Record<string, unknown>,
  icon: LucideIcon,
][] = [
  ['paragraph', 'paragraph', {}, Pilcrow],
  ['heading-2', 'heading', { level: 2 }, Heading2],
  ['heading-3', 'heading', { level: 3 }, Heading3],
  ['bullets', 'bulletList', {}, List],
  ['numbers', 'orderedList', {}, ListOrdered],
  ['checklist', 'taskList', {}, ListChecks],
  ['quote', 'blockquote', {}, Quote],
  ['figure', 'figure', {}, Image],
  ['table', 'tableFigure', {}, Table],
  ['city-example', 'cityExample', {}, Landmark],
  ['footnote', 'footnote', {}, Asterisk],
]

/** The tools above the text; one tab stop, arrows within. Everything else is behind "/". */
export function Toolbar({ editor }: { editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      marks: marks.map(([name]) => current.isActive(name)),
      blocks: blocks.map(([, node, attrs]) => current.isActive(node, attrs)),
    }),
  })
  return (
    <Bar.Root className="toolbar" aria-label="Formatting">
      <Bar.Group className="toolbar-group" aria-label="Text">
        {marks.map(([name, label, Icon], index) => (
          <Bar.Button
            key={name}
            className="icon-button"
            aria-label={label}
            title={label}
            aria-pressed={active.marks[index] ?? false}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.chain().focus().toggleMark(name).run()}
          >
            <Icon size={17} aria-hidden />
          </Bar.Button>
        ))}
      </Bar.Group>
      <Bar.Separator className="toolbar-line" />
      <Bar.Group className="toolbar-group" aria-label="Blocks">
        {blocks.map(([id, , , Icon], index) => {
          const insertion = insertions.find((candidate) => candidate.id === id)
          if (!insertion) return null
          return (
            <Bar.Button
              key={id}
              className="icon-button"
              aria-label={insertion.name}
              title={insertion.name}
              aria-pressed={active.blocks[index] ?? false}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => insertion.run(editor)}
            >
              <Icon size={17} aria-hidden />
            </Bar.Button>
          )
        })}
      </Bar.Group>
      <span className="toolbar-hint">
        Type <kbd>/</kbd> for everything else
      </span>
    </Bar.Root>
  )
}
