import fc, { type Arbitrary } from 'fast-check'
import type { Chapter, NodeJson } from '../guide.ts'
import { normalForm } from '../markdown/normal-form.ts'

// Every document that the schema allows, in normal form, with texts chosen to be hard on Markdown.

type MarkJson = NonNullable<NodeJson['marks']>[number]

/** Pieces that mean something to Markdown, to GFM, to directives, to tables or to YAML. */
const hostile = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '```',
  '~',
  '~~',
  '~~~',
  '#',
  '##',
  '# ',
  '-',
  '---',
  '- ',
  '+ ',
  '=',
  '===',
  '>',
  '> ',
  '<',
  '<br>',
  '<b>',
  '</b>',
  '<!-- x -->',
  '<!---->',
  '&',
  '&amp;',
  '&#x20;',
  '&copy',
  '\\',
  '\\\\',
  '|',
  '||',
  '| - |',
  '[',
  ']',
  '[]',
  '[x]',
  '[ ] ',
  '[^1]',
  '[^1]: ',
  '[a]: b',
  '![',
  '!',
  '(',
  ')',
  '](',
  '{',
  '}',
  '{#id}',
  ' {#id}',
  '{a=b}',
  ':',
  '::',
  ':::',
  ':::note',
  ':word[',
  ':sup[a]',
  ':cite{key=a}',
  ':br',
  '::page-break',
  ':a',
  '10:30',
  '3:1{',
  '://',
  'http://',
  'https://a.bc',
  'www.',
  'www.a.bc',
  '@',
  'a@b.cd',
  'mailto:a@b.cd',
  'xmpp:a@b.cd',
  '.',
  '1.',
  '1. ',
  '12) ',
  '1)',
  ';',
  '"',
  "'",
  '/',
  '%',
  '$',
  '^',
  '…',
  '“',
  '”',
  '’',
  'é',
  'e\u0301',
  'ß',
  'İ',
  '字',
  'ع',
  '👩🏽‍🚀',
  '😀',
  '\u00a0',
  '\u2003',
  '\u3000',
  '\u200b',
  '\u200d',
  '\u2028',
  '\ufeff',
  '\t',
  ' ',
  '  ',
  '    ',
  'yaml: x',
]
const word = fc.constantFrom('a', 'b', 'city', 'word', 'X', 'i', '7', '2010', 'p')

const piece = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 2, arbitrary: fc.constant(' ') },
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) },
)

/** One line of text; never empty. */
export const hostileText: Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 5 })
  .map((pieces) => pieces.join(''))

/** An attribute's text: may be empty or have several lines. */
const attributeText = fc.oneof(
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.tuple(hostileText, hostileText).map((lines) => lines.join('\n')) },
)

const id = fc.option(
  fc
    .tuple(fc.constantFrom('a', 'sec', 'x'), fc.stringMatching(/^[a-z0-9-]{0,4}$/))
    .map((parts) => parts.join('')),
  { nil: null },
)

const href = fc.oneof(
  fc.constantFrom(
    'https://a.example',
    'http://a.example/b_c*d?e=f&g=h#i',
    'mailto:a@b.example',
    'tel:+1-555-0100',
    'https://a.example/(b)',
    'https://a.example/(',
    'https://a.example/)',
    'https://a.example/[b]',
    'https://a.example/]',
    'https://a.example/|',
    'https://a.example/`',
    'https://a.example/<b>',
    'https://a.example/"',
    "https://a.example/'",
    'https://a.example/\\',
    'https://a.example/\\)',
    'https://a.example/é字',
    'https://a.example/%20',
    'https://a.example/&amp;',
    'HTTP://A.example',
  ),
  fc.stringMatching(/^[!-~]{1,6}$/).map((path) => `https://a.example/${path}`),
)

const mark: Arbitrary<MarkJson> = fc.oneof(
  fc.constantFrom('strong', 'emphasis', 'superscript', 'subscript').map((type) => ({ type })),
  href.map((to) => ({ type: 'link', attrs: { href: to } })),
  fc.constantFrom('es', 'zh-Hant', 'en-US').map((lang) => ({ type: 'language', attrs: { lang } })),
)

/** Marks that may stand together, or code alone. */
const marks = fc.oneof(
  { weight: 5, arbitrary: fc.constant<MarkJson[]>([]) },
  { weight: 4, arbitrary: fc.array(mark, { minLength: 1, maxLength: 3 }).map(compatible) },
  { weight: 1, arbitrary: fc.constant<MarkJson[]>([{ type: 'code' }]) },
)

function compatible(wanted: MarkJson[]): MarkJson[] {
  const script = (type: string): boolean => type === 'superscript' || type === 'subscript'
  return wanted.filter(
    ({ type }, index) =>
      !wanted
        .slice(0, index)
        .some((before) => before.type === type || (script(before.type) && script(type))),
  )
}

