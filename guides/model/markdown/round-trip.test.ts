import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Chapter, NodeJson } from '../guide.ts'
import { anyChapter } from '../testing/arbitraries.ts'
import {
  br,
  callout,
  chapter,
  cite,
  code,
  codeBlock,
  doc,
  em,
  figure,
  footnote,
  h2,
  lang as inLanguage,
  li,
  link,
  olFrom,
  p,
  pullQuote,
  quote,
  ref,
  spanning,
  strong,
  sup,
  table,
  task,
  tasks,
  td,
  th,
  tr,
  ul,
} from '../testing/builders.ts'
import { chapterFromMarkdown } from './chapter-from-markdown.ts'
import { chapterToMarkdown } from './chapter-to-markdown.ts'
import { normalForm } from './normal-form.ts'

/** More runs by `ROUND_TRIPS=20000 npm test -- round-trip`. */
const numRuns = Number(process.env.ROUND_TRIPS ?? 400)

function expectRoundTrip(whole: Pick<Chapter, 'title' | 'lang' | 'content' | 'credits'>): string {
  const { title, lang, content, credits } = whole
  const written = { title, lang, content, ...(credits ? { credits } : {}) }
  const markdown = chapterToMarkdown(written)
  const { findings, ...read } = chapterFromMarkdown(markdown, { path: 'chapter.md' })
  expect(read, markdown).toEqual(written)
  expect(findings, markdown).toEqual([])
  expect(chapterToMarkdown(read)).toBe(markdown)
  return markdown
}

test('every chapter comes back from Markdown as it went in', { timeout: 1_800_000 }, () => {
  fc.assert(
    fc.property(anyChapter, (generated) => void expectRoundTrip(generated)),
    { numRuns },
  )
})

test('the normal form of a normal form is itself', () => {
  fc.assert(
    fc.property(anyChapter, ({ content }) => {
      expect(normalForm(content)).toEqual(content)
    }),
  )
})

test('a marked sentence with a citation in it stays one', () => {
  const content = doc(p(...strong('As ', ...em('shown ', cite('a'), ' twice'), br(), 'here'), '.'))
  const markdown = expectRoundTrip({ title: 'T', lang: null, content })
  expect(markdown).toContain('**As *shown :cite{key=a} twice*:br[]here**.')
})

test('the normal form takes out what no reader sees', () => {
  const split = [
    { type: 'text', text: 'a\r\nb' },
    { type: 'text', text: '' },
  ]
  const content = [...split, { type: 'text', text: '\u0000\ud800c' }]
  expect(normalForm({ type: 'doc', content: [{ type: 'paragraph', content }] })).toEqual(
    doc(p('a b\ufffdc')),
  )
})

