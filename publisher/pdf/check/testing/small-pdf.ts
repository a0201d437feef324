import {
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFPage,
  type PDFRef,
  PDFString,
} from 'pdf-lib'
import { packObjects } from '../../packed-objects.ts'
import { writePdf } from '../../write-pdf.ts'
import { trueType } from './true-type.ts'

/** What pdf-lib makes objects of: strings are names. */
type Value = PDFObject | string | number | boolean | Literal | Value[]
interface Literal {
  [key: string]: Value
}
type Entries = Parameters<PDFDocument['context']['obj']>[0] & object

/** A structure element to be. */
export interface Node {
  type: string
  /** Text that it shows, as content of its own. */
  text?: string
  kids?: Node[]
  /** More entries of its dictionary. */
  entries?: Literal
  /** An annotation that it holds. */
  annotation?: Literal
  /** Whether it paints a rectangle. */
  isDrawn?: boolean
}

/** `el('P', 'Some text')`, `el('LI', [el('Lbl', '1.'), …])`, `el('TH', 'City', { A: … })`. */
export function el(type: string, held: string | Node[] = [], entries: Literal = {}): Node {
  return typeof held === 'string' ? { type, text: held, entries } : { type, kids: held, entries }
}

export const link = (text: string, annotation: Literal = {}): Node => ({
  type: 'Link',
  text,
  annotation: {
    Subtype: 'Link',
    Contents: PDFHexString.fromText(`To ${text}`),
    A: uri,
    ...annotation,
  },
})

const uri = { S: 'URI', URI: PDFString.of('https://example.org/') }

const scope = (value: string): Literal => ({ A: { O: 'Table', Scope: value } })

/** One of each, as a guide has them. */
export const wholeGuide = (): Node[] => [
  el('Title', 'A small guide'),
  el('TOC', [el('TOCI', [el('Reference', [link('One')])])]),
  el('H1', 'One'),
  el('P', [
    el('Span', 'Cities lend routers.'),
    el('Reference', [link('1')]),
    el('Note', 'See there.', { ID: PDFString.of('note1') }),
  ]),
  el('H2', 'Lists'),
  el('L', [el('LI', [el('Lbl', '1.'), el('LBody', [el('P', 'First')])])]),
  el('Table', [
    el('Caption', [el('P', 'Table 1')]),
    el('TR', [el('TH', 'City', scope('Column')), el('TH', 'Routers', scope('Column'))]),
    el('TR', [el('TH', 'Alder Falls', scope('Row')), el('TD', '40')]),
  ]),
  el('Sect', [figure(), el('Caption', 'Figure 1')]),
]

export function figure(entries: Literal = {}): Node {
  const box = { A: { O: 'Layout', BBox: [72, 72, 172, 122] } }
  return {
    type: 'Figure',
    isDrawn: true,
    entries: { Alt: PDFString.of('A map'), ...box, ...entries },
  }
}

/** What a test can break before the file is written. */
export interface SmallPdf {
  document: PDFDocument
  context: PDFDocument['context']
  catalog: PDFDict
  page: PDFPage
  root: PDFDict
  /** The first element of a type. */
  element(type: string): PDFDict
  annotation(subtype: string): PDFDict
  /** Replace to change what the page draws, and what the file says of itself. */
  content: string
  xmp: string
  info: PDFDict
  font: PDFDict
  cidFont: PDFDict
  descriptor: PDFDict
  /** Registers a stream. */
  stream(data: string | Uint8Array, entries?: Literal): PDFRef
}

const name = PDFName.of

/** The glyph of a character in the test font. */
export const glyphOf = (character: string): number => character.charCodeAt(0) - 31
export const shown = (text: string): string =>
  `<${[...text].map((c) => glyphOf(c).toString(16).padStart(4, '0')).join('')}>`

export const toUnicodeMap = (pairs = '1 beginbfrange <0001> <005F> <0020> endbfrange'): string =>
  `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
${pairs}
endcmap end end`

/**
 * A tagged PDF of one page that violates nothing, unless `edit` breaks it.
 *
 * @param body what the root element, Document, holds.
 * @param save how it is written.
 */
