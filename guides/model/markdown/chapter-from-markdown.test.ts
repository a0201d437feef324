import { describe, expect, test } from 'vitest'
import { plainText } from '../plain-text.ts'
import {
  br,
  callout,
  cityExample,
  code,
  doc,
  figure,
  footnote,
  h2,
  li,
  link,
  ol,
  p,
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

const read = (markdown: string) => chapterFromMarkdown(`# T\n\n${markdown}`, { path: 'a.md' })

// What is not ours: `line:column severity rule`, and the text that is kept.
describe.each<[what: string, markdown: string, found: string, kept: string]>([
  ['raw HTML in text', 'a <b>c</b>', '3:3 warning raw-html, 3:7 warning raw-html', 'a c'],
  ['a block of HTML', '<div>a <em>b</em></div>', '3:1 warning raw-html', 'a b'],
  ['a script', '<script>alert(1)</script>', '3:1 warning raw-html', ''],
  ['a comment', 'a <!-- note --> b', '3:3 warning html-comment', 'a  b'],
  ['strikethrough', 'a ~~b~~', '3:3 warning strikethrough', 'a b'],
  ['an unknown directive in text', 'a :b[c]{d=e}', '3:3 error unknown-directive', 'a c'],
  ['an unknown leaf directive', '::b[c]', '3:1 error unknown-directive', 'c'],
  ['an unknown container', ':::b[c]\nd\n:::', '3:1 error unknown-directive', 'c\nd'],
  ['an unknown attribute', ':cite{key=a b=c}', '3:1 error unknown-attribute', '[a]'],
  ['a citation without key', ':cite{b=c}', '3:1 error directive-malformed', ':cite{b=c}'],
  [
    'broken attributes',
    '::figure[a]{src="b}',
    '3:1 error directive-malformed',
    '::figure[a]{src="b}',
  ],
  ['a container never closed', ':::note\na', '3:1 error directive-unclosed', 'a'],
  ['a stray fence', 'a\n\n:::', '5:1 error directive-malformed', 'a\n:::'],
  ['a link to a file', '[a](b.md)', '3:1 warning link-local', 'a'],
  ['a link that runs a script', '[a](javascript:b)', '3:1 error link-unsafe', 'a'],
  ['a link with a title', '[a](https://b.c "d")', '3:1 warning link-title', 'a'],
  ['a second title', '# a', '3:1 warning heading-level', 'a'],
  ['a heading too deep', '##### a', '3:1 warning heading-level', 'a'],
  ['an impossible id', '## a {#B c}', '3:1 error id-syntax', 'a'],
  ['a note that is not there', 'a[^b]', '3:1 error footnote-undefined', 'a[^b]'],
  ['a note that nobody calls', 'a\n\n[^b]: c', '5:1 warning footnote-unused', 'a'],
  [
    'a note of two paragraphs',
    'a[^b]\n\n[^b]: c\n\n    d',
    '5:1 warning footnote-blocks',
    'a [c\nd]',
  ],
  ['a note with a list', 'a[^b]\n\n[^b]: - c\n    - d', '5:1 warning footnote-blocks', 'a [c\nd]'],
  ['a note called twice', 'a[^b] c[^b]\n\n[^b]: d', '3:8 warning footnote-twice', 'a [d] c [d]'],
  [
    'a note in a note',
    'a[^b]\n\n[^b]: c[^d]\n\n[^d]: e',
    '5:8 warning footnote-nested, 7:1 warning footnote-unused',
    'a [c]',
  ],
  ['a heading in a callout', ':::tip\n## a\n:::', '4:1 warning misplaced-block', 'a'],
  ['a rule in a list', '- a\n\n  ---', '5:3 warning misplaced-block', 'a'],
  ['a picture within text', 'a ![b](c.png) d', '3:3 warning picture-in-text', 'a b d'],
  ['alignment of columns', '| a |\n| :-: |', '3:1 warning table-alignment', 'a'],
  ['info after a language', '```js {1}\na\n```', '3:1 warning code-info', 'a'],
  ['strong code', '**`a`**', '3:3 warning marks-together', 'a'],
  ['a title with emphasis', ':::tip[*a*]\nb\n:::', '3:7 warning plain-title', 'a\nb'],
  ['text in a table', ':::table\na\n:::', '4:1 error table-content, 3:1 error table-content', ''],
  ['a label where there is none', ':::pull-quote[a]\nb\n:::', '3:14 error directive-label', 'b'],
  ['a number that is none', ':::definition{#1 term=a}\nb\n:::', '3:1 error id-syntax', 'a\nb'],
  ['a figure without a picture', '::figure[a]{alt=b}', '3:1 error figure-src', 'b\na'],
])('%s', (_, markdown, found, kept) => {
  test('is found, and its text kept', () => {
    const { findings, content } = read(markdown)
    const places = findings.map((f) => `${f.line}:${f.column} ${f.severity} ${f.ruleId}`)
    expect(places.sort().join(', ')).toBe(found.split(', ').sort().join(', '))
    expect(findings.every(({ message, mend, file }) => message && mend && file === 'a.md')).toBe(
      true,
    )
    expect(plainText(content)).toBe(kept)
  })
})

test('plain GFM becomes what it means', () => {
  const { content, findings } = read(`Soft
line with 10:30, 3:1 and H:sub[2]O.

![A map](../pictures/a%20map.svg "Where lines end")

| a | b |
| --- | --- |
| one<br>two |

- [x] done
- plain

1) one

Setext {#set}
------

<https://a.example> and https://b.example.
Today.[^n]

[ref]: https://c.example
[Ref] \`code\`

[^n]: Note.
`)
  expect(findings).toEqual([])
  expect(content).toEqual(
    doc(
      p(
        'Soft line with 10:30, 3:1 and H',
        { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
        'O.',
      ),
      figure({ src: 'pictures/a map.svg', alt: 'A map' }, 'Where lines end'),
      table({}, tr(th('a'), th('b')), tr(td(p('one', br(), 'two')), td())),
      tasks(task(true, 'done')),
      ul(li('plain')),
      ol(li('one')),
      h2({ id: 'set' }, 'Setext'),
      p(
        ...link('https://a.example', 'https://a.example'),
        ' and ',
        ...link('https://b.example', 'https://b.example'),
        '. Today.',
        footnote('Note.'),
      ),
      p(...link('https://c.example', 'Ref'), ' ', ...code('code')),
    ),
  )
})

test('the directives of MARKDOWN.md become their nodes', () => {
  const { content, findings } =
    read(`::::city-example{#ex-chattanooga city="Chattanooga" state="TN" population=181099 year=2010 source=epb2010 contact="EPB"}
:::action
What the city did.
:::
:::outcome
What came of it.
:::
::::

:::warning[Mind *the* gap]
The 9:sup[th].
:::

:::::table[Caption]{#table-id}
::::row
:::header{colspan=2}
Speeds
:::
::::
::::row
:::cell
Down
:::
:::cell
Up
:::
::::
:::::
`)
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['plain-title'])
  const head = th('Speeds')
  expect(content).toEqual(
    doc(
      cityExample(
        {
          id: 'ex-chattanooga',
          city: 'Chattanooga',
          state: 'TN',
          population: 181099,
          year: 2010,
          source: 'epb2010',
          contact: 'EPB',
        },
        'What the city did.',
        'What came of it.',
      ),
      callout('warning', 'Mind the gap', p('The 9', ...sup('th'), '.')),
      table(
        { caption: 'Caption', id: 'table-id' },
        tr({ ...head, attrs: { colspan: 2 } }),
        tr(td('Down'), td('Up')),
      ),
    ),
  )
})

test('a city example without its parts says so and loses nothing', () => {
  const { content, findings } = read(':::city-example{city=A year=soon}\nStray.\n:::')
  expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual([
    'attribute-number',
    'example-parts',
    'example-parts',
    'example-parts',
  ])
  expect(plainText(content)).toBe('A\nStray.')
})

describe('hostile text', () => {
  test.each([
    ['quotations in quotations', `${'>'.repeat(3000)} a`, ['nesting', 'chapter-title']],
    ['brackets', '['.repeat(20_000), []],
    ['directives in directives', ':a['.repeat(5000), []],
    ['braces in a heading', `## ${'{#'.repeat(5000)}`, []],
    ['spaces', `a${' '.repeat(100_000)}b`, []],
    ['spaces before an id', `## a${' '.repeat(50_000)}{#b} c`, []],
  ])('of %s is read in a moment and does not throw', (_, markdown, rules) => {
    const started = performance.now()
    const { findings, content } = read(markdown)
    expect(performance.now() - started).toBeLessThan(5000)
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(rules)
    expect(content.content?.length).toBeGreaterThan(0)
  })
})

describe('a chapter file', () => {
  test('says its title and language', () => {
    const { title, lang, findings } = chapterFromMarkdown(
      '\ufeff---\r\nlang: es\r\n---\r\n# Uno\r\n',
      {
        path: 'a.md',
      },
    )
    expect({ title, lang, findings }).toEqual({ title: 'Uno', lang: 'es', findings: [] })
  })

  test.each([
    ['no title', 'text', '1:1 error chapter-title'],
    ['text before its title', 'text\n\n# T', '3:1 warning chapter-title'],
    ['an unknown field', '---\nlang: en\nauthor: x\n---\n# T', '3:1 error front-matter-field'],
    ['a language that is none', '---\nlang: Spanish!\n---\n# T', '2:7 error language-tag'],
    ['broken YAML', '---\nlang: [\n---\n# T', '2:8 error yaml'],
  ])('with %s is found', (_, markdown, found) => {
    const { findings } = chapterFromMarkdown(markdown, { path: 'a.md' })
    expect(findings.map((f) => `${f.line}:${f.column} ${f.severity} ${f.ruleId}`)).toEqual([found])
  })

  test('may be empty', () => {
    const { content } = chapterFromMarkdown('', { path: 'a.md' })
    expect(content).toEqual(doc())
  })
})
