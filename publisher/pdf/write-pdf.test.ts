import { PDF } from '@libpdf/core'
import { PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { writePdf } from './write-pdf.ts'

/** A document of more objects than share one stream, some of which have been deleted again. */
async function sample(): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const page = document.addPage([612, 792])
  const { context, catalog } = document
  const refs = Array.from({ length: 450 }, (_, index) =>
    context.register(context.obj({ Number: index, Text: PDFString.of(`\\(${index}\\)`) })),
  )
  for (const ref of refs.slice(100, 120)) context.delete(ref)
  catalog.set(PDFName.of('Kept'), context.obj([...refs.slice(0, 100), ...refs.slice(120)]))
  page.node.set(
    PDFName.of('Contents'),
    context.register(context.flateStream('BT ET', { Note: PDFHexString.fromText('Zürich') })),
  )
  context.trailerInfo.ID = context.obj([PDFHexString.of('ab'), PDFHexString.of('ab')])
  return document
}

test('another library reads every object back where it was', async () => {
  const { context, catalog } = await sample()
  const bytes = writePdf(context)
  const read = await PDF.load(bytes)
  expect(read.recoveredViaBruteForce).toBe(false)
  expect(read.getPageCount()).toBe(1)
  const again = await PDFDocument.load(bytes, { updateMetadata: false })
  expect(String(again.catalog.get(PDFName.of('Kept')))).toBe(
    String(catalog.get(PDFName.of('Kept'))),
  )
  for (const [ref, object] of context.enumerateIndirectObjects())
    expect(String(again.context.lookup(ref)), String(ref)).toBe(String(object))
  expect(String(again.context.trailerInfo.ID)).toBe(String(context.trailerInfo.ID))
})

test('the same objects give the same bytes', async () => {
  const first = writePdf((await sample()).context)
  expect(Buffer.compare(first, writePdf((await sample()).context))).toBe(0)
})
