import type { NodeSpec } from 'prosemirror-model'

export const codeBlock: NodeSpec = {
  group: 'block flow prose',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  attrs: { language: { default: '', validate: 'string' } },
  parseDOM: [
    {
      tag: 'pre',
      preserveWhitespace: 'full',
      getAttrs: (element) => ({ language: element.dataset.language ?? '' }),
    },
  ],
  toDOM: ({ attrs }) => ['pre', { 'data-language': attrs.language }, ['code', 0]],
}
