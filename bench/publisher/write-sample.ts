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

/**
 * The guide in Typst's language, in a design as near to ours as its settings go: the same paper,
 * measure and sizes, contents with pages, notes at the foot, numbered figures and tables.
 */
export function sampleTypst({ title, chapters }: SampleGuide): string {
  const run = (each: SampleRun): string => {
    switch (each.kind) {
      case 'text':
        return each.text
      case 'note':
        return `#footnote[${each.text}]`
      case 'link':
        return `#link("${each.href}")[${each.text}]`
      case 'reference':
        return `#ref(<${each.to}>)`
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
        return each.items.map((item) => `- ${item}`).join('\n')
      case 'table':
        return `#figure(table(columns: ${each.head.length}, table.header(${cells(each.head)}), ${each.rows.map(cells).join(', ')}), caption: [${each.caption}]) <${each.id}>`
      case 'figure':
        return `#figure(image("${each.picture}", width: 80%, alt: "${each.alt}"), caption: [${each.caption}]) <${each.id}>`
    }
  }
  return [
    `#set document(title: "${title}", author: "Springfield", date: none)`,
    '#set text(lang: "en", region: "US", size: 10.4pt)',
    '#set page(paper: "us-letter", margin: (top: 72pt, right: 120pt, bottom: 66pt, left: 120pt), numbering: "1", header: [Model Climate and Housing Policy Guide])',
    '#set heading(numbering: "1.1")',
    '#show heading.where(level: 1): it => { pagebreak(weak: true); it }',
    '#outline(depth: 2)',
    ...chapters.map((chapter) =>
      [`= ${chapter.title} <${chapter.id}>`, ...chapter.blocks.map(block)].join('\n\n'),
    ),
  ].join('\n\n')
}
