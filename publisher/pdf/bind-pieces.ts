import { PDFContext, PDFHexString, PDFNull, PDFNumber, PDFRef } from 'pdf-lib'
import { type DocumentFacts, describeDocument } from './finish/describe-document.ts'
import { roleMap } from './finish/mend-structure.ts'
import { type Bookmark, writeOutline, writePageLabels } from './finish/outline.ts'
import { compressed, underlaid } from './finish/page-content.ts'
import type { FinishedPiece } from './finish-piece.ts'
import type { FinishedUnderlay } from './finish-underlay.ts'
import { uniteFonts, writeFont } from './fonts/unite-fonts.ts'
import { type PackedObjects, packObjects } from './packed-objects.ts'
import { name } from './pdf-name.ts'
import { type BoundPart, writePdf } from './write-pdf.ts'

export interface BindOptions extends DocumentFacts {
  bookmarks: readonly Bookmark[]
  /** Pages before the one that is numbered 1. */
  frontPages: number
  /** Of every page, in points. */
  size: { width: number; height: number }
}

/** A piece in its place. */
export interface PieceToBind {
  finished: FinishedPiece
  /** Whether a page comes before it with nothing but its sheet. */
  isAfterBlank: boolean
}

/**
 * Binds finished pieces and the sheets beneath them to one PDF/UA-1 file, with bookmarks, page labels
 * and metadata. The same input gives the same bytes.
 *
 * @param underlay a sheet for each page, blank ones among them; more are left out.
 */
