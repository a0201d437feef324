import type { NodeSpec } from 'prosemirror-model'

export const pullQuote: NodeSpec = {
  group: 'block',
  content: 'paragraph+',
  defining: true,
  attrs: { attribution: { default: '', validate: 'string' } },
  parseDOM: [
    {
      tag: 'blockquote[data-type="pull-quote"]',
      priority: 60,
      getAttrs: (element) => ({
        attribution: element.dataset.attribution ?? '',
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'blockquote',
    { 'data-type': 'pull-quote', 'data-attribution': attrs.attribution },
    0,
  ],
}
