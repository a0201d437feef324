import type { NodeSpec } from 'prosemirror-model'
import { tableNodes } from 'prosemirror-tables'
import { idAttribute, idOf } from './id.ts'

// prosemirror-tables takes every child of a table for a row, so the caption stands beside the
// table in a `tableFigure`. Every table of a guide is in one.
const specs = tableNodes({ cellContent: 'prose+', cellAttributes: {} })

/** A table with its caption, numbered in every edition ("Table 3"). */
export const tableFigure: NodeSpec = {
  group: 'block flow',
  content: 'tableCaption table',
  isolating: true,
  attrs: { id: idAttribute },
  parseDOM: [
    {
      tag: 'figure[data-type="table"]',
      priority: 60,
      getAttrs: (e) => ({ id: idOf(e) }),
    },
  ],
  toDOM: ({ attrs }) => [
    'figure',
    { 'data-type': 'table', ...(attrs.id ? { id: attrs.id } : {}) },
    0,
  ],
}

export const tableCaption: NodeSpec = {
  content: 'inline*',
  isolating: true,
  parseDOM: [{ tag: 'figcaption', context: 'tableFigure/' }, { tag: 'caption' }],
  toDOM: () => ['figcaption', 0],
}

export const table: NodeSpec = specs.table
export const tableRow: NodeSpec = {
  ...specs.table_row,
  content: '(tableCell | tableHeader)*',
}
export const tableCell: NodeSpec = specs.table_cell
export const tableHeader: NodeSpec = specs.table_header
table.content = 'tableRow+'
