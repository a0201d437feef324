import type { NodeJson } from '@charrette/guides'
import type { Editor } from '@tiptap/core'
import {
  Asterisk,
  BookOpenText,
  Code,
  Heading2,
  Heading3,
  Heading4,
  Image,
  Info,
  Landmark,
  Lightbulb,
  Link2,
  List,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  MessageSquareQuote,
  Minus,
  Pilcrow,
  Quote,
  Scissors,
  Sparkles,
  Table,
  TextQuote,
  TriangleAlert,
} from 'lucide-react'
import { putIn } from './put-in.ts'

const p: NodeJson = { type: 'paragraph' }
const cell = (type: 'tableCell' | 'tableHeader'): NodeJson => ({ type, content: [p] })
const row = (type: 'tableCell' | 'tableHeader'): NodeJson => ({
  type: 'tableRow',
  content: [cell(type), cell(type), cell(type)],
})

/** Something that an author can put into a chapter, from the slash menu or the toolbar. */
export interface Insertion {
  id: string
  name: string
  group: 'Text' | 'Lists' | 'For the reader' | 'Pictures and tables' | 'References' | 'Breaks'
  /** Other words by which an author might look for it. */
  also: string
  icon: LucideIcon
  /** What one types in Markdown to the same end. */
  typed?: string
  /** The node as it is put in, where it does not turn the paragraph into something else. */
  content?: NodeJson
  run(editor: Editor): void
}

const insert = (content: NodeJson): Pick<Insertion, 'content' | 'run'> => ({
  content,
  run: (editor) => {
    const { to } = editor.state.selection
    const transaction = putIn(editor.state, content, to, to)
    if (transaction) editor.view.dispatch(transaction)
    editor.view.focus()
  },
})
const turnInto =
  (type: string, attrs: Record<string, unknown> = {}) =>
  (editor: Editor): void => {
    editor.chain().focus().setNode(type, attrs).run()
  }
const wrapList =
  (list: string, item: string) =>
  (editor: Editor): void => {
    editor.chain().focus().toggleList(list, item).run()
  }
const callout = (kind: 'note' | 'tip' | 'warning', name: string, also: string): Insertion => ({
  id: kind,
  icon: { note: Info, tip: Lightbulb, warning: TriangleAlert }[kind],
  typed: `:::${kind}`,
  name,
  group: 'For the reader',
  also,
  ...insert({ type: 'callout', attrs: { kind, title: '' }, content: [p] }),
})

/** Every node of the guide schema that an author puts in, in the order of the menu. */
export const insertions: Insertion[] = [
  {
    id: 'paragraph',
    icon: Pilcrow,
    name: 'Text',
    group: 'Text',
    also: 'paragraph plain',
    run: turnInto('paragraph'),
  },
  ...([2, 3, 4] as const).map(
    (level): Insertion => ({
      id: `heading-${level}`,
      icon: { 2: Heading2, 3: Heading3, 4: Heading4 }[level],
      typed: '#'.repeat(level),
      name: ['Section heading', 'Subheading', 'Small heading'][level - 2] ?? '',
      group: 'Text',
      also: `heading title h${level}`,
      run: turnInto('heading', { level }),
    }),
  ),
  {
    id: 'quote',
    icon: TextQuote,
    typed: '>',
    name: 'Quotation',
    group: 'Text',
    also: 'blockquote cite',
    run: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  },
  {
    id: 'code',
    icon: Code,
    typed: '```',
    name: 'Code',
    group: 'Text',
    also: 'pre program',
    run: turnInto('codeBlock'),
  },
  {
    id: 'bullets',
    icon: List,
    typed: '-',
    name: 'Bullet list',
    group: 'Lists',
    also: 'unordered ul',
    run: wrapList('bulletList', 'listItem'),
  },
  {
    id: 'numbers',
    icon: ListOrdered,
    typed: '1.',
    name: 'Numbered list',
    group: 'Lists',
    also: 'ordered steps ol',
    run: wrapList('orderedList', 'listItem'),
  },
  {
    id: 'checklist',
    icon: ListChecks,
    typed: '[]',
    name: 'Checklist',
    group: 'Lists',
    also: 'task todo',
    run: wrapList('taskList', 'taskItem'),
  },
  {
    id: 'city-example',
    icon: Landmark,
    typed: ':::city-example',
    name: 'City example',
    group: 'For the reader',
    also: 'case study place',
    ...insert({
      type: 'cityExample',
      content: [
        { type: 'exampleAction', content: [p] },
        { type: 'exampleOutcome', content: [p] },
      ],
    }),
  },
  {
    id: 'takeaways',
    icon: Sparkles,
    typed: ':::key-takeaways',
    name: 'Key takeaways',
    group: 'For the reader',
    also: 'summary points',
    ...insert({
      type: 'keyTakeaways',
      content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [p] }] }],
    }),
  },
  callout('note', 'Note', 'callout box info'),
  callout('tip', 'Tip', 'callout box advice'),
  callout('warning', 'Warning', 'callout box caution'),
  {
    id: 'pull-quote',
    icon: MessageSquareQuote,
    typed: ':::pull-quote',
    name: 'Pull quote',
    group: 'For the reader',
    also: 'large quotation',
    ...insert({ type: 'pullQuote', content: [p] }),
  },
  {
    id: 'definition',
    icon: BookOpenText,
    typed: ':::definition',
    name: 'Definition',
    group: 'For the reader',
    also: 'glossary term',
    ...insert({ type: 'definition', content: [p] }),
  },
  {
    id: 'figure',
    icon: Image,
    typed: '![]',
    name: 'Picture',
    group: 'Pictures and tables',
    also: 'figure image photo chart',
    ...insert({ type: 'figure', attrs: { src: '' } }),
  },
  {
    id: 'table',
    icon: Table,
    typed: '||',
    name: 'Table',
    group: 'Pictures and tables',
    also: 'rows columns grid',
    ...insert({
      type: 'tableFigure',
      content: [
        { type: 'tableCaption' },
        { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] },
      ],
    }),
  },
  {
    id: 'footnote',
    icon: Asterisk,
    typed: '[^]',
    name: 'Footnote',
    group: 'References',
    also: 'note',
    ...insert({ type: 'footnote' }),
  },
  {
    id: 'citation',
    icon: Quote,
    typed: '[@]',
    name: 'Citation',
    group: 'References',
    also: 'source bibliography cite',
    ...insert({ type: 'citation', attrs: { key: '' } }),
  },
  {
    id: 'reference',
    icon: Link2,
    typed: '[#]',
    name: 'Cross reference',
    group: 'References',
    also: 'see figure table section link',
    ...insert({ type: 'crossReference', attrs: { to: '' } }),
  },
  {
    id: 'rule',
    icon: Minus,
    typed: '---',
    name: 'Line',
    group: 'Breaks',
    also: 'horizontal rule divider',
    ...insert({ type: 'horizontalRule' }),
  },
  {
    id: 'page-break',
    icon: Scissors,
    typed: '::page-break',
    name: 'Page break',
    group: 'Breaks',
    also: 'new page print',
    ...insert({ type: 'pageBreak' }),
  },
]

/** The insertions whose name or other words begin with what was typed. */
export function matching(query: string): Insertion[] {
  const words = query.toLowerCase().trim()
  if (!words) return insertions
  return insertions.filter(({ name, also }) =>
    `${name} ${also}`
      .toLowerCase()
      .split(/\s+/)
      .some((_word, index, all) => all.slice(index).join(' ').startsWith(words)),
  )
}
