import { type Finding, finding, hasErrors } from '../finding.ts'
import { type Chapter, type CslItem, frontMatterSchema, type Guide } from '../guide.ts'
import { chapterFromMarkdown } from '../markdown/chapter-from-markdown.ts'
import { idPattern } from '../nodes/id.ts'
import { type FolderMemory, noMemory } from './folder-memory.ts'
import type { GuideFolder } from './guide-folder.ts'
import { readBibliography } from './read-bibliography.ts'
import { findSummary, readBookFolder } from './read-book-folder.ts'
import { readFrontMatter } from './read-front-matter.ts'
import { readPictures } from './read-pictures.ts'

const chapterPath = /^chapters\/[^/]+\.md$/

/** What a guide is called whose front matter cannot be read. */
export const unnamed = frontMatterSchema.parse({ title: 'Untitled', slug: 'untitled' })

export interface GuideFolderContents {
  /** Null where any finding is an error. */
  guide: Guide | null
  /**
   * What could be read in spite of errors, so that the release checks can tell their findings in the
   * same run; null where guide.yaml could not.
   */
  readable: Guide | null
  /** The same, under a title of ours where guide.yaml could not be read: for the release checks alone. */
  checkable: Guide
  /** Each chapter's file by the chapter's id. */
  files: ReadonlyMap<string, string>
  /** The pictures' bytes by SHA-256. */
  pictures: Map<string, Uint8Array>
  /** Everything that is wrong with the folder, in one run. */
  findings: Finding[]
}

/**
 * Reads a guide from its folder (guides/MARKDOWN.md); a folder of mdBook or HonKit as it is. Entries of the bibliography come sorted by
 * id, so that the same guide has the same content hash from a folder and from its Y.Doc.
 *
 * @param memory what was read before.
 * @throws what the folder throws where a file cannot be read; never over what is in it.
 */
export async function readGuideFolder(
  folder: GuideFolder,
  memory: FolderMemory = noMemory,
): Promise<GuideFolderContents> {
  const paths = [...(await folder.list())].sort()
  const findings: Finding[] = []
  const readText = async (path: string): Promise<string | null> => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await folder.read(path))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      findings.push(
        finding({
          ruleId: 'utf-8',
          severity: 'error',
          message: 'This file is not text in UTF-8',
          mend: 'Save it as UTF-8 with your editor.',
          file: path,
        }),
      )
      return null
    }
  }

  const isBook =
    !paths.some((path) => chapterPath.test(path)) && (await findSummary(folder)) !== null
  if (isBook) return readBookFolder(folder, memory)

  const frontMatterText = paths.includes('guide.yaml') ? await readText('guide.yaml') : ''
  if (!paths.includes('guide.yaml'))
    findings.push(
      finding({
        ruleId: 'folder',
        severity: 'error',
        message: 'The folder has no guide.yaml',
        mend: 'Add one with at least `title` and `slug` (guides/MARKDOWN.md).',
        file: 'guide.yaml',
      }),
    )
  const front = frontMatterText ? readFrontMatter(frontMatterText) : emptyFront(paths)
  findings.push(...front.findings)

  const chapters: Chapter[] = []
  const chapterPaths = paths.filter((path) => chapterPath.test(path))
  for (const path of chapterPaths) {
    const markdown = await readText(path)
    if (markdown === null) continue
    const read = memory.chapter(path, markdown, () => chapterFromMarkdown(markdown, { path }))
    const id = chapterIdOf(path)
    const { findings: found, ...text } = read
    findings.push(
      ...found.map((each) => ({ ...each, chapterId: id, chapterTitle: text.title })),
      ...chapterIdFindings(id, path, chapters),
    )
    chapters.push({ id, ...text })
  }
  if (chapterPaths.length === 0)
    findings.push(
      finding({
        ruleId: 'folder',
        severity: 'error',
        message: 'The folder has no chapters',
        mend: 'Add one as chapters/01-name.md, beginning with `# Title`.',
        file: 'chapters',
      }),
    )

  let bibliography: CslItem[] = []
  const bibliographyText = paths.includes('bibliography.json')
    ? await readText('bibliography.json')
    : null
  if (bibliographyText !== null) {
    const read = readBibliography(bibliographyText)
    bibliography = read.items.sort((a, b) => (a.id < b.id ? -1 : 1))
    findings.push(...read.findings)
  }

  const pictures = await readPictures(
    folder,
    paths.filter((each) => each.startsWith('pictures/')),
    memory,
  )
  findings.push(...pictures.findings)

  const text = {
    chapters,
    bibliography,
    pictures: pictures.byPath,
    ...(front.credits.length > 0 ? { credits: front.credits } : {}),
  }
  const readable = front.frontMatter && { frontMatter: front.frontMatter, ...text }
  const files = new Map(chapterPaths.map((path) => [chapterIdOf(path), path]))
  return {
    guide: hasErrors(findings) ? null : readable,
    readable,
    checkable: readable ?? { frontMatter: unnamed, ...text },
    files,
    pictures: pictures.bytes,
    findings,
  }
}

function emptyFront(paths: string[]): ReturnType<typeof readFrontMatter> {
  return paths.includes('guide.yaml')
    ? readFrontMatter('')
    : { frontMatter: null, credits: [], findings: [] }
}

/** `chapters/01-why-access.md` is the chapter `why-access`. */
function chapterIdOf(path: string): string {
  return path.replace(/^chapters\/(?:\d+[-_. ])?/, '').replace(/\.md$/, '')
}

function chapterIdFindings(id: string, path: string, before: Chapter[]): Finding[] {
  if (!idPattern.test(id))
    return [
      finding({
        ruleId: 'chapter-id',
        severity: 'error',
        message: `\`${id}\` cannot be a chapter’s id`,
        mend: 'Name the file like 01-why-access.md: a number, then lower-case letters, digits and hyphens.',
        file: path,
      }),
    ]
  if (before.some((chapter) => chapter.id === id))
    return [
      finding({
        ruleId: 'chapter-id',
        severity: 'error',
        message: `Two chapters are called \`${id}\``,
        mend: 'Rename one of the files; the number in front does not count.',
        file: path,
      }),
    ]
  return []
}
