import { h } from 'hastscript'
import type { Handler } from '../state.ts'

/** An empty paragraph is an editor's place to type, and nothing to read. */
export const paragraph: Handler = (node, state) => {
  const children = state.inline(node.content)
  return children.length > 0 ? h('p', children) : null
}
