import { PDFDict, PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { MadeOfFile } from './made-of-file.ts'
import { PdfFile } from './pdf-file.ts'
import { type SmallPdf, savedApart, smallPdf } from './testing/small-pdf.ts'

const read = async (edit?: (pdf: SmallPdf) => void): Promise<PdfFile> =>
  PdfFile.read(await smallPdf(edit, undefined, savedApart))

const treeOf = (file: PdfFile): object => file.dict(file.catalog, 'StructTreeRoot') ?? file

test('what was the same bytes in another file is the same object', async () => {
  const [one, other, changed] = [
    await read(),
    await read(),
    await read(({ page }) => page.node.set(PDFName.of('Rotate'), PDFName.of('None'))),
  ]
  expect(treeOf(other)).toBe(treeOf(one))
  expect(other.pages[0]?.dict).toBe(one.pages[0]?.dict)
  expect(treeOf(changed)).toBe(treeOf(one))
  expect(changed.pages[0]?.dict).not.toBe(one.pages[0]?.dict)
})

test('it is made again where an object that was asked for is another', async () => {
  const made = new MadeOfFile<string>()
  let times = 0
  const titleIn = (file: PdfFile): string =>
    made.of(file, treeOf(file), '', () => {
      times++
      const outlines = file.dict(file.catalog, 'Outlines')
      return file.text(file.dict(outlines, 'First'), 'Title') ?? ''
    })
  const retitled = ({ catalog }: SmallPdf): void => {
    const outlines = catalog.lookup(PDFName.of('Outlines'), PDFDict)
    const bookmark = outlines.lookup(PDFName.of('First'), PDFDict)
    bookmark.set(PDFName.of('Title'), PDFString.of('Two'))
  }
  expect(titleIn(await read())).toBe('One')
  expect(titleIn(await read())).toBe('One')
  expect(times).toBe(1)
  expect(titleIn(await read(retitled))).toBe('Two')
  expect(times).toBe(2)
})

test('what asks for other work asks for what that asked, also where that is remembered', async () => {
  const inner = new MadeOfFile<string>()
  const outer = new MadeOfFile<string>()
  const contentIn = (file: PdfFile): string => {
    const page = file.pages[0]?.dict
    const read = (): string => {
      const [stream] = file.array(page, 'Contents')
      const bytes = stream?.type === 'stream' && 'data' in stream ? file.decoded(stream) : undefined
      return Buffer.from(bytes ?? []).toString('latin1')
    }
    const ofPage = (): string => inner.of(file, page ?? file, '', read)
    ofPage()
    return outer.of(file, page ?? file, '', ofPage)
  }
  const before = contentIn(await read())
  const after = contentIn(
    await read((pdf) => {
      pdf.content += '/Artifact BMC 0 0 1 1 re f EMC\n'
    }),
  )
  expect(after).toBe(`${before}/Artifact BMC 0 0 1 1 re f EMC\n`)
})
