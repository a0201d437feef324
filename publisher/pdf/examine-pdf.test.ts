import { PDFArray, PDFDict, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { readPdf } from '../parity/read-pdf.ts'
import { checkPdf } from './check/check-pdf.ts'
import {
  type SmallPdf,
  savedApart,
  shown,
  smallPdf,
  toUnicodeMap,
} from './check/testing/small-pdf.ts'
import { examinePdf } from './examine-pdf.ts'

test('a sound file is read back as if it were by itself', async () => {
  const bytes = await smallPdf()
  const { violations, text } = await examinePdf(bytes)
  expect(violations).toEqual([])
  expect(text).toEqual(await readPdf(bytes))
  expect(text?.labels.length).toBeGreaterThan(0)
})

test('of a broken file it says what the check says, and reads nothing', async () => {
  const broken = await smallPdf(({ catalog }) => {
    catalog.delete(PDFName.of('Lang'))
  })
  expect(await examinePdf(broken)).toEqual({ violations: await checkPdf(broken), text: null })
  const none = Buffer.from('no PDF')
  const { violations, text } = await examinePdf(none)
  expect(violations.map(({ ruleId }) => ruleId)).toEqual(['charrette-file-sound'])
  expect(text).toBeNull()
})

const name = PDFName.of

/** Ways in which a file differs from one that was examined before. */
const changes: [what: string, (pdf: SmallPdf) => void][] = [
  ['nothing', () => {}],
  [
    'what its page draws',
    (pdf) => {
      pdf.content = pdf.content.replace(shown('First'), shown('Fifth'))
    },
  ],
  [
    'what its font’s codes stand for',
    ({ font, stream }) => {
      const shifted = '1 beginbfrange <0001> <005E> <0021> endbfrange'
      font.set(name('ToUnicode'), stream(toUnicodeMap(shifted)))
    },
  ],
  [
    'where a link leads',
    ({ annotation }) => {
      const to = annotation('Link').lookup(name('A'), PDFDict)
      to.set(name('URI'), PDFString.of('https://example.net/'))
    },
  ],
  [
    'which annotations its page has',
    ({ page }) => {
      page.node.lookup(name('Annots'), PDFArray).remove(0)
    },
  ],
  [
    'what a picture shows',
    ({ element }) => {
      element('Figure').set(name('Alt'), PDFString.of('Another map'))
    },
  ],
  [
    'the pages before',
    ({ document }) => {
      document.insertPage(0)
    },
  ],
  [
    'which element comes first',
    ({ element, root, context }) => {
      const [first, ...others] = element('Document').lookup(name('K'), PDFArray).asArray()
      element('Document').set(name('K'), context.obj([...others, first ?? root]))
    },
  ],
  [
    'that an element is in two others',
    ({ element }) => {
      const [label] = element('LI').lookup(name('K'), PDFArray).asArray()
      if (label) element('Sect').lookup(name('K'), PDFArray).push(label)
    },
  ],
  [
    'a role',
    ({ root, context }) => {
      root.set(name('RoleMap'), context.obj({ Title: 'H2' }))
    },
  ],
]

test.each(changes)(
  'a file that differs from one before in %s is examined as by itself',
  async (_what, edit) => {
    const before = await smallPdf(undefined, undefined, savedApart)
    const sound = await examinePdf(before)
    expect(sound.violations).toEqual([])
    // Without a cross-reference stream, it is like none that was read before.
    const alone = await examinePdf(await smallPdf(edit))
    expect(await examinePdf(await smallPdf(edit, undefined, savedApart))).toEqual(alone)
    // What it has left behind does no harm to the first one.
    expect(await examinePdf(before)).toEqual(sound)
  },
)
