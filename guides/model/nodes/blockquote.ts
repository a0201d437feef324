import type { NodeSpec } from 'prosemirror-model'

export const blockquote: NodeSpec = {
  group: 'block flow prose',
  content: 'prose+',
  defining: true,
  parseDOM: [{ tag: 'blockquote:not([data-type])' }],
  toDOM: () => ['blockquote', 0],
}
