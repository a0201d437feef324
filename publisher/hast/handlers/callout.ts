import { textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import type { Handler, State } from '../state.ts'

/** A note beside the argument. `role="note"`: a landmark for each would drown the page's own. */
export const callout: Handler = (node, state) => {
  const kind = kindOf(node.attrs?.kind)
  const title = textAttribute(node, 'title')
  const titleId = state.freshId('callout')
  return h(`aside.callout.${kind}`, { role: 'note', ariaLabelledBy: titleId }, [
    h('p.callout-title', { id: titleId }, [
      h('span.callout-kind', state.words[kind]),
      ...(title ? [' ', h('span.callout-name', title)] : []),
    ]),
    ...state.blocks(node.content),
  ])
}

const kindOf = (kind: unknown): keyof Pick<State['words'], 'note' | 'tip' | 'warning'> =>
  kind === 'tip' || kind === 'warning' ? kind : 'note'
