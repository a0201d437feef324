import { type PDFDict, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { el, figure, type Node, wholeGuide } from '../testing/small-pdf.ts'
import { type Break, violated } from '../testing/violated.ts'

const name = PDFName.of
const named = (text: string) => PDFString.of(text)
const scope = { A: { O: 'Table', Scope: 'Column' } }
const row = (...cells: Node[]) => el('TR', cells)
const th = (entries = {}) => el('TH', 'City', { ...scope, ...entries })
const td = (attributes = {}) => el('TD', '40', { A: { O: 'Table', ...attributes } })
const withIn = (node: Node): Node[] => [...wholeGuide(), node]
const asIs = undefined

const breaks: Break[] = [
  ['matterhorn-02-001', 'a type of one’s own', asIs, withIn(el('Aside', 'Text'))],
  [
    'matterhorn-02-001',
    'a type mapped to a type of one’s own',
    (pdf) => {
      pdf.root.set(name('RoleMap'), pdf.context.obj({ Title: 'P', Aside: 'Box' }))
    },
    withIn(el('Aside', 'Text')),
  ],
  [
    'matterhorn-02-003',
    'a circle in the role map',
    (pdf) => {
      pdf.root.set(name('RoleMap'), pdf.context.obj({ Title: 'P', Aside: 'Box', Box: 'Aside' }))
    },
    withIn(el('Aside', 'Text')),
  ],
  [
    'matterhorn-02-004',
    'a standard type mapped to another',
    (pdf) => {
      pdf.root.set(name('RoleMap'), pdf.context.obj({ Title: 'P', Span: 'P' }))
    },
  ],
  ['matterhorn-09-004', 'a row outside of a table', asIs, withIn(row(td()))],
  [
    'matterhorn-09-004',
    'a paragraph in a row',
    asIs,
    withIn(el('Table', [row(th()), row(th(), el('P', 'x'))])),
  ],
  [
    'matterhorn-09-004',
    'text in a table',
    asIs,
    withIn({ ...el('Table', [row(th())]), text: 'x' }),
  ],
  [
    'matterhorn-09-004',
    'two heads of a table',
    asIs,
    withIn(el('Table', [el('THead', [row(th())]), el('THead', [row(th())])])),
  ],
  [
    'matterhorn-09-005',
    'a paragraph in a list',
    asIs,
    withIn(el('L', [el('LI', [el('LBody', 'x')]), el('P', 'x')])),
  ],
  ['matterhorn-09-005', 'text in a list item', asIs, withIn(el('L', [el('LI', 'x')]))],
  [
    'matterhorn-09-005',
    'a list item outside of a list',
    asIs,
    withIn(el('LI', [el('LBody', 'x')])),
  ],
  ['matterhorn-09-005', 'a list without items', asIs, withIn(el('L', []))],
  ['matterhorn-09-006', 'a paragraph in contents', asIs, withIn(el('TOC', [el('P', 'x')]))],
  ['matterhorn-09-006', 'an entry outside of contents', asIs, withIn(el('TOCI', [el('P', 'x')]))],
  ['matterhorn-09-007', 'a paragraph in ruby', asIs, withIn(el('Ruby', [el('P', 'x')]))],
  ['matterhorn-09-007', 'ruby text outside of ruby', asIs, withIn(el('RT', 'x'))],
  ['matterhorn-09-008', 'a paragraph in warichu', asIs, withIn(el('Warichu', [el('P', 'x')]))],
  ['matterhorn-13-004', 'a figure that says nothing', asIs, withIn(figure({ Alt: named(' ') }))],
  ['matterhorn-14-002', 'a first heading of the second level', asIs, [el('H2', 'x')]],
  ['matterhorn-14-003', 'a level left out', asIs, withIn(el('H4', 'x'))],
  ['matterhorn-14-006', 'two H in one section', asIs, [el('Sect', [el('H', 'x'), el('H', 'x')])]],
  ['matterhorn-14-007', 'H beside H1', asIs, withIn(el('Sect', [el('H', 'x')]))],
  [
    'matterhorn-15-003',
    'a header cell without a scope',
    asIs,
    withIn(el('Table', [row(el('TH', 'x'))])),
  ],
  ['matterhorn-17-002', 'a formula that says nothing', asIs, withIn(el('Formula', 'x'))],
  ['matterhorn-19-003', 'a note without an id', asIs, withIn(el('Note', 'x'))],
  [
    'matterhorn-19-004',
    'two notes of one id',
    asIs,
    withIn(el('Note', 'x', { ID: named('note1') })),
  ],
  [
    'charrette-id-unique',
    'two paragraphs of one id',
    asIs,
    [...wholeGuide(), el('P', 'x', { ID: named('p') }), el('P', 'x', { ID: named('p') })],
  ],
  [
    'charrette-figure-box',
    'a figure without a place',
    asIs,
    withIn(figure({ A: { O: 'Layout' } })),
  ],
  ['charrette-one-title', 'two titles', asIs, withIn(el('Title', 'x'))],
  [
    'charrette-caption-place',
    'a caption of nothing',
    asIs,
    withIn(el('Sect', [el('Caption', 'x'), el('P', 'x')])),
  ],
  [
    'charrette-caption-place',
    'a caption amid a table',
    asIs,
    withIn(el('Table', [row(th()), el('Caption', 'x'), row(td())])),
  ],
  [
    'charrette-table-regular',
    'a row that is too short',
    asIs,
    withIn(el('Table', [row(th(), th()), row(td())])),
  ],
  ['charrette-table-has-headers', 'a table of data cells', asIs, withIn(el('Table', [row(td())]))],
  [
    'charrette-table-headers',
    'a header that is not there',
    asIs,
    withIn(el('Table', [row(th()), row(td({ Headers: [named('h9')] }))])),
  ],
]

test.each(breaks)('%s: %s', async (ruleId, _how, edit, body) => {
  expect(await violated(edit, body)).toEqual([ruleId])
})

test.each<[string, Node]>([
  [
    'cells that span columns and rows',
    el('Table', [
      row(th({ A: { O: 'Table', Scope: 'Column', ColSpan: 2 } }), th()),
      row(td({ RowSpan: 2 }), td(), td()),
      row(td(), td()),
    ]),
  ],
  [
    'headers by their ids, without a scope',
    el('Table', [
      row(el('TH', 'x', { ID: PDFHexString.of('6831') })),
      row(td({ Headers: [named('h1')] })),
    ]),
  ],
  ['groups of rows', el('Table', [el('THead', [row(th(), th())]), el('TBody', [row(td(), td())])])],
  [
    'a list in a list',
    el('L', [el('LI', [el('LBody', [el('L', [el('LI', [el('LBody', 'x')])])])])]),
  ],
  [
    'ruby and warichu',
    el('P', [
      el('Ruby', [el('RB', 'x'), el('RT', 'x')]),
      el('Warichu', [el('WP', 'x'), el('WT', 'x'), el('WP', 'x')]),
    ]),
  ],
  ['a deeper heading, and back', el('Sect', [el('H3', 'x'), el('H1', 'x')])],
])('%s are sound', async (_what, node) => {
  expect(await violated(asIs, withIn(node))).toEqual([])
})

test('attributes of a class count as those of the element', async () => {
  const table = el('Table', [row(el('TH', 'x', { C: 'column' })), row(td())])
  const edit =
    (scope: string) => (pdf: { root: PDFDict; context: { obj(value: object): PDFDict } }) =>
      pdf.root.set(name('ClassMap'), pdf.context.obj({ column: { O: 'Table', Scope: scope } }))
  expect(await violated(edit('Column'), withIn(table))).toEqual([])
  expect(await violated(edit('None'), withIn(table))).toEqual(['matterhorn-15-003'])
})
