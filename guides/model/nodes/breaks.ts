import type { NodeSpec } from 'prosemirror-model'

/** A line break inside a paragraph. */
export const hardBreak: NodeSpec = {
  group: 'inline noteInline',
  inline: true,
  selectable: false,
  parseDOM: [{ tag: 'br' }],
  toDOM: () => ['br'],
  leafText: () => '\n',
}

/** A change of subject between paragraphs. */
export const horizontalRule: NodeSpec = {
  group: 'block',
  parseDOM: [{ tag: 'hr:not([data-type])' }],
  toDOM: () => ['hr'],
}

/** Begins a new page in print; screens show nothing. */
export const pageBreak: NodeSpec = {
  group: 'block',
  parseDOM: [{ tag: 'hr[data-type="page-break"]', priority: 60 }],
  toDOM: () => ['hr', { 'data-type': 'page-break' }],
}

export const text: NodeSpec = { group: 'inline noteInline' }
