import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const keyTakeaways: Handler = (node, state) => {
  const id = state.freshId('takeaways')
  return h('section.key-takeaways', [
    h(`h${Math.min(state.headingLevel + 1, 6)}.takeaways-title`, { id }, state.words.keyTakeaways),
    ...state.blocks(node.content),
  ])
}