export async function bindPieces(
  pieces: readonly PieceToBind[],
  underlay: FinishedUnderlay,
  options: BindOptions,
): Promise<Uint8Array> {
  // What holds it all together. Its objects have the file's own numbers, and so have the fonts': what
  // pieces refer to comes before them, so that it has the same numbers whatever they hold.
  const context = PDFContext.create()
  const pagesNode = context.nextRef()
  const documentElement = context.nextRef()
  const treeRoot = context.nextRef()
  const catalogRef = context.nextRef()

  const { united, places } = uniteFonts(
    [...pieces.map(({ finished }) => finished), underlay].flatMap(({ fonts }) =>
      fonts.map(([, font]) => font),
    ),
  )
  let last = context.largestObjectNumber
  // Each a part of its own: a letter more in one leaves the others as they were.
  const written = united.map((font, index) => {
    const own = PDFContext.create()
    own.largestObjectNumber = last
    const number = writeFont(own, font, index).objectNumber
    last = own.largestObjectNumber
    return { number, part: partOf(own) }
  })
  let fontsBound = 0
  /** What stands for fonts of a part, and what they are in the file; asked part by part. */
  const nextFonts = (fonts: FinishedPiece['fonts']): [own: number, inFile: number][] =>
    fonts.map(([own]) => [own, written[places[fontsBound++] ?? -1]?.number ?? missing('a font')])

  const numbers = new Numbering(last)
  const ofUnderlay = numbers.of(underlay.objects)
  const ofPieces = pieces.map(({ finished }) => numbers.of(finished.objects))
  context.largestObjectNumber = numbers.last

  let sheets = 0
  const nextSheet = (): number => ofUnderlay(underlay.sheets[sheets++] ?? missing('a sheet'))
  const { width, height } = options.size
  const mediaBox = [0, 0, width, height]
  const blankPage = (): PDFRef =>
    context.register(
      context.obj({
        Type: 'Page',
        Parent: pagesNode,
        MediaBox: mediaBox,
        Resources: { XObject: { Underlay: PDFRef.of(nextSheet()) } },
        Contents: context.register(compressed(context, underlaid)),
        Tabs: 'S',
      }),
    )

  const pages: PDFRef[] = []
  const elements: PDFRef[] = []
  const parents: [key: number, parent: PDFRef][] = []
  let nextKey = 0
  const ids: [id: string, element: PDFRef][] = []
  const destinations = context.obj({})
  const parts: BoundPart[] = []
  for (const [index, { finished, isAfterBlank }] of pieces.entries()) {
    if (isAfterBlank) pages.push(blankPage())
    const numberOf = ofPieces[index] ?? missing('the numbers of a piece')
    const ref = (own: number): PDFRef => PDFRef.of(numberOf(own))
    const standIns = new Map([
      [finished.pagesNode, pagesNode.objectNumber],
      [finished.documentElement, documentElement.objectNumber],
      ...finished.sheets.map((own): [number, number] => [own, nextSheet()]),
      ...nextFonts(finished.fonts),
    ])
    parts.push({
      objects: finished.objects,
      numberOf: (own) => standIns.get(own) ?? numberOf(own),
      firstKey: nextKey,
    })
    for (const [place, page, top] of finished.destinations) {
      const on = ref(finished.pages[page] ?? missing('the page of a place'))
      destinations.set(
        name(place),
        context.obj([on, name('XYZ'), PDFNull, PDFNumber.of(top), PDFNull]),
      )
    }
    pages.push(...finished.pages.map(ref))
    elements.push(...finished.elements.map(ref))
    const firstKey = nextKey
    for (const [key, parent] of finished.parents.entries())
      parents.push([firstKey + key, ref(parent)])
    nextKey = withRoom(firstKey + finished.parents.length)
    for (const [id, element] of finished.ids) ids.push([id, ref(element)])
  }

  ids.sort(([a], [b]) => (a < b ? -1 : 1))
  context.assign(pagesNode, context.obj({ Type: 'Pages', Count: pages.length, Kids: pages }))
  context.assign(
    documentElement,
    context.obj({ Type: 'StructElem', S: 'Document', P: treeRoot, K: elements }),
  )
  context.assign(
    treeRoot,
    context.obj({
      Type: 'StructTreeRoot',
      K: documentElement,
      RoleMap: roleMap,
      ParentTree: context.register(
        context.obj({ Nums: parents.flatMap(([key, parent]) => [PDFNumber.of(key), parent]) }),
      ),
      ParentTreeNextKey: nextKey,
      IDTree: context.register(
        context.obj({ Names: ids.flatMap(([id, element]) => [PDFHexString.of(id), element]) }),
      ),
    }),
  )
  const catalog = context.obj({
    Type: 'Catalog',
    Pages: pagesNode,
    StructTreeRoot: treeRoot,
    Dests: context.register(destinations),
  })
  context.assign(catalogRef, catalog)
  describeDocument(context, catalog, options)
  writeOutline(context, catalog, options.bookmarks, { pages, height })
  writePageLabels(context, catalog, options.frontPages)
  const { Info, ID } = context.trailerInfo
  const fontsOfUnderlay = new Map(nextFonts(underlay.fonts))
  return writePdf(
    [
      ...written.map(({ part }) => part),
      {
        objects: underlay.objects,
        numberOf: (own) => fontsOfUnderlay.get(own) ?? ofUnderlay(own),
        firstKey: 0,
      },
      ...parts,
      partOf(context),
    ],
    `/Root ${catalogRef}/Info ${Info}/ID ${ID}`,
  )
}

/** Objects that have the file's own numbers. */
const partOf = (context: PDFContext): BoundPart => ({
  objects: packObjects(context, new Set()),
  numberOf: (own) => own,
  firstKey: 0,
})

/** Where the next part's numbers begin: a part that grows a little leaves those after it as they were. */
const withRoom = (last: number): number => Math.ceil(last / 128) * 128

/** Gives the objects of one part after another their numbers in the file. */
class Numbering {
  last: number

  constructor(last: number) {
    this.last = last
  }

  of({ numbers }: PackedObjects): (own: number) => number {
    this.last = withRoom(this.last)
    const given = new Uint32Array((numbers.at(-1) ?? 0) + 1)
    for (const own of numbers) given[own] = ++this.last
    return (own) => given[own] || missing(`object ${own} of a part`)
  }
}

function missing(what: string): never {
  throw new Error(`The PDF cannot be bound without ${what}`)
}
