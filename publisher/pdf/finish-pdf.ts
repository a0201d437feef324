import { deflateSync, inflateSync } from 'node:zlib'
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFObjectCopier,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib'
import { type DocumentFacts, describeDocument } from './finish/describe-document.ts'
import {
  type Box,
  demoteSequences,
  type MarkedContent,
  markContent,
} from './finish/mark-content.ts'
import { mendStructure } from './finish/mend-structure.ts'
import { nameClusters } from './finish/name-clusters.ts'
import { nameResources, nameResourcesOfForms } from './finish/name-resources.ts'
import { numberObjects } from './finish/number-objects.ts'
import { type Bookmark, writeOutline, writePageLabels } from './finish/outline.ts'
import { settleHyphens, settleUnicodeMaps } from './finish/settle-text.ts'
import { writePdf } from './write-pdf.ts'

export interface FinishOptions extends DocumentFacts {
  bookmarks: readonly Bookmark[]
  /** Pages before the one that is numbered 1. */
  frontPages: number
  linkTexts: ReadonlyMap<string, string>
  /** All characters of the text. */
  characters: ReadonlySet<string>
  /** The page's upper margin in points: Chromium's destinations are that much too high. */
  marginTop: number
}

const name = PDFName.of
const underlaid = '/Artifact <</Type /Pagination>> BDC\nq\n/Underlay Do\nQ\nEMC\n'

/**
 * Makes a PDF/UA-1 file of what Chromium printed: running heads and grounds beneath the text, every
 * piece of content tagged or an artifact, a mended structure tree, bookmarks, page labels, metadata.
 * The same input gives the same bytes.
 *
 * @param text the printed text, tagged.
 * @param underlay as many pages, which go beneath as artifacts.
 */
export async function finishPdf(
  text: Uint8Array,
  underlay: Uint8Array,
  options: FinishOptions,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(text, { updateMetadata: false })
  const { context } = document
  const pages = document.getPages()
  const sheets = await sheetsOf(underlay, context)
  nameResourcesOfForms(context)
  nameClusters(context, () =>
    pages.map(({ node }) => ({
      content: contentOf(node, document),
      resources: node.lookup(name('Resources'), PDFDict),
    })),
  )
  settleUnicodeMaps(context, options.characters)
  const marks = new Map<PDFRef, MarkedContent>()
  for (const [index, page] of pages.entries()) {
    const sheet = sheets[index]
    if (!sheet) throw new Error(`The underlay has no sheet for page ${index + 1}`)
    const resources = page.node.lookup(name('Resources'), PDFDict)
    const named = nameResources(resources)(settleHyphens(contentOf(page.node, document)))
    const xObjects = resources.lookupMaybe(name('XObject'), PDFDict) ?? context.obj({})
    resources.set(name('XObject'), xObjects)
    const marked = markContent(named, (resource) => boxOfXObject(xObjects, resource))
    xObjects.set(name('Underlay'), sheet)
    marks.set(page.ref, marked)
    page.node.set(name('Tabs'), name('S'))
  }
  const ornaments = mendStructure(document, {
    lang: options.lang,
    linkTexts: options.linkTexts,
    boxes: new Map([...marks].map(([page, { boxes }]) => [page, boxes])),
    shapes: new Map([...marks].map(([page, { shapes }]) => [page, shapes])),
  })
  for (const page of pages) {
    const marked = marks.get(page.ref)
    if (!marked) throw new Error('A page whose content was not marked')
    const begins = (ornaments.get(page.ref) ?? [])
      .flatMap((mcid) => marked.shapes.get(mcid) ?? [])
      .sort((a, b) => a.start - b.start)
    const text = demoteSequences(marked.content, begins)
    replaceContent(page.node, document, `${underlaid}${text}`)
  }
  lowerDestinations(document, options.marginTop)
  describeDocument(document, options)
  writeOutline(document, options.bookmarks)
  writePageLabels(document, options.frontPages)
  numberObjects(context)
  return writePdf(context)
}

/**
 * The underlay's pages as forms of another document, their content compressed as it is: what
 * pdf-lib's own embedding would unpack and pack again.
 */
async function sheetsOf(underlay: Uint8Array, context: PDFContext): Promise<PDFRef[]> {
  const document = await PDFDocument.load(underlay, { updateMetadata: false })
  const copier = PDFObjectCopier.for(document.context, context)
  return document.getPages().map(({ node }, index) => {
    const content = document.context.lookup(node.get(name('Contents')))
    const resources = node.lookup(name('Resources'), PDFDict)
    if (!(content instanceof PDFRawStream))
      throw new Error(`The underlay’s page ${index + 1} is not one stream`)
    const form = content.dict.clone(context)
    form.set(name('Type'), name('XObject'))
    form.set(name('Subtype'), name('Form'))
    form.set(name('BBox'), context.obj(node.MediaBox().asArray()))
    form.set(name('Resources'), copier.copy(resources))
    return context.register(PDFRawStream.of(form, content.contents))
  })
}

/** Puts named destinations where their elements are, with a line's air above. */
function lowerDestinations({ context, catalog }: PDFDocument, marginTop: number): void {
  const destinations = context.lookup(catalog.get(name('Dests')))
  if (!(destinations instanceof PDFDict)) return
  for (const [, destination] of destinations.entries()) {
    if (!(destination instanceof PDFArray)) continue
    const top = destination.lookup(3, PDFNumber).asNumber()
    destination.set(2, PDFNull)
    destination.set(3, PDFNumber.of(Math.round(top - marginTop + 12)))
    destination.set(4, PDFNull)
  }
}

function contentOf(page: PDFDict, { context }: PDFDocument): string {
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

function replaceContent(page: PDFDict, { context }: PDFDocument, content: string): void {
  const deflated = deflateSync(Buffer.from(content, 'latin1'), { level: 6 })
  const stream = PDFRawStream.of(
    context.obj({ Filter: 'FlateDecode', Length: deflated.length }),
    deflated,
  )
  const contents = page.get(name('Contents'))
  if (contents instanceof PDFRef && context.lookup(contents) instanceof PDFRawStream)
    context.assign(contents, stream)
  else page.set(name('Contents'), context.register(stream))
}

/** A form's own box; the unit square for an image (ISO 32000-1, 8.9.5). */
function boxOfXObject(xObjects: PDFDict, resource: string): Box {
  const xObject = xObjects.lookup(name(resource))
  const dictionary = xObject instanceof PDFRawStream ? xObject.dict : undefined
  const box = dictionary?.lookupMaybe(name('BBox'), PDFArray)
  if (!box) return [0, 0, 1, 1]
  const { x, y, width, height } = box.asRectangle()
  return [x, y, x + width, y + height]
}
