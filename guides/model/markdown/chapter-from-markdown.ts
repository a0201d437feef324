import type { Heading, Root } from 'mdast'
import { type Document, isMap, LineCounter, parseDocument } from 'yaml'
import { type Credit, creditsSchema } from '../credits.ts'
import { type Finding, finding } from '../finding.ts'
import type { NodeJson } from '../guide.ts'
import { languageTag } from '../marks/marks.ts'
import { blocksFromMdast } from './from-mdast/blocks.ts'
import { plainLabel } from './from-mdast/label.ts'
import { atLeastOne } from './from-mdast/place.ts'
import { type Reading, type RelativeAddresses, readingOf } from './from-mdast/reading.ts'
import { normalForm } from './normal-form.ts'
import { parseMarkdown } from './parse-markdown.ts'
import type { MdastBlock, MdastNode } from './syntax-tree.ts'

/** A chapter as its file says it. */
export interface ChapterText {
  title: string
  lang: string | null
  /** A `doc` node of the guide schema, in normal form. */
  content: NodeJson
  /** Left out where the file credits nobody. */
  credits?: Credit[]
  findings: Finding[]
}

/**
 * Reads one chapter file (guides/MARKDOWN.md). What the model has no node for is a finding with
 * its line and column, and its text is kept; this does not throw over what an author wrote.
 *
 * @param path the file's name in the guide's folder, for the findings.
 * @param relative what relative addresses lead to, in the folder of a book.
 */
export function chapterFromMarkdown(
  markdown: string,
  { path, relative = null }: { path: string; relative?: RelativeAddresses | null },
): ChapterText {
  const source = markdown.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const parsed = parseMarkdown(source)
  const deep = isTooDeep(parsed)
  const tree = deep ? withoutNesting(source) : parsed
  const reading = readingOf(source, tree, path, relative)
  if (deep)
    reading.findings.push(
      finding({
        ruleId: 'nesting',
        severity: 'error',
        message: `Lists, quotations or marks stand inside each other more than ${deepest} levels deep`,
        mend: 'Take the text out of them; until then the file is read as plain paragraphs.',
        file: path,
        line: 1,
        column: 1,
      }),
    )
  const front = frontMatterOfFile(tree, path, reading)
  const { title, rest } = takeTitle(tree, path, reading)
  const content = normalForm({
    type: 'doc',
    content: atLeastOne(blocksFromMdast(rest, 'block', reading)),
  })
  reportNotes(reading)
  return { title, content, ...front, findings: reading.findings.sort(inFileOrder) }
}

/** Deeper trees than any author writes would exhaust the stack of those that walk them. */
const deepest = 500

function isTooDeep(tree: Root): boolean {
  let level: MdastNode[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true
    level = level.flatMap((node): MdastNode[] => ('children' in node ? node.children : []))
  }
  return false
}

/** The words of a file as paragraphs, with nothing in them read as Markdown. */
function withoutNesting(source: string): Root {
  const children = source
    .split(/\n\s*\n/)
    .map((value) => ({ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] }))
  return { type: 'root', children }
}

function takeTitle(
  tree: Root,
  path: string,
  reading: Reading,
): { title: string; rest: MdastBlock[] } {
  const blocks = tree.children.filter(({ type }) => type !== 'yaml')
  const index = blocks.findIndex((block) => block.type === 'heading' && block.depth === 1)
  const heading = blocks[index]
  if (heading?.type !== 'heading') {
    reading.findings.push(
      finding({
        ruleId: 'chapter-title',
        severity: 'error',
        message: 'This chapter has no title',
        mend: 'Begin the file with a heading of level 1: `# Title`.',
        file: path,
        line: 1,
        column: 1,
      }),
    )
    return { title: '', rest: blocks }
  }
  if (blocks.slice(0, index).some(({ type }) => type !== 'definition'))
    reading.report(
      heading,
      'warning',
      'chapter-title',
      'A chapter begins with its title: the text before it is kept after it',
      'Move the heading of level 1 to the top of the file.',
    )
  return {
    title: titleText(heading, reading),
    rest: blocks.filter((block) => block !== heading),
  }
}

const titleText = (heading: Heading, reading: Reading): string => plainLabel(heading, reading)

const fields = ['lang', 'credits']

/** YAML front matter in a chapter says its language and who is credited, and nothing else. */
function frontMatterOfFile(
  tree: Root,
  path: string,
  reading: Reading,
): Pick<ChapterText, 'lang' | 'credits'> {
  const nothing = { lang: null }
  const yaml = tree.children.find((node) => node.type === 'yaml')
  if (!yaml) return nothing
  const lines = new LineCounter()
  const document = parseDocument(yaml.value, { lineCounter: lines })
  const report: Report = (offset, ruleId, message, mend) => {
    const { line, col } = lines.linePos(offset)
    const place = { file: path, line: line + (yaml.position?.start.line ?? 1), column: col }
    reading.findings.push(finding({ ruleId, severity: 'error', message, mend, ...place }))
  }
  for (const error of document.errors)
    report(error.pos[0], 'yaml', firstLine(error.message), 'Mend the YAML between the lines `---`.')
  if (document.errors.length > 0 || !isMap(document.contents)) return nothing
  for (const { key } of document.contents.items)
    if (!fields.includes(String(key)))
      report(
        offsetOf(key),
        'front-matter-field',
        `A chapter’s front matter has no field \`${String(key)}\``,
        'Take it out; a chapter’s front matter may say `lang` and `credits` alone.',
      )
  const credits = creditsIn(document, report)
  return {
    lang: languageIn(document, report),
    ...(credits.length > 0 ? { credits } : {}),
  }
}

type Report = (offset: number, ruleId: string, message: string, mend: string) => void

function languageIn(document: Document, report: Report): string | null {
  const lang = document.get('lang') ?? null
  if (lang === null) return null
  if (typeof lang === 'string' && languageTag.test(lang)) return lang
  report(
    offsetOf(document.get('lang', true)),
    'language-tag',
    `\`${String(lang)}\` is not a language tag`,
    'Write a tag such as `es` or `en-US`.',
  )
  return null
}

function creditsIn(document: Document, report: Report): Credit[] {
  const { credits } = document.toJS() as { credits?: unknown }
  if (credits === undefined) return []
  const read = creditsSchema.safeParse(credits)
  if (read.success) return read.data
  report(
    offsetOf(document.get('credits', true)),
    'front-matter-field',
    `\`credits\` does not fit: ${read.error.issues[0]?.message ?? 'it is no list'}`,
    'Write names, each once, with their share of the text if it is known: `credits: [{ name: Riverbend, share: 60 }, Lathrop]`.',
  )
  return []
}

function offsetOf(node: unknown): number {
  const range = (node as { range?: [number, number, number] | null } | null)?.range
  return range?.[0] ?? 0
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text

/** Notes that nothing refers to would vanish, and references without a note print as they are. */
function reportNotes(reading: Reading): void {
  for (const [id, note] of reading.notes)
    if (!reading.notesUsed.has(id))
      reading.report(
        note,
        'warning',
        'footnote-unused',
        `Nothing refers to note \`${id}\`: it is left out`,
        `Write \`[^${note.label ?? id}]\` where the note belongs, or delete it.`,
      )
}

function inFileOrder(a: Finding, b: Finding): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
}
