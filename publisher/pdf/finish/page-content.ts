import { deflateSync, inflateSync } from 'node:zlib'
import { PDFArray, type PDFContext, type PDFDict, PDFRawStream, PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** A page's content, decoded, a character a byte. */
export function contentOf(page: PDFDict, context: PDFContext): string {
  const contents = page.get(name('Contents'))
  const value = contents instanceof PDFRef ? context.lookup(contents) : contents
  const streams =
    value instanceof PDFArray ? value.asArray().map((ref) => context.lookup(ref)) : [value]
  return streams
    .map((stream) => {
      if (!(stream instanceof PDFRawStream)) throw new Error('A page without a content stream')
      const filter = stream.dict.get(name('Filter'))
      if (filter && filter !== name('FlateDecode'))
        throw new Error(`A content stream with the filter ${filter}`)
      const bytes = filter ? inflateSync(stream.contents) : Buffer.from(stream.contents)
      return bytes.toString('latin1')
    })
    .join('\n')
}

export function replaceContent(page: PDFDict, context: PDFContext, content: string): void {
  const stream = compressed(context, content)
  const contents = page.get(name('Contents'))
  if (contents instanceof PDFRef && context.lookup(contents) instanceof PDFRawStream)
    context.assign(contents, stream)
  else page.set(name('Contents'), context.register(stream))
}

/** A stream of some content. */
export function compressed(context: PDFContext, content: string): PDFRawStream {
  const deflated = deflateSync(Buffer.from(content, 'latin1'), { level: 6 })
  return PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: deflated.length }), deflated)
}

/** What a page draws first: its sheet, by the name of `Underlay`, as an artifact. */
export const underlaid = '/Artifact <</Type /Pagination>> BDC\nq\n/Underlay Do\nQ\nEMC\n'
