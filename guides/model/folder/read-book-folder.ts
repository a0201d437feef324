import { slugFrom } from '../assign-ids.ts'
import { type Finding, finding, hasErrors } from '../finding.ts'
import { type Chapter, type FrontMatter, frontMatterSchema } from '../guide.ts'
import { chapterFromMarkdown } from '../markdown/chapter-from-markdown.ts'
import { languageTag } from '../marks/marks.ts'
import { idPattern } from '../nodes/id.ts'
import { textAttribute, walkGuide } from '../walk.ts'
import { type BookFacts, factsFromJson, factsFromToml } from './book-facts.ts'
import { anchorsOf, withHeadingIds, withLevelsInOrder } from './book-headings.ts'
import { readSummary, type SummaryEntry } from './book-summary.ts'
import type { FolderMemory } from './folder-memory.ts'
import type { GuideFolder } from './guide-folder.ts'
import { readFrontMatter } from './read-front-matter.ts'
import type { GuideFolderContents } from './read-guide-folder.ts'
import { readPictures } from './read-pictures.ts'

/** The path of the SUMMARY.md of a book of mdBook or HonKit, or null where the folder is none. */
export async function findSummary(folder: GuideFolder): Promise<string | null> {
  const { facts } = await factsOf(folder)
  const paths = await folder.list()
  return (
    [
      joined(facts.source ?? '', facts.summary ?? 'SUMMARY.md'),
      'src/SUMMARY.md',
      'SUMMARY.md',
      'docs/SUMMARY.md',
    ].find((path) => paths.includes(path)) ?? null
  )
}

/**
 * Reads a book of mdBook or HonKit as a guide: each file that its SUMMARY.md names is a chapter, in
 * that order; links between them become cross references. A guide.yaml in it goes over what book.toml
 * or book.json say.
 */
export async function readBookFolder(
  folder: GuideFolder,
  memory: FolderMemory,
): Promise<GuideFolderContents> {
  const paths = await folder.list()
  const summaryPath = await findSummary(folder)
  if (summaryPath === null) throw new RangeError('A book without a SUMMARY.md')
  const readText = async (path: string): Promise<string> =>
    new TextDecoder().decode(await folder.read(path))
  const root = summaryPath.slice(0, summaryPath.lastIndexOf('/') + 1)
  const summary = readSummary(await readText(summaryPath), summaryPath)
  const { facts, findings } = await factsOf(folder)
  findings.push(...summary.findings)

  const files = filesOf(summary.entries, { root, summaryPath, paths, findings })
  const sources = new Map<string, string>()
  for (const { path } of files)
    sources.set(path, withoutCommands(await readText(path), path, findings))
  const read = (path: string, links: Links | null) =>
    chapterFromMarkdown(sources.get(path) ?? '', {
      path,
      relative: links && {
        link: (href) => links.target(href, path),
        picture: (src) => resolved(src, path, root) ?? src,
      },
    })
  const ids = new Set<string>()
  const drafts = files.map(({ path, title }) => {
    const chapter = read(path, null)
    return {
      path,
      id: freeId(slugFrom(withoutExtension(path.slice(root.length))) || 'chapter', ids),
      title: chapter.title || title,
      content: chapter.content,
    }
  })
  const links = linksBetween(drafts, { root, ids, findings })
  const chapters = drafts.map(({ path, id, title }): Chapter => {
    const again = read(path, links)
    findings.push(
      ...again.findings
        .filter(({ ruleId, severity }) => ruleId !== 'chapter-title' || severity !== 'error')
        .map((each) => ({ ...each, chapterId: id, chapterTitle: title })),
    )
    const levelled = withLevelsInOrder(again.content, (message) =>
      findings.push(
        finding({
          ruleId: 'heading-level',
          severity: 'warning',
          message,
          mend: 'Begin sections with `##` and go down one level at a time.',
          file: path,
          chapterId: id,
          chapterTitle: title,
        }),
      ),
    )
    const { findings: _, ...text } = again
    return { ...text, id, title, content: levelled }
  })
  const named = chapters.map((chapter, index) => ({
    ...chapter,
    content: withHeadingIds(chapter.content, links.used.get(drafts[index]?.path ?? '')),
  }))
  const frontMatter = await frontMatterOf(folder, facts, summaryPath, findings)
  const pictures = await readPictures(folder, await shownFiles(folder, named), memory)
  findings.push(...pictures.findings)
  const text = { chapters: named, bibliography: [], pictures: pictures.byPath }
  const readable = frontMatter && { frontMatter, ...text }
  return {
    guide: hasErrors(findings) ? null : readable,
    readable,
    checkable: readable ?? {
      frontMatter: frontMatterSchema.parse({ title: 'Untitled', slug: 'untitled' }),
      ...text,
    },
    files: new Map(drafts.map(({ id, path }) => [id, path])),
    pictures: pictures.bytes,
    findings,
  }
}

