import { inflateSync } from 'node:zlib'
import { PDFDict, PDFDocument, PDFRawStream } from 'pdf-lib'
import { expect, test } from 'vitest'
import { nameClusters } from './name-clusters.ts'

/** The lines of a font's map after it was named by a page's content. */
async function named(lines: string[], content: string): Promise<string[]> {
  const { context } = await PDFDocument.create({ updateMetadata: false })
  const ref = context.register(context.flateStream(`${lines.join('\n')}\n`))
  const font = context.register(context.obj({ Type: 'Font', ToUnicode: ref }))
  const resources = context.obj({ Font: { F1: font } })
  if (!(resources instanceof PDFDict)) throw new Error('The resources are no dictionary')
  nameClusters(context, () => [{ content: `/F1 9 Tf\n${content}`, resources }])
  const stream = context.lookup(ref)
  if (!(stream instanceof PDFRawStream)) throw new Error('The map is no stream')
  return inflateSync(stream.contents).toString('latin1').trim().split('\n')
}

const group = (text: string, glyphs: string) =>
  `/Span<</ActualText <FEFF${text}> >> BDC\n${glyphs}\nEMC\n`

test('the last glyph of a group has what the others do not say', async () => {
  const content = group('1EA10301', '<0009> Tj\n4.4 0 Td <0080> Tj')
  expect(await named(['<0009> <0000>', '<0080> <0301>'], content)).toEqual([
    '<0009> <1EA1>',
    '<0080> <0301>',
  ])
})

test('dots and the letter below them are one text; a glyph keeps its first', async () => {
  const content = group('0629', '<002F> Tj\n<0027> Tj') + group('062A', '<002F0027> Tj')
  expect(await named(['<0027> <0000>', '<002F> <0000>'], content)).toEqual([
    '<0027> <0629>',
    '<002F> <2060>',
  ])
})

test('letters beyond 16 bits are written in two units', async () => {
  expect(await named(['<0001> <0000>'], group('D83DDC69200DD83DDC67', '<0001> Tj'))).toEqual([
    '<0001> <D83DDC69200DD83DDC67>',
  ])
})

test('a glyph that no group explains keeps its fault, for the checker to find', async () => {
  expect(await named(['<0001> <0000>', '<0002> <0041>'], '<0001> Tj\n')).toEqual([
    '<0001> <0000>',
    '<0002> <0041>',
  ])
})
