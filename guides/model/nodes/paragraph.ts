import type { NodeSpec } from 'prosemirror-model'

export const paragraph: NodeSpec = {
  group: 'block flow prose',
  content: 'inline*',
  parseDOM: [{ tag: 'p' }],
  toDOM: () => ['p', 0],
}
