import type { NodeSpec } from 'prosemirror-model'
import { idAttribute, idOf } from './id.ts'

/**
 * A picture with its caption (the node's own content), numbered in every edition ("Figure 2").
 * `src` names a picture of the guide (`pictures/map.svg`). A picture has either an alternative
 * text or is declared decorative; the release check `image-alt` holds authors to it.
 */
export const figure: NodeSpec = {
  group: 'block flow',
  content: 'inline*',
  isolating: true,
  draggable: true,
  attrs: {
    src: { validate: 'string' },
    alt: { default: '', validate: 'string' },
    decorative: { default: false, validate: 'boolean' },
    credit: { default: '', validate: 'string' },
    id: idAttribute,
  },
  parseDOM: [
    {
      tag: 'figure[data-type="figure"]',
      contentElement: 'figcaption',
      getAttrs: (element) => ({
        src: element.dataset.src ?? '',
        alt: element.dataset.alt ?? '',
        decorative: element.dataset.decorative === 'true',
        credit: element.dataset.credit ?? '',
        id: idOf(element),
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'figure',
    {
      'data-type': 'figure',
      'data-src': attrs.src,
      'data-alt': attrs.alt,
      'data-decorative': String(attrs.decorative),
      'data-credit': attrs.credit,
      ...(attrs.id ? { id: attrs.id } : {}),
    },
    ['figcaption', 0],
  ],
}
