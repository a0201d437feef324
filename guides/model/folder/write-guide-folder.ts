import { stringify } from 'yaml'
import type { Guide } from '../guide.ts'
import { chapterToMarkdown } from '../markdown/chapter-to-markdown.ts'

/**
 * Writes a guide as the files of its folder; `readGuideFolder` reads them back as they were.
 *
 * @param pictures the pictures' bytes by SHA-256.
 * @throws {RangeError} where the bytes of a picture are missing.
 */
export function writeGuideFolder(
  guide: Guide,
  pictures: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const encoder = new TextEncoder()
  const write = (path: string, text: string): void => {
    files.set(path, encoder.encode(text))
  }
  const front = { ...guide.frontMatter, ...(guide.credits ? { credits: guide.credits } : {}) }
  write('guide.yaml', stringify(front, { lineWidth: 100 }))
  write('bibliography.json', `${JSON.stringify(guide.bibliography, null, 2)}\n`)
  const digits = Math.max(2, String(guide.chapters.length).length)
  for (const [index, chapter] of guide.chapters.entries()) {
    const number = String(index + 1).padStart(digits, '0')
    write(`chapters/${number}-${chapter.id}.md`, chapterToMarkdown(chapter))
  }
  for (const [path, { sha256 }] of Object.entries(guide.pictures)) {
    const bytes = pictures.get(sha256)
    if (!bytes) throw new RangeError(`The bytes of ${path} are missing (SHA-256 ${sha256})`)
    files.set(path, bytes)
  }
  return files
}
