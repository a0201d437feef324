import type { NodeSpec } from 'prosemirror-model'
import { idAttribute, idOf } from './id.ts'

/** Defines a term where it is first used; the editions' glossary is made from all of them. */
export const definition: NodeSpec = {
  group: 'block',
  content: 'paragraph+',
  defining: true,
  attrs: { term: { default: '', validate: 'string' }, id: idAttribute },
  parseDOM: [
    {
      tag: 'div[data-type="definition"]',
      getAttrs: (element) => ({
        term: element.dataset.term ?? '',
        id: idOf(element),
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'div',
    {
      'data-type': 'definition',
      'data-term': attrs.term,
      ...(attrs.id ? { id: attrs.id } : {}),
    },
    0,
  ],
}
