import type { Finding } from '@charrette/guides'

/**
 * Says in which file and line a finding of the release checks stands. The checks know chapters, not
 * files; here the chapter's file is found by its name and the line by the words quoted.
 *
 * @param texts the Markdown of the chapters by path.
 */
export function placeFindings(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
): Finding[] {
  return findings.map((finding) => {
    if (finding.file !== null) return finding
    if (finding.chapterId === null) return { ...finding, file: 'guide.yaml' }
    const found = [...texts].find(([path]) => chapterIdOf(path) === finding.chapterId)
    if (!found) return finding
    const [file, text] = found
    return { ...finding, file, ...placeOf(finding.quote, text) }
  })
}

/** `chapters/01-why-access.md` is the chapter `why-access` (guides/MARKDOWN.md). */
const chapterIdOf = (path: string): string | undefined =>
  /^chapters\/(?:\d+-)?(.+)\.md$/.exec(path)?.[1]

/** The line and column of the longest beginning of a quotation that the text has. */
function placeOf(quote: string, text: string): { line: number; column: number } | null {
  const words = quote.replace(/…$/u, '').trim().split(/\s+/).filter(Boolean)
  for (let count = words.length; count > 0; count--) {
    const at = text.indexOf(words.slice(0, count).join(' '))
    if (at === -1) continue
    const before = text.slice(0, at)
    return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
  }
  return null
}
