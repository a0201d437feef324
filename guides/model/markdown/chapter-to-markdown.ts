import type { Root } from 'mdast'
import { stringify } from 'yaml'
import type { Chapter } from '../guide.ts'
import { normalForm, oneLine } from './normal-form.ts'
import { blockToMdast } from './to-mdast/blocks.ts'
import { newWriting, takeNotes } from './to-mdast/writing.ts'
import { writeMarkdown } from './write-markdown.ts'

/**
 * Writes one chapter as a Markdown file (guides/MARKDOWN.md). `chapterFromMarkdown` reads it back
 * as it was, in normal form. Notes follow the block that refers to them.
 *
 * @throws {RangeError} where the content does not fit the schema.
 */
export function chapterToMarkdown({
  title,
  lang,
  content,
  credits,
}: Pick<Chapter, 'title' | 'lang' | 'content' | 'credits'>): string {
  const writing = newWriting()
  const { content: blocks = [] } = normalForm(content)
  const front = { ...(lang ? { lang } : {}), ...(credits ? { credits } : {}) }
  const tree: Root = {
    type: 'root',
    children: [
      ...(lang || credits ? [{ type: 'yaml' as const, value: stringify(front).trimEnd() }] : []),
      {
        type: 'heading',
        depth: 1,
        children: title ? [{ type: 'text', value: oneLine(title) }] : [],
      },
      ...blocks.flatMap((block) => {
        const written = blockToMdast(block, writing)
        return [written, ...takeNotes(writing)]
      }),
    ],
  }
  return writeMarkdown(tree)
}
