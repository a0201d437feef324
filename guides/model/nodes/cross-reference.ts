import type { NodeSpec } from 'prosemirror-model'

/** Points at a heading, figure, table, city example or definition by its id. */
export const crossReference: NodeSpec = {
  group: 'inline noteInline',
  inline: true,
  atom: true,
  attrs: { to: { validate: 'string' } },
  parseDOM: [
    {
      tag: 'a[data-type="cross-reference"]',
      priority: 60,
      getAttrs: (element) => ({ to: element.dataset.to ?? '' }),
    },
  ],
  toDOM: ({ attrs }) => ['a', { 'data-type': 'cross-reference', 'data-to': attrs.to }],
  leafText: ({ attrs }) => `[${attrs.to}]`,
}
