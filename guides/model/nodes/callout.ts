import type { NodeSpec } from 'prosemirror-model'

export const calloutKinds = ['note', 'tip', 'warning'] as const
export type CalloutKind = (typeof calloutKinds)[number]

export const callout: NodeSpec = {
  group: 'block',
  content: 'flow+',
  defining: true,
  attrs: {
    kind: { default: 'note', validate: isCalloutKind },
    title: { default: '', validate: 'string' },
  },
  parseDOM: [
    {
      tag: 'aside[data-type="callout"]',
      getAttrs: (e) => ({
        kind: calloutKinds.find((kind) => kind === e.dataset.kind) ?? 'note',
        title: e.dataset.title ?? '',
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'aside',
    {
      'data-type': 'callout',
      'data-kind': attrs.kind,
      'data-title': attrs.title,
    },
    0,
  ],
}

function isCalloutKind(value: unknown): void {
  if (!calloutKinds.some((kind) => kind === value))
    throw new RangeError(`A callout is a note, tip or warning, not ${JSON.stringify(value)}`)
}
