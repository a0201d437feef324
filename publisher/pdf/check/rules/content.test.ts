import { PDFArray, PDFDict, PDFName, PDFNull } from 'pdf-lib'
import { expect, test } from 'vitest'
import { checkPdf } from '../check-pdf.ts'
import { type SmallPdf, smallPdf } from '../testing/small-pdf.ts'
import { type Break, violated } from '../testing/violated.ts'

const name = PDFName.of

function drawForm(
  pdf: SmallPdf,
  data: string,
  entries: Record<string, string | number>,
  use: string,
) {
  const form = pdf.stream(data, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, 9, 9],
    ...entries,
  })
  const resources = pdf.page.node.lookup(name('Resources'), PDFDict)
  resources.set(name('XObject'), pdf.context.obj({ X1: form }))
  pdf.content += use
  return form
}

const rectangle = '0 0 5 5 re f'
const artifact = '/Artifact BMC /X1 Do EMC\n'

const breaks: Break[] = [
  [
    'matterhorn-01-003',
    'an artifact in a paragraph',
    (pdf) => {
      pdf.content = pdf.content.replace(/(\/P <<.*BDC)/, `$1 /Artifact BMC ${rectangle} EMC`)
    },
  ],
  [
    'matterhorn-01-004',
    'a paragraph in an artifact',
    (pdf) => {
      pdf.content = `/Artifact BMC ${pdf.content} EMC`
    },
  ],
  [
    'matterhorn-01-005',
    'a rectangle with no mark',
    (pdf) => {
      pdf.content += rectangle
    },
  ],
  [
    'matterhorn-01-005',
    'text within a mark that says nothing',
    (pdf) => {
      pdf.content += '/Span BMC BT /F1 9 Tf <0001> Tj ET EMC'
    },
  ],
  [
    'matterhorn-01-005',
    'a sequence that no element holds',
    (pdf) => {
      pdf.content += `/P <</MCID 99>> BDC ${rectangle} EMC`
    },
  ],
  [
    'matterhorn-01-005',
    'a form that draws outside of marks',
    (pdf) => {
      drawForm(pdf, rectangle, {}, '/X1 Do')
    },
  ],
  [
    'matterhorn-30-001',
    'a form that stands for another file',
    (pdf) => {
      drawForm(pdf, rectangle, { Ref: 1 }, artifact)
    },
  ],
  [
    'matterhorn-30-002',
    'a tagged form that is drawn twice',
    (pdf) => {
      const form = drawForm(
        pdf,
        `/P <</MCID 0>> BDC ${rectangle} EMC`,
        { StructParents: 50 },
        '/X1 Do /X1 Do',
      )
      const element = pdf.element('H2')
      const reference = { Type: 'MCR', Stm: form, Pg: pdf.page.ref, MCID: 0 }
      const elementRef = pdf.context.getObjectRef(element)
      element.lookup(name('K'), PDFArray).push(pdf.context.obj(reference))
      const numbers = pdf.root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray)
      numbers.push(pdf.context.obj(50))
      numbers.push(pdf.context.obj([elementRef ?? PDFNull]))
    },
  ],
  [
    'charrette-marks-balanced',
    'a mark that does not end',
    (pdf) => {
      pdf.content += '/Artifact BMC'
    },
  ],
  [
    'charrette-content-readable',
    'content that cannot be decoded',
    (pdf) => {
      const form = pdf.context.stream('no deflate', {
        Type: 'XObject',
        Subtype: 'Form',
        BBox: [0, 0, 9, 9],
        Filter: 'FlateDecode',
      })
      pdf.page.node
        .lookup(name('Resources'), PDFDict)
        .set(name('XObject'), pdf.context.obj({ X1: pdf.context.register(form) }))
      pdf.content += artifact
    },
  ],
  [
    'charrette-mcid-unique',
    'two sequences of one number',
    (pdf) => {
      pdf.content += `/P <</MCID 0>> BDC ${rectangle} EMC`
    },
  ],
  [
    'charrette-parent-tree',
    'a way back that leads elsewhere',
    (pdf) => {
      const parents = pdf.root.lookup(name('ParentTree'), PDFDict).lookup(name('Nums'), PDFArray)
      parents.lookup(1, PDFArray).set(3, PDFNull)
    },
  ],
]

test.each(breaks)('%s: %s', async (ruleId, _how, edit) => {
  expect(await violated(edit)).toEqual([ruleId])
})

test('what is sound violates nothing', async () => {
  expect(await checkPdf(await smallPdf())).toEqual([])
})

test('a violation says its page, its mend, and what is wrong', async () => {
  const [violation] = await checkPdf(
    await smallPdf((pdf) => {
      pdf.content += rectangle
    }),
  )
  expect(violation).toEqual({
    ruleId: 'matterhorn-01-005',
    page: 1,
    structurePath: '',
    object: null,
    message: '1 piece is neither tagged nor an artifact, the first of them a drawing.',
    mend: 'Tag what readers need, and mark the rest as an artifact.',
  })
})

test('a form with tags in an artifact is found by what the page draws', async () => {
  expect(
    await violated((pdf) => drawForm(pdf, `/P <</MCID 0>> BDC ${rectangle} EMC`, {}, artifact)),
  ).toEqual(['matterhorn-01-004'])
})

test.each(['', 'no pdf', '%PDF-1.7\n%%EOF'])('%j is told to be no PDF', async (text) => {
  const violations = await checkPdf(Buffer.from(text))
  expect(violations.map(({ ruleId }) => ruleId)).toEqual(['charrette-file-sound'])
})
