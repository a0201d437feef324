import { idOfNode } from '@charrette/guides'
import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const heading: Handler = (node, state) => {
  const level = Number(node.attrs?.level ?? 2)
  state.headingLevel = level
  return h(`h${level}`, { id: idOfNode(node) }, state.inline(node.content))
}
