import { type PDFDict, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { el, link, type Node, type SmallPdf, wholeGuide } from '../testing/small-pdf.ts'
import { type Break, violated } from '../testing/violated.ts'

const name = PDFName.of
const text = PDFString.of('What it is')
const asIs = undefined
const withIn = (...nodes: Node[]): Node[] => [...wholeGuide(), ...nodes]

const annotated = (type: string, annotation: NonNullable<Node['annotation']>): Node => ({
  type,
  annotation,
})
const attached = (specification: NonNullable<Node['annotation']>): Node =>
  annotated('Annot', { Subtype: 'FileAttachment', Contents: text, FS: specification })
const clip = (data: NonNullable<Node['annotation']>): Node =>
  annotated('Annot', {
    Subtype: 'Screen',
    Contents: text,
    A: { S: 'Rendition', R: { S: 'MR', C: { S: 'MCD', ...data } } },
  })

/** An annotation that no element holds. */
function loose(pdf: SmallPdf, entries: NonNullable<Node['annotation']>): PDFDict {
  const annotation = pdf.context.obj({ Type: 'Annot', Rect: [0, 0, 9, 9] })
  for (const [key, value] of Object.entries(entries))
    annotation.set(name(key), pdf.context.obj(value as string))
  pdf.page.node.Annots()?.push(pdf.context.register(annotation))
  return annotation
}

const breaks: Break[] = [
  [
    'matterhorn-28-002',
    'a comment in a paragraph',
    asIs,
    withIn(annotated('P', { Subtype: 'Text', Contents: text })),
  ],
  [
    'matterhorn-28-002',
    'a comment in no element',
    (pdf) => loose(pdf, { Subtype: 'Text', Contents: text }),
  ],
  [
    'matterhorn-28-004',
    'a comment that says nothing',
    asIs,
    withIn(annotated('Annot', { Subtype: 'Text' })),
  ],
  [
    'matterhorn-28-005',
    'a field that says nothing',
    asIs,
    withIn(annotated('Form', { Subtype: 'Widget' })),
  ],
  [
    'matterhorn-28-006',
    'an annotation of no known kind',
    (pdf) => loose(pdf, { Subtype: 'Sparkle' }),
  ],
  ['matterhorn-28-007', 'a trap network', (pdf) => loose(pdf, { Subtype: 'TrapNet' })],
  ['matterhorn-28-008', 'no tab order', (pdf) => pdf.page.node.delete(name('Tabs'))],
  ['matterhorn-28-009', 'a tab order by rows', (pdf) => pdf.page.node.set(name('Tabs'), name('R'))],
  [
    'matterhorn-28-010',
    'a field in a paragraph',
    asIs,
    withIn(annotated('P', { Subtype: 'Widget', TU: text })),
  ],
  ['matterhorn-28-011', 'a link in a paragraph', asIs, withIn({ ...link('x'), type: 'P' })],
  [
    'matterhorn-28-012',
    'a link that says nothing',
    asIs,
    withIn(link('x', { Contents: PDFString.of('') })),
  ],
  ['matterhorn-28-014', 'a clip of no kind', asIs, withIn(clip({ Alt: [PDFString.of(''), text] }))],
  [
    'matterhorn-28-015',
    'a clip that says nothing',
    asIs,
    withIn(clip({ CT: PDFString.of('video/mp4') })),
  ],
  [
    'matterhorn-28-016',
    'an attached file without a name',
    asIs,
    withIn(attached({ Type: 'Filespec', F: text, EF: {} })),
  ],
  [
    'matterhorn-28-017',
    'a printer’s mark in the tree',
    asIs,
    withIn(annotated('Annot', { Subtype: 'PrinterMark' })),
  ],
  [
    'matterhorn-28-018',
    'a printer’s mark as content',
    (pdf) => {
      const N = pdf.stream('0 0 9 9 re f', { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9] })
      loose(pdf, { Subtype: 'PrinterMark', AP: { N } })
    },
  ],
  [
    'charrette-parent-tree',
    'a link whose way back leads elsewhere',
    (pdf) => pdf.annotation('Link').delete(name('StructParent')),
  ],
  [
    'charrette-link-target',
    'a link to a page that is not there',
    asIs,
    withIn(link('x', { A: { S: 'GoTo', D: PDFString.of('nowhere') } })),
  ],
  [
    'charrette-no-scripts',
    'a link that runs a script',
    asIs,
    withIn(link('x', { A: { S: 'JavaScript', JS: text } })),
  ],
  [
    'charrette-no-scripts',
    'a script at opening',
    (pdf) => pdf.catalog.set(name('OpenAction'), pdf.context.obj({ S: 'JavaScript', JS: text })),
  ],
]

test.each(breaks)('%s: %s', async (ruleId, _how, edit, body) => {
  expect(await violated(edit, body)).toEqual([ruleId])
})

test.each<[string, Node]>([
  ['a comment in an Annot', annotated('Annot', { Subtype: 'Text', Contents: text })],
  ['a field with a description', annotated('Form', { Subtype: 'Widget', TU: text })],
  ['an attached file with both names', attached({ Type: 'Filespec', F: text, UF: text, EF: {} })],
  ['a described clip', clip({ CT: PDFString.of('video/mp4'), Alt: [PDFString.of(''), text] })],
  ['a link to a page', el('P', [link('x', { A: { S: 'Named', N: 'FirstPage' } })])],
])('%s is sound', async (_what, node) => {
  expect(await violated(asIs, withIn(node))).toEqual([])
})

test('a hidden annotation and a printer’s mark that is an artifact are sound', async () => {
  expect(
    await violated((pdf) => {
      const N = pdf.stream('/Artifact BMC 0 0 9 9 re f EMC', {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 9, 9],
      })
      loose(pdf, { Subtype: 'PrinterMark', AP: { N } })
      loose(pdf, { Subtype: 'Text', F: 2 })
    }),
  ).toEqual([])
})
