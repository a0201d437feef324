import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const blockquote: Handler = (node, state) => h('blockquote', state.blocks(node.content))