const marked = (node: Arbitrary<NodeJson>): Arbitrary<NodeJson> =>
  fc
    .tuple(node, marks)
    .map(([inner, withMarks]) => (withMarks.length > 0 ? { ...inner, marks: withMarks } : inner))

const text = hostileText.map((value): NodeJson => ({ type: 'text', text: value }))
const hardBreak = fc.constant<NodeJson>({ type: 'hardBreak' })
const citation = fc
  .record({ key: fc.oneof(fc.constant('fcc2024'), attributeText), locator: attributeText })
  .map((attrs): NodeJson => ({ type: 'citation', attrs }))
const crossReference = fc
  .oneof(fc.constant('table-speeds'), attributeText)
  .map((to): NodeJson => ({ type: 'crossReference', attrs: { to } }))

const noteInline: Arbitrary<NodeJson[]> = fc.array(
  marked(
    fc.oneof(
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: hardBreak },
      { weight: 1, arbitrary: citation },
      { weight: 1, arbitrary: crossReference },
    ),
  ),
  { maxLength: 4 },
)
const footnote = noteInline.map((content): NodeJson => ({ type: 'footnote', content }))

/** What a paragraph, heading or caption holds. */
export const inlineContent: Arbitrary<NodeJson[]> = fc.array(
  marked(
    fc.oneof(
      { weight: 8, arbitrary: text },
      { weight: 2, arbitrary: hardBreak },
      { weight: 1, arbitrary: citation },
      { weight: 1, arbitrary: crossReference },
      { weight: 1, arbitrary: footnote },
    ),
  ),
  { maxLength: 5 },
)

const paragraph = inlineContent.map((content): NodeJson => ({ type: 'paragraph', content }))
const heading = fc
  .record({ level: fc.constantFrom(2, 3, 4), id, content: inlineContent })
  .map(({ content, ...attrs }): NodeJson => ({ type: 'heading', attrs, content }))
const codeBlock = fc
  .record({
    language: fc.oneof(fc.constantFrom('', 'js', 'a b', '`', '~'), hostileText),
    lines: fc.array(fc.oneof(fc.constant(''), hostileText), { maxLength: 4 }),
  })
  .map(
    ({ language, lines }): NodeJson => ({
      type: 'codeBlock',
      attrs: { language },
      content: lines.join('\n') ? [{ type: 'text', text: lines.join('\n') }] : [],
    }),
  )
const figure = fc
  .record({
    src: fc.oneof(fc.constant('pictures/map.svg'), attributeText),
    alt: attributeText,
    decorative: fc.boolean(),
    credit: attributeText,
    id,
    content: inlineContent,
  })
  .map(({ content, ...attrs }): NodeJson => ({ type: 'figure', attrs, content }))

const number = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
)

/** Blocks by group, `depth` levels deep. */
function blocksOf(depth: number): Record<'block' | 'flow' | 'prose', Arbitrary<NodeJson>> {
  const leaf = { weight: 6, arbitrary: paragraph }
  if (depth === 0) {
    const prose = fc.oneof(leaf, { weight: 1, arbitrary: codeBlock })
    const flow = fc.oneof(
      leaf,
      { weight: 1, arbitrary: codeBlock },
      { weight: 1, arbitrary: figure },
    )
    return { prose, flow, block: flow }
  }
  const inner = blocksOf(depth - 1)
  const many = (of: Arbitrary<NodeJson>): Arbitrary<NodeJson[]> =>
    fc.array(of, { minLength: 1, maxLength: 3 })
  const item = fc
    .tuple(paragraph, fc.array(inner.flow, { maxLength: 2 }))
    .map(([first, rest]) => [first, ...rest])
  const items = (type: string, attrs: () => Arbitrary<Record<string, unknown>>) =>
    fc.array(
      fc.tuple(item, attrs()).map(([content, a]): NodeJson => ({ type, attrs: a, content })),
      { minLength: 1, maxLength: 3 },
    )
  const none = () => fc.constant({})
  const list = fc.oneof(
    items('listItem', none).map((content): NodeJson => ({ type: 'bulletList', content })),
    fc
      .tuple(fc.constantFrom(0, 1, 1, 7, 10, 1234567), items('listItem', none))
      .map(([start, content]): NodeJson => ({ type: 'orderedList', attrs: { start }, content })),
    items('taskItem', () => fc.record({ checked: fc.boolean() })).map(
      (content): NodeJson => ({ type: 'taskList', content }),
    ),
  )
  const blockquote = many(inner.prose).map((content): NodeJson => ({ type: 'blockquote', content }))
  const table = tableOf(inner.prose)
  const prose = fc.oneof(
    leaf,
    { weight: 1, arbitrary: codeBlock },
    { weight: 3, arbitrary: list },
    { weight: 1, arbitrary: blockquote },
  )
  const flow = fc.oneof(
    { weight: 4, arbitrary: prose },
    { weight: 1, arbitrary: figure },
    { weight: 1, arbitrary: table },
  )
  const block = fc.oneof(
    { weight: 8, arbitrary: flow },
    { weight: 2, arbitrary: heading },
    { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'horizontalRule' }) },
    { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'pageBreak' }) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          kind: fc.constantFrom('note', 'tip', 'warning'),
          title: attributeText,
          content: many(inner.flow),
        })
        .map(({ content, ...attrs }): NodeJson => ({ type: 'callout', attrs, content })),
    },
    {
      weight: 1,
      arbitrary: many(inner.prose).map((content): NodeJson => ({ type: 'keyTakeaways', content })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ attribution: attributeText, content: many(paragraph) })
        .map(({ content, ...attrs }): NodeJson => ({ type: 'pullQuote', attrs, content })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ term: attributeText, id, content: many(paragraph) })
        .map(({ content, ...attrs }): NodeJson => ({ type: 'definition', attrs, content })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({
          city: attributeText,
          state: attributeText,
          population: number,
          year: number,
          contact: attributeText,
          source: attributeText,
          id,
          action: many(inner.flow),
          outcome: many(inner.flow),
        })
        .map(
          ({ action, outcome, ...attrs }): NodeJson => ({
            type: 'cityExample',
            attrs,
            content: [
              { type: 'exampleAction', content: action },
              { type: 'exampleOutcome', content: outcome },
            ],
          }),
        ),
    },
  )
  return { prose, flow, block }
}

