import type { Code } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { textAttribute } from '../../walk.ts'

export function codeBlockToMdast(node: NodeJson): Code {
  return {
    type: 'code',
    lang: textAttribute(node, 'language') || null,
    value: (node.content ?? []).map(({ text = '' }) => text).join(''),
  }
}
