import type { NodeSpec } from 'prosemirror-model'

/** The few sentences that a reader should leave the chapter with. */
export const keyTakeaways: NodeSpec = {
  group: 'block',
  content: 'prose+',
  defining: true,
  parseDOM: [{ tag: 'aside[data-type="key-takeaways"]' }],
  toDOM: () => ['aside', { 'data-type': 'key-takeaways' }, 0],
}
