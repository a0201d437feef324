import type { NodeSpec } from 'prosemirror-model'

/** A note, standing where its reference mark will be; its content is the note's text. */
export const footnote: NodeSpec = {
  group: 'inline',
  inline: true,
  content: 'noteInline*',
  isolating: true,
  parseDOM: [{ tag: 'span[data-type="footnote"]' }],
  toDOM: () => ['span', { 'data-type': 'footnote' }, 0],
}
