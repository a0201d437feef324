import type { Html } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { MdastNode } from '../syntax-tree.ts'
import type { Reading } from './reading.ts'

/** An empty comment says nothing: it stands where Markdown needs something to stand. */
export const nothing = '<!---->'

/** Raw HTML between blocks: reported; its text is kept. */
export function htmlBlockFromMdast(node: Html, reading: Reading): NodeJson[] {
  if (node.value.trim() === nothing) return []
  reportHtml(node, node.value, reading)
  const text = node.value
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style)\b.*?<\/\1>/gis, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return text ? [{ type: 'paragraph', content: [{ type: 'text', text }] }] : []
}

/** Raw HTML within text. `<br>` is a line break, as tables on GitHub use it. */
export function htmlInlineFromMdast(node: Html, reading: Reading): 'nothing' | 'line-break' {
  if (/^<br\s*\/?>$/i.test(node.value)) return 'line-break'
  if (node.value !== nothing) reportHtml(node, node.value, reading)
  return 'nothing'
}

function reportHtml(node: MdastNode, value: string, reading: Reading): void {
  if (value.trimStart().startsWith('<!--'))
    reading.report(
      node,
      'warning',
      'html-comment',
      'A comment in HTML is not kept',
      'Take it out; the editor has comments that stay with the text.',
    )
  else
    reading.report(
      node,
      'warning',
      'raw-html',
      'A guide has no HTML in it: the tags are left out',
      'Write it in Markdown; see guides/MARKDOWN.md.',
    )
}
