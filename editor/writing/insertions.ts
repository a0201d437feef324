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
import { type Messages, words } from '../messages/index.ts'
import { putIn } from './put-in.ts'

const p: NodeJson = { type: 'paragraph' }
const cell = (type: 'tableCell' | 'tableHeader'): NodeJson => ({ type, content: [p] })
const row = (type: 'tableCell' | 'tableHeader'): NodeJson => ({
  type: 'tableRow',
  content: [cell(type), cell(type), cell(type)],
})

/** Something that an author can put into a chapter, from the slash menu or the toolbar. */
export interface Insertion {
  /** Under which the messages have its name. */
  id: keyof Messages['writing']['insertions']
  group: keyof Messages['writing']['insertionGroups']
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
const callout = (kind: 'note' | 'tip' | 'warning'): Insertion => ({
  id: kind,
  icon: { note: Info, tip: Lightbulb, warning: TriangleAlert }[kind],
  typed: `:::${kind}`,
  group: 'reader',
  ...insert({ type: 'callout', attrs: { kind, title: '' }, content: [p] }),
})

/** Every node of the guide schema that an author puts in, in the order of the menu. */
export const insertions: Insertion[] = [
  {
    id: 'paragraph',
    icon: Pilcrow,
    group: 'text',
    run: turnInto('paragraph'),
  },
  ...([2, 3, 4] as const).map(
    (level): Insertion => ({
      id: `heading-${level}`,
      icon: { 2: Heading2, 3: Heading3, 4: Heading4 }[level],
      typed: '#'.repeat(level),
      group: 'text',
      run: turnInto('heading', { level }),
    }),
  ),
  {
    id: 'quote',
    icon: TextQuote,
    typed: '>',
    group: 'text',
    run: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  },
  {
    id: 'code',
    icon: Code,
    typed: '```',
    group: 'text',
    run: turnInto('codeBlock'),
  },
  {
    id: 'bullets',
    icon: List,
    typed: '-',
    group: 'lists',
    run: wrapList('bulletList', 'listItem'),
  },
  {
    id: 'numbers',
    icon: ListOrdered,
    typed: '1.',
    group: 'lists',
    run: wrapList('orderedList', 'listItem'),
  },
  {
    id: 'checklist',
    icon: ListChecks,
    typed: '[]',
    group: 'lists',
    run: wrapList('taskList', 'taskItem'),
  },
  {
    id: 'city-example',
    icon: Landmark,
    typed: ':::city-example',
    group: 'reader',
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
    group: 'reader',
    ...insert({
      type: 'keyTakeaways',
      content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [p] }] }],
    }),
  },
  callout('note'),
  callout('tip'),
  callout('warning'),
  {
    id: 'pull-quote',
    icon: MessageSquareQuote,
    typed: ':::pull-quote',
    group: 'reader',
    ...insert({ type: 'pullQuote', content: [p] }),
  },
  {
    id: 'definition',
    icon: BookOpenText,
    typed: ':::definition',
    group: 'reader',
    ...insert({ type: 'definition', content: [p] }),
  },
  {
    id: 'figure',
    icon: Image,
    typed: '![]',
    group: 'pictures',
    ...insert({ type: 'figure', attrs: { src: '' } }),
  },
  {
    id: 'table',
    icon: Table,
    typed: '||',
    group: 'pictures',
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
    group: 'references',
    ...insert({ type: 'footnote' }),
  },
  {
    id: 'citation',
    icon: Quote,
    typed: '[@]',
    group: 'references',
    ...insert({ type: 'citation', attrs: { key: '' } }),
  },
  {
    id: 'reference',
    icon: Link2,
    typed: '[#]',
    group: 'references',
    ...insert({ type: 'crossReference', attrs: { to: '' } }),
  },
  {
    id: 'rule',
    icon: Minus,
    typed: '---',
    group: 'breaks',
    ...insert({ type: 'horizontalRule' }),
  },
  {
    id: 'page-break',
    icon: Scissors,
    typed: '::page-break',
    group: 'breaks',
    ...insert({ type: 'pageBreak' }),
  },
]

export const nameOf = ({ id }: Insertion): string => words().writing.insertions[id][0]

/** Without case and accents: whoever types in haste leaves them out. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The insertions whose name or other words begin with what was typed. */
export function matching(query: string): Insertion[] {
  const typed = plain(query).trim()
  if (!typed) return insertions
  return insertions.filter(({ id }) =>
    plain(words().writing.insertions[id].join(' '))
      .split(/\s+/)
      .some((_word, index, all) => all.slice(index).join(' ').startsWith(typed)),
  )
}
