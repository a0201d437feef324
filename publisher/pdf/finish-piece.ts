import { PDFArray, PDFDict, type PDFDocument, PDFNumber, PDFRawStream, PDFRef } from 'pdf-lib'
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
import { openPrint } from './finish/open-print.ts'
import { contentOf, replaceContent, underlaid } from './finish/page-content.ts'
import { settleHyphens, settleUnicodeMaps } from './finish/settle-text.ts'
import { fontsByNumber, type SubsetFont, setFontsAside } from './fonts/subset-font.ts'
import { type PackedObjects, packObjects } from './packed-objects.ts'
import { name } from './pdf-name.ts'

export interface FinishPieceOptions {
  /** No other piece of the file has it. */
  id: string
  lang: string
  /** What each link says, by its address. */
  linkTexts: ReadonlyMap<string, string>
  /** All characters of the text. */
  characters: ReadonlySet<string>
  /** The page's upper margin in points: Chromium's destinations are that much too high. */
  marginTop: number
}

/** A piece of the file, ready to be bound with the others: objects by numbers of the piece's own. */
export interface FinishedPiece {
  objects: PackedObjects
  /** What stands for the node of the page tree and for the document's element of the structure tree. */
  pagesNode: number
  documentElement: number
  /** For each page, what stands for the sheet beneath it. */
  sheets: number[]
  /** Fonts that are bound with those of other pieces, by what stands for them. */
  fonts: [standIn: number, font: SubsetFont][]
  pages: number[]
  /** The elements right within the document's. */
  elements: number[]
  /** Of the parent tree, by the keys that pages and annotations of the piece have. */
  parents: number[]
  /** Ids of elements, in hexadecimal. */
  ids: [id: string, element: number][]
  /** Names of places, with the page (counted from 0) and the height on it in points. */
  destinations: [name: string, page: number, height: number][]
}

/**
 * Finishes a piece as PDF/UA-1 wants it: every piece of content tagged or an artifact, a mended
 * structure tree, sheets beneath the text to come. The same input gives the same result.
 *
 * @param text the printed text, tagged.
 */
export async function finishPiece(
  text: Uint8Array,
  { id, lang, linkTexts, characters, marginTop }: FinishPieceOptions,
): Promise<FinishedPiece> {
  const document = await openPrint(text)
  const { context } = document
  const pages = document.getPages()
  nameResourcesOfForms(context)
  nameClusters(context, () =>
    pages.map(({ node }) => ({
      content: contentOf(node, context),
      resources: node.lookup(name('Resources'), PDFDict),
    })),
  )
  settleUnicodeMaps(context, characters)
  const marks = new Map<PDFRef, MarkedContent>()
  const standIn = (): PDFRef => context.register(context.obj({}))
  const pagesNode = standIn()
  const documentElement = standIn()
  const sheets = pages.map(standIn)
  for (const [index, { node, ref }] of pages.entries()) {
    const sheet = sheets[index] ?? standIn()
    const resources = node.lookup(name('Resources'), PDFDict)
    const named = nameResources(resources)(settleHyphens(contentOf(node, context)))
    const xObjects = resources.lookupMaybe(name('XObject'), PDFDict) ?? context.obj({})
    resources.set(name('XObject'), xObjects)
    marks.set(
      ref,
      markContent(named, (resource) => boxOfXObject(xObjects, resource)),
    )
    xObjects.set(name('Underlay'), sheet)
    node.set(name('Tabs'), name('S'))
    node.set(name('Parent'), pagesNode)
  }
  const structure = mendStructure(document, {
    lang,
    linkTexts,
    idPrefix: id,
    parent: documentElement,
    boxes: new Map([...marks].map(([page, { boxes }]) => [page, boxes])),
    shapes: new Map([...marks].map(([page, { shapes }]) => [page, shapes])),
  })
  for (const { node, ref } of pages) {
    const marked = marks.get(ref)
    if (!marked) throw new Error('A page whose content was not marked')
    const begins = (structure.ornaments.get(ref) ?? [])
      .flatMap((mcid) => marked.shapes.get(mcid) ?? [])
      .sort((a, b) => a.start - b.start)
    replaceContent(node, context, `${underlaid}${demoteSequences(marked.content, begins)}`)
  }
  const destinations = destinationsOf(document, marginTop)
  const { elements, parents, ids } = structure
  const listed = {
    standIns: [pagesNode, documentElement, ...sheets],
    pages: pages.map(({ ref }) => ref),
    elements,
    parents,
    ids: ids.map(([, element]) => element),
  }
  context.trailerInfo.Root = context.register(context.obj(listed))
  delete context.trailerInfo.Info
  const aside = setFontsAside(context)
  numberObjects(context)
  const fonts = fontsByNumber(context, aside)
  const root = context.lookup(context.trailerInfo.Root, PDFDict)
  const refs = (key: keyof typeof listed): PDFRef[] =>
    root
      .lookup(name(key), PDFArray)
      .asArray()
      .filter((object) => object instanceof PDFRef)
  const numbers = (key: keyof typeof listed): number[] =>
    refs(key).map(({ objectNumber }) => objectNumber)
  const [ofPages = 0, ofDocument = 0, ...ofSheets] = numbers('standIns')
  const absent = new Set([
    context.trailerInfo.Root as PDFRef,
    ...refs('standIns'),
    ...fonts.map(([standIn]) => PDFRef.of(standIn)),
  ])
  const ofIds = numbers('ids')
  return {
    objects: packObjects(context, absent),
    pagesNode: ofPages,
    documentElement: ofDocument,
    sheets: ofSheets,
    fonts,
    pages: numbers('pages'),
    elements: numbers('elements'),
    parents: numbers('parents'),
    ids: ids.map(([id], index) => [id, ofIds[index] ?? 0]),
    destinations,
  }
}

/** Named destinations where their elements are, with a line's air above. */
function destinationsOf(document: PDFDocument, marginTop: number): FinishedPiece['destinations'] {
  const { context, catalog } = document
  const destinations = context.lookup(catalog.get(name('Dests')))
  if (!(destinations instanceof PDFDict)) return []
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref, index]))
  return destinations.entries().flatMap(([key, destination]) => {
    if (!(destination instanceof PDFArray)) return []
    const on = destination.get(0)
    const page = on instanceof PDFRef ? pages.get(on) : undefined
    const top = destination.lookup(3, PDFNumber).asNumber()
    return page === undefined ? [] : [[key.decodeText(), page, Math.round(top - marginTop + 12)]]
  })
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
