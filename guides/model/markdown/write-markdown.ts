import type { Root, Table } from 'mdast'
import {
  type ConstructName,
  defaultHandlers,
  type Handle,
  type Options,
  type Unsafe,
} from 'mdast-util-to-markdown'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { type Processor, unified } from 'unified'
import { directiveToMarkdown } from './directive-to-markdown.ts'

/** Labels are texts of their own: addresses in them would be links, which GFM takes as escaped. */
const inLabels: ConstructName[] = [
  'textDirectiveLabel',
  'leafDirectiveLabel',
  'containerDirectiveLabel',
]

/** Where a link leads: a text by its own rules. */
const addresses: ConstructName[] = ['autolink', 'destinationLiteral', 'destinationRaw']

/** What has to be escaped besides what GFM and directives escape themselves. */
const unsafe: Unsafe[] = [
  // The end of a heading could be read as its id.
  { character: '{', after: '#', inConstruct: 'headingAtx' },
  // Looking back without taking, or the second of two signs in `a@b@c` would be missed. After an
  // asterisk because emphasis may be written with underscores in the end, which addresses may have.
  { character: '@', before: '(?<=[+\\-.\\w*])', after: '[\\-.\\w]', inConstruct: 'phrasing' },
  { character: '.', before: '[Ww]', after: '[\\-.\\w]', inConstruct: inLabels },
  { character: ':', before: '[ps]', after: '\\/', inConstruct: inLabels },
  { character: '.', before: '[Ww]{3}', inConstruct: 'phrasing' },
  // Spaces at the edge of a cell are its padding.
  { character: ' ', before: ' ', inConstruct: 'tableCell' },
  { character: ' ', after: ' ', inConstruct: 'tableCell' },
  { character: '\t', before: ' ', inConstruct: 'tableCell' },
  { character: '\t', after: ' ', inConstruct: 'tableCell' },
  // A colon and a name are a directive. One of digits is read as text, so that `10:30` stays as it
  // is, unless a label or attributes follow. To micromark 4 a tab is a letter of the name, and so
  // is half of a character beyond U+FFFF.
  {
    character: ':',
    after: '(?:[^\\s\\p{P}\\p{S}\\d]|\\t|[\\u{10000}-\\u{10ffff}]|(?=\\d[^ \\n]*[\\[{]))',
    inConstruct: 'phrasing',
    unicode: true,
  },
  // Before another colon, which may be that of a directive, and in lines that are all colons.
  { character: ':', after: '(?=:)', inConstruct: 'phrasing' },
  // `[^1](https://…)` would refer to a note.
  { character: '^', before: '\\[', inConstruct: 'label' },
  // `[^1]:` at the start of a line would define a note.
  { character: ':', before: '\\]', inConstruct: 'phrasing' },
  // Braces after a directive are its attributes.
  { character: '{', before: '\\]', inConstruct: 'phrasing' },
]

/**
 * Text, escaped where mdast-util-to-markdown 2.2 does it not enough or too much. Underscores within
 * a word need no escape, but do at its end: where emphasis follows, its last letter is written as a
 * reference; it knows that for letters of one UTF-16 unit, this for those of two. An ampersand
 * needs an escape only where a semicolon makes it a reference.
 */
const textToMarkdown: Handle = (node, parent, state, info) =>
  defaultHandlers
    .text(node, parent, state, info)
    .replace(/(?<!\\)_+(?=[\u{10000}-\u{10ffff}]$)/u, escapeEach)
    .replace(/(?<=^[\u{10000}-\u{10ffff}])_+/u, escapeEach)
    .replace(/(?<!\\)((?:\\\\)*)\\&(?!#?[A-Za-z0-9]+;)/g, '$1&')

const escapeEach = (signs: string): string => signs.replace(/./g, '\\$&')

/** A table whose columns are not padded: a changed word changes one line of the file. */
const tableToMarkdown: Handle = (node: Table, _parent, state, info) => {
  const exit = state.enter('table')
  const rows = node.children.map((row) =>
    lineOf(row.children.map((cell) => state.handle(cell, row, state, info))),
  )
  exit()
  const [head = '', ...body] = rows
  const ruler = lineOf((node.children[0]?.children ?? []).map(() => '---'))
  return [head, ruler, ...body].join('\n')
}

const lineOf = (cells: string[]): string =>
  `|${cells.map((cell) => (cell ? ` ${cell} |` : ' |')).join('')}`

/** What guides' Markdown escapes and says beyond GFM and directives (guides/MARKDOWN.md). */
const guideToMarkdown: Options = {
  handlers: {
    containerDirective: directiveToMarkdown,
    leafDirective: directiveToMarkdown,
    textDirective: directiveToMarkdown,
    text: textToMarkdown,
    table: tableToMarkdown,
    heading(node, parent, state, info) {
      const line = defaultHandlers.heading(node, parent, state, info)
      return node.data?.id ? `${line} {#${node.data.id}}` : line
    },
  },
  unsafe: unsafe.map((pattern) => ({ notInConstruct: addresses, ...pattern })),
}

function remarkGuide(this: Processor): void {
  const data = this.data() as { toMarkdownExtensions?: Options[] }
  data.toMarkdownExtensions = [...(data.toMarkdownExtensions ?? []), guideToMarkdown]
}

const writer = unified()
  .use(remarkStringify, {
    bullet: '-',
    bulletOther: '*',
    emphasis: '*',
    fences: true,
    listItemIndent: 'one',
    resourceLink: true,
    rule: '-',
  })
  .use(remarkGfm, { tableCellPadding: true })
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGuide)
  .freeze()

/** A syntax tree as Markdown, ending with a line's end. */
export function writeMarkdown(tree: Root): string {
  return writer.stringify(tree)
}
