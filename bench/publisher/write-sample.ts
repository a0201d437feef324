import type { SampleBlock, SampleChapter, SampleGuide, SampleRun } from './sample-guide.ts'

/** The guide as Charrette's own folder: its files by path. */
export function sampleFolder(guide: SampleGuide): Record<string, string | Uint8Array> {
  const digits = String(guide.chapters.length).length
  return {
    'guide.yaml': [
      `title: ${guide.title}`,
      'slug: sample-guide',
      'summary: A guide made for measuring.',
      'cities: [{ name: Springfield, state: IL }]',
    ].join('\n'),
    'bibliography.json': '[]',
    ...Object.fromEntries(guide.pictures),
    ...Object.fromEntries(
      guide.chapters.map((chapter, index) => [
        `chapters/${String(index + 1).padStart(digits, '0')}-${chapter.id}.md`,
        chapterMarkdown(chapter),
      ]),
    ),
  }
}

/** The words of a chapter that `sampleFolder` and `sampleTypst` write alike, with one word changed. */
export function withChangedWord(
  guide: SampleGuide,
  chapterIndex: number,
  word: string,
): SampleGuide {
  return {
    ...guide,
    chapters: guide.chapters.map((chapter, index) =>
      index === chapterIndex
        ? { ...chapter, blocks: changedFirstParagraph(chapter.blocks, word) }
        : chapter,
    ),
  }
}

function changedFirstParagraph(blocks: readonly SampleBlock[], word: string): SampleBlock[] {
  const first = blocks.findIndex(({ kind }) => kind === 'paragraph')
  return blocks.map((block, index) => {
    if (index !== first || block.kind !== 'paragraph') return block
    const [run, ...rest] = block.runs
    if (run?.kind !== 'text') return block
    return {
      ...block,
      runs: [{ ...run, text: run.text.replace(/^\S+/, word) }, ...rest],
    }
  })
}

function chapterMarkdown({ title, blocks }: SampleChapter): string {
  const notes: string[] = []
  const run = (each: SampleRun): string => {
    switch (each.kind) {
      case 'text':
        return each.text
      case 'note':
        notes.push(each.text)
        return `[^${notes.length}]`
      case 'link':
        return `[${each.text}](${each.href})`
      case 'reference':
        return `:ref{to=${each.to}}`
    }
  }
  const block = (each: SampleBlock): string => {
    switch (each.kind) {
      case 'heading':
        return `${'#'.repeat(each.level)} ${each.text} {#${each.id}}`
      case 'paragraph':
        return each.runs.map(run).join('')
      case 'list':
        return each.items.map((item) => `- ${item}`).join('\n')
      case 'table':
        return [
          `:::table[${each.caption}]{#${each.id} header-column}`,
          `| ${each.head.join(' | ')} |`,
          `|${' --- |'.repeat(each.head.length)}`,
          ...each.rows.map((row) => `| ${row.join(' | ')} |`),
          ':::',
        ].join('\n')
      case 'figure':
        return `::figure[${each.caption}]{#${each.id} src="${each.picture}" alt="${each.alt}"}`
    }
  }
  const body = blocks.map(block)
  const footnotes = notes.map((note, index) => `[^${index + 1}]: ${note}`)
  return `${[`# ${title}`, ...body, ...footnotes].join('\n\n')}\n`
}

/** What Typst is told of the design. */
export type TypstSetting =
  /** Its paper, the width of its lines and its defaults for all else. */
  | { kind: 'defaults' }
  /** Ours: see `likeOurs`. Typst finds where words may be cut. */
  | { kind: 'like-ours' }
  /** The same, with the soft hyphens in its text that ours finds, so that it need not. */
  | { kind: 'hyphens-given'; hyphenate: (text: string) => string }

