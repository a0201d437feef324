import { randomBytes } from 'node:crypto'
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { type Drawing, drawingOfPage } from './drawings.ts'
import { PdfFile } from './pdf-file.ts'

/** What pages with these contents draw, read out of a file of their own; a page may have several streams. */
async function drawingsOf(...contents: (string | Uint8Array)[][]): Promise<Drawing[]> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context } = document
  for (const streams of contents) {
    const refs = streams.map((content) =>
      context.register(
        typeof content === 'string'
          ? context.flateStream(content)
          : PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), content),
      ),
    )
    document
      .addPage()
      .node.set(
        PDFName.of('Contents'),
        refs.length === 1 ? (refs[0] ?? context.obj(null)) : context.obj(refs),
      )
  }
  const file = await PdfFile.read(await document.save())
  return file.pages.map((page) => drawingOfPage(file, page))
}

const textOf = ({ operations }: Drawing): string =>
  operations
    .flatMap(({ operands: [first] }) => (first?.kind === 'string' ? first.value : []))
    .join(' ')

test('content streams of a page are one, parted between operators', async () => {
  const [drawing] = await drawingsOf(['(a) Tj q', 'Q (b) Tj'])
  expect(drawing?.operations.map(({ operator }) => operator)).toEqual(['Tj', 'q', 'Q', 'Tj'])
  expect(drawing?.isReadable).toBe(true)
})

test('a stream that cannot be decoded draws nothing and says so', async () => {
  const [drawing] = await drawingsOf(['(a) Tj', Buffer.from('broken')])
  expect(drawing?.isReadable).toBe(false)
  expect(drawing && textOf(drawing)).toBe('a')
})

test('a page of another file with the same stream need not be read again', async () => {
  const [first, other] = await drawingsOf(['(same) Tj'], ['(other) Tj'])
  const [again] = await drawingsOf(['(same) Tj'])
  expect(again?.operations).toBe(first?.operations)
  expect(other && textOf(other)).toBe('other')
})

test('what was not asked for longest is forgotten, beyond some megabytes', async () => {
  const long = (): string => `(${randomBytes(1_100_000).toString('hex')}) Tj`
  const [first] = await drawingsOf(['(soon forgotten) Tj'])
  await drawingsOf([long()], [long()], [long()])
  const [again] = await drawingsOf(['(soon forgotten) Tj'])
  expect(again?.operations).not.toBe(first?.operations)
  expect(again?.operations).toEqual(first?.operations)
})
