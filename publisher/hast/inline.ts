import type { NodeJson } from '@charrette/guides'
import type { ElementContent } from 'hast'
import { withGroupsJoined } from './citation-groups.ts'
import { markToHast } from './marks.ts'
import type { State } from './state.ts'

/**
 * Converts a paragraph's children. A mark that neighbours share becomes one element around them:
 * ProseMirror says marks piece by piece, the outermost first.
 */
export function inlineToHast(nodes: readonly NodeJson[], state: State): ElementContent[] {
  return nest(withGroupsJoined(nodes), 0, state)
}

function nest(nodes: readonly NodeJson[], depth: number, state: State): ElementContent[] {
  const made: ElementContent[] = []
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at]
    if (!node) break
    const mark = node.marks?.[depth]
    if (!mark) {
      made.push(...state.one(node))
      at += 1
      continue
    }
    const said = JSON.stringify(mark)
    let end = at + 1
    while (end < nodes.length && JSON.stringify(nodes[end]?.marks?.[depth]) === said) end += 1
    made.push(markToHast(mark, nest(nodes.slice(at, end), depth + 1, state)))
    at = end
  }
  return made
}
