import type { NodeSpec } from 'prosemirror-model'

export const bulletList: NodeSpec = {
  group: 'block flow prose',
  content: 'listItem+',
  parseDOM: [{ tag: 'ul:not([data-type="task-list"])' }],
  toDOM: () => ['ul', 0],
}

export const orderedList: NodeSpec = {
  group: 'block flow prose',
  content: 'listItem+',
  attrs: { start: { default: 1, validate: 'number' } },
  parseDOM: [
    {
      tag: 'ol',
      getAttrs: (element) => ({
        start: Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1,
      }),
    },
  ],
  toDOM: ({ attrs }) => (attrs.start === 1 ? ['ol', 0] : ['ol', { start: attrs.start }, 0]),
}

export const listItem: NodeSpec = {
  content: 'paragraph flow*',
  defining: true,
  parseDOM: [{ tag: 'li:not([data-type="task-item"])' }],
  toDOM: () => ['li', 0],
}

/** A checklist: what a reader ticks off on paper or on screen. */
export const taskList: NodeSpec = {
  group: 'block flow prose',
  content: 'taskItem+',
  parseDOM: [{ tag: 'ul[data-type="task-list"]', priority: 60 }],
  toDOM: () => ['ul', { 'data-type': 'task-list' }, 0],
}

export const taskItem: NodeSpec = {
  content: 'paragraph flow*',
  defining: true,
  attrs: { checked: { default: false, validate: 'boolean' } },
  parseDOM: [
    {
      tag: 'li[data-type="task-item"]',
      priority: 60,
      getAttrs: (element) => ({
        checked: element.dataset.checked === 'true',
      }),
    },
  ],
  toDOM: ({ attrs }) => [
    'li',
    { 'data-type': 'task-item', 'data-checked': String(attrs.checked) },
    0,
  ],
}
