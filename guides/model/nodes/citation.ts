import type { NodeSpec } from 'prosemirror-model'

/** Cites one entry of the guide's bibliography by its key. Neighbours are printed as one group. */
export const citation: NodeSpec = {
  group: 'inline noteInline',
  inline: true,
  atom: true,
  attrs: {
    key: { validate: 'string' },
    locator: { default: '', validate: 'string' },
  },
  parseDOM: [
    {
      tag: 'cite[data-type="citation"]',
      getAttrs: (e) => ({
        key: e.dataset.key ?? '',
        locator: e.dataset.locator ?? '',
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'cite',
    {
      'data-type': 'citation',
      'data-key': attrs.key,
      'data-locator': attrs.locator,
    },
  ],
  leafText: ({ attrs }) => (attrs.locator ? `[${attrs.key}, ${attrs.locator}]` : `[${attrs.key}]`),
}