async function factsOf(folder: GuideFolder): Promise<{ facts: BookFacts; findings: Finding[] }> {
  const paths = await folder.list()
  for (const [file, read] of [
    ['book.toml', factsFromToml],
    ['book.json', factsFromJson],
  ] as const) {
    if (!paths.includes(file)) continue
    const facts = read(new TextDecoder().decode(await folder.read(file)))
    return 'ruleId' in facts
      ? { facts: { authors: [] }, findings: [facts] }
      : { facts, findings: [] }
  }
  return { facts: { authors: [] }, findings: [] }
}

/** The files of the chapters, each once. HonKit opens a book with its README, named or not. */
function filesOf(
  entries: readonly SummaryEntry[],
  book: { root: string; summaryPath: string; paths: readonly string[]; findings: Finding[] },
): { path: string; title: string }[] {
  const { root, summaryPath, paths, findings } = book
  const files = new Map<string, { path: string; title: string }>()
  for (const { title, href, line } of entries) {
    const path = resolved(href, summaryPath, root)
    if (path !== null && paths.includes(path)) {
      if (!files.has(path)) files.set(path, { path, title })
    } else
      findings.push(
        finding({
          ruleId: 'book-file',
          severity: 'error',
          message: `There is no file \`${href}\` for the chapter “${title}”`,
          mend: 'Write the file, or take the chapter out of SUMMARY.md.',
          file: summaryPath,
          line,
          column: 1,
          quote: title,
        }),
      )
  }
  const readme = `${root}README.md`
  const opening =
    !paths.includes('book.toml') && paths.includes(readme) && !files.has(readme)
      ? [{ path: readme, title: 'Introduction' }]
      : []
  if (files.size === 0 && opening.length === 0)
    findings.push(
      finding({
        ruleId: 'folder',
        severity: 'error',
        message: 'SUMMARY.md names no chapter',
        mend: 'List the chapters: `- [Title](file.md)`.',
        file: summaryPath,
        line: 1,
      }),
    )
  return [...opening, ...files.values()]
}

