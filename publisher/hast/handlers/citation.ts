import { textAttribute } from '@charrette/guides'
import { h } from 'hastscript'
import { citesToHast } from '../cites.ts'
import type { Handler } from '../state.ts'

/** A group of citations in parentheses, each a link to its entry. The first of a group draws it all. */
export const citation: Handler = (node, state) => {
  const group = state.citations.get(node)
  // Unknown keys are the release check's to refuse; a draft shows what is missing.
  if (!group?.text)
    return h('span.citation.unknown', { id: group?.id }, `(${textAttribute(node, 'key')})`)
  return h('span.citation', { id: group.id }, ['(', ...citesToHast(group.text, state), ')'])
}
