import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import type { State } from './state.ts'

/** "Figure 2." in front of a caption, from the guide's numbering. */
export function captionLabel(id: string | null, hasText: boolean, state: State): ElementContent[] {
  const label = id ? state.labels.get(id) : undefined
  if (!label?.number) return []
  return [
    h('span.caption-label', hasText ? `${label.text}.` : label.text),
    ...(hasText ? [{ type: 'text' as const, value: ' ' }] : []),
  ]
}
