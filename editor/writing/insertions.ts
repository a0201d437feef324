import type { NodeJson } from '@charrette/guides'
import type { Editor } from '@tiptap/core'

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
  run(editor: Editor): void
}

const insert =
  (content: NodeJson) =>
  (editor: Editor): void => {
    editor.chain().focus().insertContent(content).run()
  }
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
  name,
  group: 'For the reader',
  also,
  run: insert({ type: 'callout', attrs: { kind, title: '' }, content: [p] }),
})

/** Every node of the guide schema that an author puts in, in the order of the menu. */
export const insertions: Insertion[] = [
  {
    id: 'paragraph',
    name: 'Text',
    group: 'Text',
    also: 'paragraph plain',
    run: turnInto('paragraph'),
  },
  ...([2, 3, 4] as const).map(
    (level): Insertion => ({
      id: `heading-${level}`,
      name: ['Section heading', 'Subheading', 'Small heading'][level - 2] ?? '',
      group: 'Text',
      also: `heading title h${level}`,
      run: turnInto('heading', { level }),
    }),
  ),
  {
    id: 'quote',
    name: 'Quotation',
    group: 'Text',
    also: 'blockquote cite',
    run: (editor) => editor.chain().focus().toggleWrap('blockquote').run(),
  },
  { id: 'code', name: 'Code', group: 'Text', also: 'pre program', run: turnInto('codeBlock') },
  {
    id: 'bullets',
    name: 'Bullet list',
    group: 'Lists',
    also: 'unordered ul',
    run: wrapList('bulletList', 'listItem'),
  },
  {
    id: 'numbers',
    name: 'Numbered list',
    group: 'Lists',
    also: 'ordered steps ol',
    run: wrapList('orderedList', 'listItem'),
  },
  {
    id: 'checklist',
    name: 'Checklist',
    group: 'Lists',
    also: 'task todo',
    run: wrapList('taskList', 'taskItem'),
  },
  {
    id: 'city-example',
    name: 'City example',
    group: 'For the reader',
    also: 'case study place',
    run: insert({
      type: 'cityExample',
      content: [
        { type: 'exampleAction', content: [p] },
        { type: 'exampleOutcome', content: [p] },
      ],
    }),
  },
  {
    id: 'takeaways',
    name: 'Key takeaways',
    group: 'For the reader',
    also: 'summary points',
    run: insert({
      type: 'keyTakeaways',
      content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [p] }] }],
    }),
  },
  callout('note', 'Note', 'callout box info'),
  callout('tip', 'Tip', 'callout box advice'),
  callout('warning', 'Warning', 'callout box caution'),
  {
    id: 'pull-quote',
    name: 'Pull quote',
    group: 'For the reader',
    also: 'large quotation',
    run: insert({ type: 'pullQuote', content: [p] }),
  },
  {
    id: 'definition',
    name: 'Definition',
    group: 'For the reader',
    also: 'glossary term',
    run: insert({ type: 'definition', content: [p] }),
  },
  {
    id: 'figure',
    name: 'Picture',
    group: 'Pictures and tables',
    also: 'figure image photo chart',
    run: insert({ type: 'figure', attrs: { src: '' } }),
  },
  {
    id: 'table',
    name: 'Table',
    group: 'Pictures and tables',
    also: 'rows columns grid',
    run: insert({
      type: 'tableFigure',
      content: [
        { type: 'tableCaption' },
        { type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] },
      ],
    }),
  },
  {
    id: 'footnote',
    name: 'Footnote',
    group: 'References',
    also: 'note',
    run: insert({ type: 'footnote' }),
  },
  {
    id: 'citation',
    name: 'Citation',
    group: 'References',
    also: 'source bibliography cite',
    run: insert({ type: 'citation', attrs: { key: '' } }),
  },
  {
    id: 'reference',
    name: 'Cross reference',
    group: 'References',
    also: 'see figure table section link',
    run: insert({ type: 'crossReference', attrs: { to: '' } }),
  },
  {
    id: 'rule',
    name: 'Line',
    group: 'Breaks',
    also: 'horizontal rule divider',
    run: insert({ type: 'horizontalRule' }),
  },
  {
    id: 'page-break',
    name: 'Page break',
    group: 'Breaks',
    also: 'new page print',
    run: insert({ type: 'pageBreak' }),
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
