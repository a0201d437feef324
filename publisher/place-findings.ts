import type { Finding } from '@charrette/guides'

export interface ChapterFile {
  file: string
  text: string
}

/**
 * Says in which file and line a finding of the release checks stands. The checks know chapters, not
 * files; here the line is found by the words quoted.
 *
 * @param files the Markdown of each chapter by its id.
 */
export function placeFindings(
  findings: readonly Finding[],
  files: ReadonlyMap<string, ChapterFile>,
): Finding[] {
  return findings.map((finding) => {
    if (finding.file !== null) return finding
    if (finding.chapterId === null) return { ...finding, file: 'guide.yaml' }
    const found = files.get(finding.chapterId)
    return found ? { ...finding, file: found.file, ...placeOf(finding.quote, found.text) } : finding
  })
}

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