/** The guide in Typst's language. */
export function sampleTypst({ title, chapters }: SampleGuide, setting: TypstSetting): string {
  const isLikeOurs = setting.kind !== 'defaults'
  const words =
    setting.kind === 'hyphens-given' ? setting.hyphenate : (text: string): string => text
  const run = (each: SampleRun): string => {
    switch (each.kind) {
      case 'text':
        return words(each.text)
      case 'note':
        return `#footnote[${words(each.text)}]`
      case 'link':
        return `#link("${each.href}")[${words(each.text)}]`
      case 'reference':
        return `#ref(<${each.to}>)${isLikeOurs ? ` on #ref(<${each.to}>, form: "page")` : ''}`
    }
  }
  const cells = (row: readonly string[]): string => row.map((cell) => `[${cell}]`).join(', ')
  const block = (each: SampleBlock): string => {
    switch (each.kind) {
      case 'heading':
        return `${'='.repeat(each.level)} ${each.text} <${each.id}>`
      case 'paragraph':
        return each.runs.map(run).join('')
      case 'list':
        return each.items.map((item) => `- ${words(item)}`).join('\n')
      case 'table':
        return `#figure(table(columns: ${isLikeOurs ? `(1fr,) * ${each.head.length}` : each.head.length}, table.header(${cells(each.head)}), ${each.rows.map(cells).join(', ')}), caption: [${words(each.caption)}]) <${each.id}>`
      case 'figure':
        return `#figure(image("${each.picture}", width: ${isLikeOurs ? 100 : 80}%, alt: "${each.alt}"), caption: [${words(each.caption)}]) <${each.id}>`
    }
  }
  return [
    `#set document(title: "${title}", author: "Springfield", date: none)`,
    isLikeOurs ? likeOurs(setting.kind === 'like-ours') : defaults(title),
    ...chapters.map((chapter) =>
      [`= ${chapter.title} <${chapter.id}>`, ...chapter.blocks.map(block)].join('\n\n'),
    ),
  ].join('\n\n')
}

const defaults = (title: string): string =>
  `#set text(lang: "en", region: "US", size: 10.4pt)
#set page(paper: "us-letter", margin: (top: 72pt, right: 120pt, bottom: 66pt, left: 120pt), numbering: "1", header: [${title}])
#set heading(numbering: "1.1")
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
#outline(depth: 2)`

/**
 * A design as near to ours (templates/print/print.css) as Typst's settings go: cover and colophon;
 * contents and lists of figures and tables; running heads of chapter and section; chapters that open
 * below a third of their page; hyphenated lines of 348 pt, 14.5 pt apart, chosen for the whole paragraph
 * (ours are `text-wrap: pretty`); tables across the column for notes. Notes stand at the foot of the page,
 * where ours are in that column.
 */
const likeOurs = (
  hyphenates: boolean,
): string => `#set text(lang: "en", region: "US", size: 10.4pt, hyphenate: ${hyphenates})
#set par(leading: 7pt, spacing: 14.25pt, linebreaks: "optimized")
#set page(paper: "us-letter", margin: (top: 72pt, right: 192pt, bottom: 66pt, left: 72pt), numbering: "1", header: context {
  let chapters = query(selector(heading.where(level: 1)).before(here()))
  let sections = query(selector(heading.where(level: 2)).before(here()))
  set text(size: 8pt)
  if chapters.len() > 0 { chapters.last().body }
  h(1fr)
  if sections.len() > 0 { sections.last().body }
})
#set heading(numbering: "1.1")
#show heading.where(level: 1): it => { pagebreak(weak: true); block(height: 174pt, below: 29pt, align(bottom, text(27pt, it))) }
#show heading.where(level: 2): it => block(above: 36pt, below: 12pt, text(16pt, it))
#show heading.where(level: 3): it => block(above: 27pt, below: 9pt, text(10.8pt, it))
#set table(inset: (x: 0pt, y: 5pt), stroke: (x: none, y: 0.4pt))
#show table: set text(size: 8.4pt)
#show figure: set block(above: 24pt, below: 26pt)
#show figure.caption: set text(size: 8.4pt)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): it => pad(right: -149pt, it)
#page(header: none, numbering: none)[#v(120pt) #title() #v(1fr) Springfield]
#page(header: none)[#v(1fr) Springfield. Release 1.0.]
#outline(depth: 2)
#outline(title: [Figures], target: figure.where(kind: image))
#outline(title: [Tables], target: figure.where(kind: table))`
