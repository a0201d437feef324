import { PDFArray, PDFDict, PDFName, PDFNumber, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { checkPdf } from '../check-pdf.ts'
import {
  el,
  figure,
  link,
  type Node,
  type SmallPdf,
  smallPdf,
  wholeGuide,
} from '../testing/small-pdf.ts'
import { type Break, violated } from '../testing/violated.ts'

const name = PDFName.of
const text = PDFString.of('Text')

const layers = (pdf: SmallPdf, standard: object, listed: object[]) =>
  pdf.catalog.set(
    name('OCProperties'),
    pdf.context.obj({ OCGs: [], D: { ...standard }, Configs: listed as never }),
  )
const pages = (pdf: SmallPdf, count: number) => {
  for (let page = 1; page < count; page++) pdf.document.addPage()
}
const encrypt = (pdf: SmallPdf, entries: object) => {
  pdf.context.trailerInfo.Encrypt = pdf.context.obj({ Filter: 'None', ...entries })
}
/** Without a language of the document, and with one where an edit does not take it away. */
const only = (pdf: SmallPdf, { tree = true, bookmarks = false, title = true }) => {
  pdf.catalog.delete(name('Lang'))
  if (tree) pdf.element('Document').set(name('Lang'), PDFString.of('en'))
  if (!bookmarks) pdf.catalog.delete(name('Outlines'))
  if (title) pdf.xmp = pdf.xmp.replace('x-default', 'en')
}
const said = (entries: object) => ({
  ...el('P', []),
  entries: { Lang: PDFString.of('en'), ...entries },
})

const breaks: Break[] = [
  [
    'matterhorn-01-007',
    'suspect tags',
    (pdf) =>
      pdf.catalog.lookup(name('MarkInfo'), PDFDict).set(name('Suspects'), pdf.context.obj(true)),
  ],
  ['charrette-marked', 'no word of tags', (pdf) => pdf.catalog.delete(name('MarkInfo'))],
  [
    'matterhorn-06-001',
    'no metadata',
    (pdf) => {
      pdf.xmp = ''
    },
  ],
  [
    'matterhorn-06-002',
    'no identifier of PDF/UA',
    (pdf) => {
      pdf.xmp = pdf.xmp.replace(/<pdfuaid:part>.*<\/pdfuaid:part>/, '')
    },
  ],
  [
    'matterhorn-06-002',
    'PDF/UA-2',
    (pdf) => {
      pdf.xmp = pdf.xmp.replace('part>1<', 'part>2<')
    },
  ],
  [
    'matterhorn-06-003',
    'no title',
    (pdf) => {
      pdf.xmp = pdf.xmp.replace(/<dc:title>.*<\/dc:title>/, '')
      pdf.info.delete(name('Title'))
    },
  ],
  ['charrette-metadata-agree', 'two titles', (pdf) => pdf.info.set(name('Title'), text)],
  [
    'matterhorn-07-001',
    'no word of the title bar',
    (pdf) => pdf.catalog.delete(name('ViewerPreferences')),
  ],
  [
    'matterhorn-07-002',
    'the name of the file as title',
    (pdf) =>
      pdf.catalog.set(name('ViewerPreferences'), pdf.context.obj({ DisplayDocTitle: false })),
  ],
  [
    'matterhorn-11-001',
    'text of no known language',
    (pdf) => {
      only(pdf, { tree: false })
      for (const type of ['Figure', 'Link']) pdf.element(type).set(name('Lang'), PDFString.of('en'))
    },
    [el('P', 'x'), figure(), link('x')],
  ],
  [
    'matterhorn-11-002',
    'alternative text of no known language',
    (pdf) => only(pdf, { tree: false }),
    [figure()],
  ],
  ['matterhorn-11-003', 'bookmarks of no known language', (pdf) => only(pdf, { bookmarks: true })],
  [
    'matterhorn-11-004',
    'a description of no known language',
    (pdf) => only(pdf, { tree: false }),
    [{ ...link('x'), text: undefined } as unknown as Node],
  ],
  [
    'matterhorn-11-005',
    'a field of no known language',
    (pdf) => only(pdf, { tree: false }),
    [{ type: 'Form', annotation: { Subtype: 'Widget', TU: text } }],
  ],
  ['matterhorn-11-006', 'metadata of no known language', (pdf) => only(pdf, { title: false })],
  [
    'charrette-language-tag',
    'a language by its name',
    (pdf) => pdf.catalog.set(name('Lang'), PDFString.of('English (US)')),
  ],
  [
    'charrette-language-tag',
    'a passage’s language by its name',
    undefined,
    [said({ Lang: PDFString.of('en_US') })],
  ],
  [
    'matterhorn-20-001',
    'layers without a name',
    (pdf) => layers(pdf, { Name: text }, [{ Name: PDFString.of('') }]),
  ],
  [
    'matterhorn-20-002',
    'standard layers without a name',
    (pdf) => layers(pdf, {}, [{ Name: text }]),
  ],
  ['matterhorn-20-003', 'layers that switch', (pdf) => layers(pdf, { Name: text, AS: [] }, [])],
  [
    'matterhorn-21-001',
    'an embedded file without its name',
    (pdf) => {
      const file = pdf.context.obj({ Type: 'Filespec', F: text, EF: {} })
      pdf.catalog.set(name('Names'), pdf.context.obj({ EmbeddedFiles: { Names: [text, file] } }))
    },
  ],
  [
    'matterhorn-25-001',
    'a dynamic form',
    (pdf) => {
      const XFA = pdf.stream(
        '<config><acrobat7><dynamicRender>required</dynamicRender></acrobat7></config>',
      )
      pdf.catalog.set(name('AcroForm'), pdf.context.obj({ Fields: [], XFA }))
    },
  ],
  [
    'charrette-no-xfa',
    'a static XFA form',
    (pdf) => {
      pdf.catalog.set(
        name('AcroForm'),
        pdf.context.obj({ Fields: [], XFA: pdf.stream('<config/>') }),
      )
    },
  ],
  ['matterhorn-26-001', 'encryption without permissions', (pdf) => encrypt(pdf, {})],
  [
    'matterhorn-26-002',
    'encryption against screen readers',
    (pdf) => encrypt(pdf, { P: -3904 & ~0x200 }),
  ],
  [
    'charrette-bookmarks',
    'a long document without bookmarks',
    (pdf) => {
      pages(pdf, 10)
      pdf.catalog.delete(name('Outlines'))
      pdf.catalog.set(name('PageLabels'), pdf.context.obj({ Nums: [0, { S: 'D' }] }))
    },
  ],
  ['charrette-page-labels', 'a long document without page labels', (pdf) => pages(pdf, 10)],
  [
    'charrette-bookmark',
    'a bookmark to a page that is not there',
    (pdf) => {
      const first = pdf.catalog.lookup(name('Outlines'), PDFDict).lookup(name('First'), PDFDict)
      first.lookup(name('Dest'), PDFArray).set(0, PDFNumber.of(7))
    },
  ],
]

test.each(breaks)('%s: %s', async (ruleId, _how, edit, body) => {
  expect(await violated(edit, body)).toEqual([ruleId])
})

test('a file without a structure tree is told so, once', async () => {
  const violations = await violated((pdf) => {
    pdf.catalog.delete(name('StructTreeRoot'))
    pdf.content = '/Artifact BMC 0 0 9 9 re f EMC'
    pdf.page.node.delete(name('Annots'))
  })
  expect(violations).toEqual(['charrette-structure-tree'])
})

test('languages of elements and of the title do where the document has none', async () => {
  expect(await violated((pdf) => only(pdf, {}))).toEqual([])
})

test('a wrong cross-reference table is told', async () => {
  const sound = Buffer.from(await smallPdf()).toString('latin1')
  const broken = sound.replace(/startxref\n\d+/, 'startxref\n7')
  const violations = await checkPdf(Buffer.from(broken, 'latin1'))
  expect(violations.map(({ ruleId }) => ruleId)).toContain('charrette-file-sound')
})

test('sound layers, attachments and permissions pass', async () => {
  expect(
    await violated((pdf) => layers(pdf, { Name: text }, [{ Name: text }]), wholeGuide()),
  ).toEqual([])
})
