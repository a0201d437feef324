import { textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import type { Handler } from '../state.ts'

export const pullQuote: Handler = (node, state) => {
  const attribution = textAttribute(node, 'attribution')
  return h('div.pull-quote', [
    h('blockquote', state.blocks(node.content)),
    ...(attribution ? [h('p.attribution', attribution)] : []),
  ])
}