function tableOf(prose: Arbitrary<NodeJson>): Arbitrary<NodeJson> {
  const caption = fc.record({ id, caption: inlineContent })
  const cell = (type: string, content: NodeJson[], attrs: Record<string, unknown>): NodeJson => ({
    type,
    attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
    content,
  })
  // As most tables are: rectangular, one paragraph a cell, heads above and perhaps on the left.
  const plain = fc
    .record({ columns: fc.integer({ min: 1, max: 3 }), rows: fc.integer({ min: 1, max: 3 }) })
    .chain(({ columns, rows }) =>
      fc.record({
        headerColumn: fc.boolean(),
        widths: fc.array(fc.option(fc.integer({ min: 1, max: 999 })), {
          minLength: columns,
          maxLength: columns,
        }),
        texts: fc.array(fc.array(paragraph, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      }),
    )
    .map(({ headerColumn, widths, texts }) =>
      texts.map((row, y) =>
        row.map((content, x) => {
          const width = widths[x]
          const type = y === 0 || (headerColumn && x === 0) ? 'tableHeader' : 'tableCell'
          return cell(type, [content], { colwidth: width ? [width] : null })
        }),
      ),
    )
  const anyCell = fc
    .record({
      type: fc.constantFrom('tableHeader', 'tableCell'),
      colspan: fc.constantFrom(1, 1, 2),
      rowspan: fc.constantFrom(1, 1, 3),
      wide: fc.boolean(),
      content: fc.array(prose, { minLength: 1, maxLength: 2 }),
    })
    .map(({ type, colspan, rowspan, wide, content }) =>
      cell(type, content, {
        colspan,
        rowspan,
        colwidth: wide ? Array.from({ length: colspan }, () => 80) : null,
      }),
    )
  const ragged = fc.array(fc.array(anyCell, { maxLength: 3 }), { minLength: 1, maxLength: 3 })
  return fc.tuple(caption, fc.oneof(plain, ragged)).map(
    ([attrs, rows]): NodeJson => ({
      type: 'tableFigure',
      attrs: { id: attrs.id },
      content: [
        { type: 'tableCaption', content: attrs.caption },
        {
          type: 'table',
          content: rows.map((content) => ({ type: 'tableRow', content })),
        },
      ],
    }),
  )
}

/** A chapter's `doc` node in normal form (marks on what is no text fall away in it). */
export const anyContent: Arbitrary<NodeJson> = fc
  .array(blocksOf(3).block, { minLength: 1, maxLength: 4 })
  .map((content) => normalForm({ type: 'doc', content }))

/** A whole chapter. */
export const anyChapter: Arbitrary<Pick<Chapter, 'title' | 'lang' | 'content'>> = fc.record({
  title: hostileText.map((title) => oneLineTitle(title)),
  lang: fc.constantFrom(null, null, 'es', 'zh-Hant'),
  content: anyContent,
})

/** A title is read by the same rules as any text: no control characters, one line. */
function oneLineTitle(title: string): string {
  const [block] =
    normalForm({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: title }] }],
    }).content ?? []
  return block?.content?.[0]?.text ?? ''
}
