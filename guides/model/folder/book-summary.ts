import type { Link, List, ListItem, Paragraph } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { type Finding, finding } from '../finding.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'

/** A chapter that a SUMMARY.md names. */
export interface SummaryEntry {
  title: string
  /** As it is written, from the SUMMARY.md's folder on. */
  href: string
  line: number
}

/**
 * Reads a SUMMARY.md as mdBook and HonKit do: links in lists, nested or not, and links in paragraphs
 * of their own before and after them. Parts, drafts and addresses elsewhere are told as warnings.
 *
 * @param file its path in the folder, for the findings.
 */
export function readSummary(
  source: string,
  file: string,
): { entries: SummaryEntry[]; findings: Finding[] } {
  const entries: SummaryEntry[] = []
  const findings: Finding[] = []
  const warn = (line: number, ruleId: string, message: string, mend: string, quote = ''): void => {
    findings.push(
      finding({ ruleId, severity: 'warning', message, mend, quote, file, line, column: 1 }),
    )
  }
  const take = (link: Link): void => {
    const line = link.position?.start.line ?? 1
    const title = textOf(link).trim()
    if (link.url === '')
      warn(
        line,
        'book-draft',
        `“${title}” is a draft: it has no file and is left out`,
        'Name its file when it is written.',
        title,
      )
    else if (/^[a-z][a-z0-9+.-]*:/i.test(link.url))
      warn(
        line,
        'book-link',
        `“${title}” is on another site and is no chapter`,
        'Link to it from the text.',
        title,
      )
    else entries.push({ title, href: link.url, line })
  }
  const takeFrom = (block: Paragraph | List | ListItem): void => {
    for (const child of block.children) {
      if (child.type === 'link') take(child)
      else if (child.type === 'list' || child.type === 'listItem' || child.type === 'paragraph')
        takeFrom(child)
    }
    if (block.type === 'listItem') namesNothing(block)
  }
  const namesNothing = (item: ListItem): void => {
    const [first] = item.children
    if (first?.type !== 'paragraph' || first.children.some(({ type }) => type === 'link')) return
    const title = textOf(first).trim()
    if (title)
      warn(
        item.position?.start.line ?? 1,
        'book-draft',
        `“${title}” names no file and is left out`,
        'Make it a link to its file.',
        title,
      )
  }
  const tree = parseMarkdown(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  let parts = 0
  for (const [index, block] of tree.children.entries()) {
    if (block.type === 'paragraph' || block.type === 'list') takeFrom(block)
    if (block.type === 'heading' && !isOwnTitle(textOf(block), index)) parts += 1
  }
  if (parts > 0)
    warn(
      1,
      'book-parts',
      `A guide has chapters and no parts: the titles of ${parts === 1 ? 'one part are' : `${parts} parts are`} left out, the order is kept`,
      'Nothing need be done; say in a chapter’s first paragraph where a new part begins.',
    )
  return { entries, findings }
}

const isOwnTitle = (title: string, index: number): boolean =>
  index === 0 || /^(?:summary|table of contents|contents)$/i.test(title.trim())
