import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const bulletList: Handler = (node, state) => h('ul', state.blocks(node.content))

export const orderedList: Handler = (node, state) => {
  const start = Number(node.attrs?.start ?? 1)
  return h('ol', { start: start === 1 ? null : start }, state.blocks(node.content))
}

export const listItem: Handler = (node, state) => h('li', state.blocks(node.content))
