import type { Code } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import type { Reading } from './reading.ts'

export function codeBlockFromMdast(node: Code, reading: Reading): NodeJson {
  if (node.meta)
    reading.report(
      node,
      'warning',
      'code-info',
      `A code block has a language and nothing else: “${node.meta}” is left out`,
      'Take out what follows the language.',
    )
  return {
    type: 'codeBlock',
    attrs: { language: node.lang ?? '' },
    content: node.value ? [{ type: 'text', text: node.value }] : [],
  }
}