/** Commands to the book's own program are told and taken out, blank for blank, so that lines stay. */
function withoutCommands(source: string, file: string, findings: Finding[]): string {
  return source.replace(
    /(?<!\\)\{\{\s*[#\w][^{}\n]*\}\}|\{%[^{}\n]*%\}/g,
    (command, offset: number) => {
      findings.push(
        finding({
          ruleId: 'book-command',
          severity: 'warning',
          message: `\`${command}\` is not carried out: what it would bring in is missing`,
          mend: 'Write the text itself in its place.',
          quote: command,
          file,
          line: source.slice(0, offset).split('\n').length,
          column: offset - source.lastIndexOf('\n', offset - 1),
        }),
      )
      return ' '.repeat(command.length)
    },
  )
}

interface Links {
  target(href: string, from: string): { id: string; title: string } | null
  /** Ids that headings get because a link leads to them, by file and by the heading's index. */
  used: Map<string, Map<number, string>>
}

function linksBetween(
  chapters: readonly { path: string; id: string; title: string; content: Chapter['content'] }[],
  { root, ids, findings }: { root: string; ids: Set<string>; findings: Finding[] },
): Links {
  const byPath = new Map(chapters.map((chapter) => [chapter.path, chapter]))
  const anchors = new Map(chapters.map(({ path, content }) => [path, anchorsOf(content)]))
  const used: Links['used'] = new Map(chapters.map(({ path }) => [path, new Map()]))
  for (const found of anchors.values()) for (const { id } of found.values()) if (id) ids.add(id)
  return {
    used,
    target(href, from) {
      const [file = '', fragment = ''] = href.split('#')
      const path = file === '' ? from : chapterPathOf(resolved(file, from, root), byPath)
      const chapter = path === null ? undefined : byPath.get(path)
      if (!chapter || path === null) return null
      if (!fragment) return { id: chapter.id, title: chapter.title }
      const anchor = anchors.get(path)?.get(decoded(fragment).toLowerCase())
      if (!anchor) {
        findings.push(
          finding({
            ruleId: 'book-anchor',
            severity: 'warning',
            message: `“${chapter.title}” has no heading \`#${fragment}\`: the link leads to the chapter`,
            mend: 'Mend the link, or give the heading that name.',
            file: from,
            quote: href,
          }),
        )
        return { id: chapter.id, title: chapter.title }
      }
      const known = anchor.id ?? used.get(path)?.get(anchor.index)
      const id = known ?? freeId(slugFrom(anchor.text) || 'section', ids)
      if (!anchor.id) used.get(path)?.set(anchor.index, id)
      return { id, title: anchor.text }
    },
  }
}

/** `guide/`, `guide/index.html` and `guide/setup.html` are how books' pages name each other too. */
function chapterPathOf(path: string | null, byPath: ReadonlyMap<string, unknown>): string | null {
  if (path === null) return null
  const stem = path.replace(/\/?(?:index\.html)?$/, '')
  return (
    [path, path.replace(/\.html$/, '.md'), `${stem}/README.md`, `${stem}/index.md`].find((each) =>
      byPath.has(each),
    ) ?? null
  )
}

/**
 * A relative address as a path from the folder on; null where it leads out of it.
 *
 * @param root what an address that begins with `/` begins from, ending in `/`.
 */
function resolved(href: string, from: string, root = ''): string | null {
  const [path = ''] = href.split(/[?#]/)
  const parts = (path.startsWith('/') ? root : from).split('/').slice(0, -1)
  for (const part of decoded(path).split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const joined = (folder: string, path: string): string =>
  resolved(`${folder}/${path}`.replace(/^\/+/, ''), '') ?? path

/** `guide/README.md` is the chapter `guide`. */
const withoutExtension = (path: string): string =>
  path
    .replace(/\.md$/i, '')
    .replace(/\/(?:README|index)$/i, '')
    .replace(/^\d+[-_.]/, '')

function freeId(wanted: string, taken: Set<string>): string {
  const base = idPattern.test(wanted) ? wanted : `chapter-${wanted}`
  let id = base
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`
  taken.add(id)
  return id
}

async function frontMatterOf(
  folder: GuideFolder,
  facts: BookFacts,
  summaryPath: string,
  findings: Finding[],
): Promise<FrontMatter | null> {
  const paths = await folder.list()
  if (paths.includes('guide.yaml')) {
    const own = readFrontMatter(new TextDecoder().decode(await folder.read('guide.yaml')))
    findings.push(...own.findings)
    return own.frontMatter
  }
  const root = summaryPath.slice(0, summaryPath.lastIndexOf('/') + 1)
  const title = facts.title?.trim() || (await titleOfReadme(folder, paths, root)) || 'Untitled'
  if (!facts.licence)
    findings.push(
      finding({
        ruleId: 'book-licence',
        severity: 'warning',
        message: 'The book names no licence: readers are told that none is stated',
        mend: 'Add a guide.yaml with `title`, `slug` and `licence` (guides/MARKDOWN.md).',
        file: paths.includes('book.toml') ? 'book.toml' : 'book.json',
      }),
    )
  return frontMatterSchema.parse({
    title,
    slug: slugFrom(title).slice(0, 80).replace(/-$/, '') || 'book',
    lang: facts.lang && languageTag.test(facts.lang) ? facts.lang : 'en',
    summary: facts.description ?? '',
    authors: facts.authors.map((author) => author.trim()).filter(Boolean),
    licence: facts.licence ?? 'No licence stated',
  })
}

async function titleOfReadme(
  folder: GuideFolder,
  paths: readonly string[],
  root: string,
): Promise<string> {
  const readme = ['README.md', `${root}README.md`].find((path) => paths.includes(path))
  if (!readme) return ''
  const text = new TextDecoder().decode(await folder.read(readme))
  return chapterFromMarkdown(text, { path: readme }).title
}

/** The files that figures show, of those that are there. */
async function shownFiles(folder: GuideFolder, chapters: readonly Chapter[]): Promise<string[]> {
  const paths = await folder.list()
  const shown = new Set<string>()
  for (const { node } of walkGuide({ chapters } as Parameters<typeof walkGuide>[0]))
    if (node.type === 'figure') shown.add(textAttribute(node, 'src'))
  return [...shown].filter((each) => paths.includes(each)).sort()
}