// What the property test found, and what it should not lose sight of.
describe.each<[string, NodeJson]>([
  ['no text at all', doc()],
  ['empty paragraphs', doc(p(), p(), p('x'), p())],
  ['an address in a label', doc(p(...sup('mailto:a@b.cd')))],
  ['two at signs in a row', doc(p(...strong('1.@a@b.cd')))],
  ['an at sign after emphasis', doc(p(...strong(...em('@.a '))))],
  ['www with a space after it', doc(ul(li('www. ')))],
  ['emphasis that touches a letter beyond U+FFFF', doc(p(...strong(...em('a__\u{10000}'), 'b')))],
  ['asterisks in a caption', doc(figure({ src: 'a', alt: 'b' }, ...strong('*')))],
  ['a comment in a caption', doc(table({ caption: '<!----> ' }, tr(th('a'))))],
  ['spaces at the edges of cells', doc(table({}, tr(th(' '), th(' a  ')), tr(td('\t'), td())))],
  ['a heading that ends with a space', doc(h2({ id: 'a' }, ' '), h2({ id: 'b' }, 'x  '))],
  ['a heading that ends like an id', doc(h2('x {#y}'), h2({ id: 'z' }, 'x {#y}'), h2('\\{#y}'))],
  ['an empty note before a reference', doc(p(footnote(), ref('table-a')), p(footnote(), ': a'))],
  [
    'what looks like a directive',
    doc(p(':br *:br* :sup[a] 10:30 3:1{a} ::page-break'), p(':::note')),
  ],
  ['a link that looks like a note', doc(p(...link('https://a.example', '^1'), footnote('a')))],
  ['names of directives with digits', doc(p('10:30*:br*', ...link('https://a.example', '*')))],
  ['a directive by an emoji', doc(p(':😀', ...link('https://a.example', ref('a'))))],
  ['a break before a tab', doc(p(br(), '\t*'))],
  [
    'breaks everywhere',
    doc(p(br(), 'a', br(), br(), 'b', ...strong(br(), 'c'), br()), h2('a', br())),
  ],
  [
    'code with backticks and brackets',
    doc(p(...code('`` ` [')), figure({ src: 'a' }, ...code('a]`'), ...inLanguage('es', 'b'))),
  ],
  ['code that is a space', doc(p(...code(' ')))],
  ['code with bars in a table', doc(table({}, tr(th(...[p(...code('a|b\\'))]))))],
  [
    'lists of the same kind side by side',
    doc(ul(li('a')), ul(li('b')), ul(li('c')), tasks(task(true, 'd'))),
  ],
  ['numbered lists side by side', doc(olFrom(3, li('a')), olFrom(4, li('b')), olFrom(0, li('c')))],
  [
    'empty items',
    doc(ul(li(p()), li(p(), ul(li(p())))), tasks(task(false, p()), task(true, p(), p()))),
  ],
  ['text that looks like a task', doc(ul(li('[ ] a'), li('[x] b')))],
  ['quotations side by side', doc(quote(p('a')), quote(p('b')))],
  ['colons in code in a callout', doc(callout('note', '', codeBlock('', ':::\n::::\n\n')))],
  [
    'titles in brackets',
    doc(callout('tip', ' [a]{b} "c" ', p('d')), pullQuote('"a" & \'b\'\n', p())),
  ],
  ['neighbouring links', doc(p(...link('https://a.b/)', 'a'), ...link('https://a.b/', 'b')))],
  [
    'cells over several columns',
    doc(
      table(
        {},
        tr(spanning(th('a'), { colspan: 2, colwidth: [1, 2] })),
        tr(td(p('b'), p()), td('c')),
      ),
    ),
  ],
  ['widths of columns', doc(table({}, tr(spanning(th('a'), { colwidth: [90] }), th('b'))))],
])('round trip of %s', (_, content) => {
  test('is exact', () => {
    expectRoundTrip({ title: 'T', lang: null, content: normalForm(content) })
  })
})

test('a chapter says in its front matter who is credited', () => {
  const markdown = expectRoundTrip({
    ...chapter({ id: 'a', title: 'Pipes', lang: 'es' }, p('Text.')),
    credits: [{ name: 'Riverbend', share: 80 }, { name: 'Lathrop: its library' }],
  })
  expect(markdown).toBe(`---
lang: es
credits:
  - name: Riverbend
    share: 80
  - name: "Lathrop: its library"
---

# Pipes

Text.
`)
})

test('Markdown reads as an author would write it', () => {
  const markdown = expectRoundTrip(
    chapter(
      { id: 'a', title: 'At 10:30, 50% & more', lang: 'es' },
      h2({ id: 'sources' }, 'Sources'),
      p(
        'See ',
        cite('fcc2024', 'p. 3'),
        ', SNAP E&T and ',
        ref('sources'),
        '.',
        footnote('A note.'),
      ),
      ul(li('one'), li('two', ul(li('three')))),
      table(
        { caption: 'Speeds', id: 'table-speeds' },
        tr(th('Down'), th('Up')),
        tr(td('100'), td()),
      ),
    ),
  )
  expect(markdown).toBe(`---
lang: es
---

# At 10:30, 50% & more

## Sources {#sources}

See :cite{key=fcc2024 locator="p. 3"}, SNAP E&T and :ref{to=sources}.[^1]

[^1]: A note.

- one
- two
  - three

:::table[Speeds]{#table-speeds}
| Down | Up |
| --- | --- |
| 100 | |
:::
`)
})
