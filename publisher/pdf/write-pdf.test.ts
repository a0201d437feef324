import { PDF } from '@libpdf/core'
import { PDFContext, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { type PackedObjects, packObjects } from './packed-objects.ts'
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

const trailerOf = ({ trailerInfo: { Root, ID } }: PDFContext): string => `/Root ${Root}/ID ${ID}`

const written = ({ context }: PDFDocument): Promise<Uint8Array> =>
  writePdf(
    [{ objects: packObjects(context, new Set()), numberOf: (own) => own, firstKey: 0 }],
    trailerOf(context),
  )

test('another library reads every object back where it was', async () => {
  const document = await sample()
  const { context, catalog } = document
  const bytes = await written(document)
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
  const first = await written(await sample())
  expect(Buffer.compare(first, await written(await sample()))).toBe(0)
})

test('parts get numbers that follow each other, and keys of the parent tree likewise', async () => {
  const partOf = (text: string): PackedObjects => {
    const context = PDFContext.create()
    const outside = context.register(context.obj({}))
    const one = context.register(context.obj({ StructParents: 1, Text: PDFString.of(text) }))
    context.register(context.obj({ To: one, Also: [one, 7, outside] }))
    return packObjects(context, new Set([outside]))
  }
  // In each, object 1 stands for the first part's first.
  const bytes = await writePdf(
    [
      { objects: partOf('2 0 R'), numberOf: (own) => [0, 1, 1, 2][own] ?? 0, firstKey: 0 },
      { objects: partOf('b'), numberOf: (own) => [0, 1, 3, 4][own] ?? 0, firstKey: 5 },
    ],
    '/Root 1 0 R',
  )
  const { context } = await PDFDocument.load(bytes, { updateMetadata: false })
  const texts = [1, 2, 3, 4].map((number) =>
    String(context.lookup(PDFRef.of(number))).replace(/\s+/g, ' '),
  )
  expect(texts).toEqual([
    '<< /StructParents 1 /Text (2 0 R) >>',
    '<< /To 1 0 R /Also [ 1 0 R 7 1 0 R ] >>',
    '<< /StructParents 6 /Text (b) >>',
    '<< /To 3 0 R /Also [ 3 0 R 7 1 0 R ] >>',
  ])
})