export async function smallPdf(
  edit: (pdf: SmallPdf) => void = () => {},
  body: Node[] = wholeGuide(),
  save: (document: PDFDocument) => Promise<Uint8Array> = saved,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const { context, catalog } = document
  const page = document.addPage([612, 792])
  const writer = new Writer(document, page)
  const root = context.obj({ Type: 'StructTreeRoot', RoleMap: { Title: 'P' } })
  const rootRef = context.register(root)
  root.set(name('K'), context.obj([writer.write(el('Document', body), rootRef)]))
  root.set(name('ParentTree'), context.register(context.obj({ Nums: writer.parents() })))
  catalog.set(name('StructTreeRoot'), rootRef)
  page.node.set(name('StructParents'), context.obj(0))
  page.node.set(name('Tabs'), name('S'))
  page.node.set(name('Annots'), context.obj(writer.annotations))
  const stream = (data: string | Uint8Array, entries: Literal = {}): PDFRef =>
    context.register(context.flateStream(data, entries as Record<string, never>))
  const descriptor = context.obj({
    Type: 'FontDescriptor',
    FontName: 'TESTAA+Square',
    Flags: 4,
    FontFile2: stream(trueType({ widths: new Array(96).fill(500) })),
  })
  const cidFont = context.obj({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: 'TESTAA+Square',
    CIDSystemInfo: {
      Registry: PDFString.of('Adobe'),
      Ordering: PDFString.of('Identity'),
      Supplement: 0,
    },
    CIDToGIDMap: 'Identity',
    DW: 500,
    FontDescriptor: context.register(descriptor),
  })
  const font = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: 'TESTAA+Square',
    Encoding: 'Identity-H',
    DescendantFonts: [context.register(cidFont)],
    ToUnicode: stream(toUnicodeMap()),
  })
  page.node.set(name('Resources'), context.obj({ Font: { F1: context.register(font) } }))
  catalog.set(name('Lang'), PDFString.of('en'))
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }))
  catalog.set(name('ViewerPreferences'), context.obj({ DisplayDocTitle: true }))
  writeBookmark(document, page)
  const info = context.obj({ Title: PDFString.of('A small guide') })
  context.trailerInfo.Info = context.register(info)
  const pdf: SmallPdf = {
    document,
    context,
    catalog,
    page,
    root,
    element: (type) => found(writer.elements, 'S', type),
    annotation: (subtype) =>
      found(
        writer.annotations.map((ref) => context.lookup(ref, PDFDict)),
        'Subtype',
        subtype,
      ),
    content: `/Artifact BMC 0 0 612 9 re f EMC\n${writer.content}`,
    xmp: packet,
    info,
    font,
    cidFont,
    descriptor,
    stream,
  }
  edit(pdf)
  page.node.set(name('Contents'), stream(pdf.content))
  if (pdf.xmp) catalog.set(name('Metadata'), stream(pdf.xmp, { Type: 'Metadata', Subtype: 'XML' }))
  return save(document)
}

const saved = (document: PDFDocument): Promise<Uint8Array> =>
  document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })

/** Writes each object into a stream of its own: what is like another file's is the same bytes. */
export function savedApart({ context }: PDFDocument): Promise<Uint8Array> {
  const refs = context.enumerateIndirectObjects().map(([ref]) => ref)
  const parts = refs.map((ref) => ({
    objects: packObjects(context, new Set(refs.filter((other) => other !== ref))),
    numberOf: (own: number) => own,
    firstKey: 0,
  }))
  const trailer = Object.entries(context.trailerInfo).map(([key, value]) => `/${key} ${value}`)
  return writePdf(parts, trailer.join(''))
}

const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A small guide</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`

function found(dicts: readonly PDFDict[], key: string, value: string): PDFDict {
  const dict = dicts.find((one) => one.get(name(key)) === name(value))
  if (!dict) throw new Error(`The file has no ${value}`)
  return dict
}

function writeBookmark({ context, catalog }: PDFDocument, page: PDFPage): void {
  const ref = context.nextRef()
  const entry = context.obj({
    Title: PDFString.of('One'),
    Parent: ref,
    Dest: [page.ref, name('Fit')],
  })
  const entryRef = context.register(entry)
  context.assign(ref, context.obj({ Type: 'Outlines', First: entryRef, Last: entryRef, Count: 1 }))
  catalog.set(name('Outlines'), ref)
}

/** Writes elements and draws what they show. */
class Writer {
  readonly #document: PDFDocument
  readonly #page: PDFPage
  readonly #owners: PDFRef[] = []
  readonly #holders: PDFRef[] = []
  readonly elements: PDFDict[] = []
  readonly annotations: PDFRef[] = []
  content = ''

  constructor(document: PDFDocument, page: PDFPage) {
    this.#document = document
    this.#page = page
  }

  write(
    { type, text, kids = [], entries = {}, annotation, isDrawn }: Node,
    parent: PDFRef,
  ): PDFRef {
    const { context } = this.#document
    const element = context.obj({ Type: 'StructElem', S: type, P: parent, Pg: this.#page.ref })
    for (const [key, value] of Object.entries(entries))
      element.set(name(key), context.obj(value as Entries))
    this.elements.push(element)
    const ref = context.register(element)
    const held = []
    if (text !== undefined)
      held.push(
        this.#sequence(
          type,
          `BT /F1 12 Tf 1 0 0 1 72 ${720 - this.#owners.length * 16} Tm ${shown(text)} Tj ET`,
          ref,
        ),
      )
    if (isDrawn) held.push(this.#sequence(type, '72 72 100 50 re f', ref))
    if (annotation) held.push(this.#annotation(annotation, ref))
    for (const kid of kids) held.push(this.write(kid, ref))
    element.set(name('K'), context.obj(held))
    return ref
  }

  #sequence(type: string, drawing: string, owner: PDFRef): number {
    const mcid = this.#owners.push(owner) - 1
    this.content += `/${type} <</MCID ${mcid}>> BDC\n${drawing}\nEMC\n`
    return mcid
  }

  #annotation(annotation: Literal, holder: PDFRef): PDFDict {
    const { context } = this.#document
    const key = this.#holders.push(holder)
    const dict = { Type: 'Annot', Rect: [72, 700, 90, 712], StructParent: key, ...annotation }
    const ref = context.register(context.obj(dict as Entries))
    this.annotations.push(ref)
    return context.obj({ Type: 'OBJR', Obj: ref, Pg: this.#page.ref })
  }

  parents(): Entries {
    const annotations = this.#holders.flatMap((holder, index) => [index + 1, holder])
    return [0, this.#owners, ...annotations] as Entries
  }
}
