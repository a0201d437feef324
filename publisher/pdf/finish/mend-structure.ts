import type { PDFContext, PDFDocument, PDFObject } from 'pdf-lib'
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  PDFRef,
  PDFString,
} from 'pdf-lib'
import { name } from '../pdf-name.ts'
import { joinLinks } from './join-links.ts'
import { type Box, type Span, union } from './mark-content.ts'
import { numberParents, readParentTree } from './parent-tree.ts'
import { unwrapRuns } from './unwrap-runs.ts'

/** Structure types as the print document names them, in lower case, in a private-use subtag. */
const typesByTag: Readonly<Record<string, string>> = {
  note: 'Note',
  sect: 'Sect',
  title: 'Title',
  toc: 'TOC',
  toci: 'TOCI',
}

/** What Chromium writes and PDF 1.7 does not know, by what stands for it (ISO 32000-1, 14.8.4). */
export const roleMap = { Em: 'Span', Strong: 'Span', Title: 'P' }

export interface StructureFacts {
  lang: string
  /** What the elements right within the document's have as their parent. */
  parent: PDFRef
  /** Begins the ids of elements. */
  idPrefix: string
  /** What each link says, by its address. */
  linkTexts: ReadonlyMap<string, string>
  /** What each marked-content sequence draws, by page and MCID. */
  boxes: ReadonlyMap<PDFRef, ReadonlyMap<number, Box>>
  /** The sequences that only paint shapes, by page and MCID. */
  shapes: ReadonlyMap<PDFRef, ReadonlyMap<number, Span>>
}

/** The structure tree of a piece, without its root. */
export interface MendedStructure {
  /**
   * The sequences that left the tree, by page: rules, grounds and borders, which Chromium tags as content
   * of what they decorate (and so as content of tables and lists, which may hold none).
   */
  ornaments: Map<PDFRef, number[]>
  /** The elements right within the document's. */
  elements: PDFRef[]
  /** By key of the parent tree. */
  parents: PDFRef[]
  /** Ids in hexadecimal. */
  ids: [id: string, element: PDFRef][]
}

/**
 * Mends the structure tree that Chromium wrote: types by the tags of the print document, bodies of
 * list items, notes and references with ids, figures with bounding boxes, links that say where they
 * lead, header cells with ids that do not depend on the browser's session.
 *
 * @throws where the document has no structure tree of one document.
 */
export function mendStructure(document: PDFDocument, facts: StructureFacts): MendedStructure {
  const { context, catalog } = document
  const root = context.lookup(catalog.get(name('StructTreeRoot')), PDFDict)
  const parents = readParentTree(context, root)
  joinLinks(document, parents)
  const tree = new StructureTree(context, facts, namesOfIdTree(context, root))
  const [top, ...others] = tree.kids(root)
  if (!top?.element || typeOf(top.element) !== 'Document' || others.length > 0)
    throw new Error('A structure tree that is not one document')
  tree.mend(top, { lang: facts.lang, within: '', page: undefined, inFigure: false })
  tree.renameHeaders()
  unwrapRuns(context, top.element, parents)
  for (const [page, mcids] of tree.ornaments) {
    const key = context.lookup(page, PDFDict).lookup(name('StructParents'), PDFNumber).asNumber()
    const ofPage = context.lookup(parents.get(key), PDFArray)
    for (const mcid of mcids) ofPage.set(mcid, PDFNull)
  }
  const elements = tree.kids(top.element).map(({ object, element }) => {
    if (!(element && object instanceof PDFRef)) throw new Error('Content right within the document')
    element.set(name('P'), facts.parent)
    return object
  })
  return {
    ornaments: tree.ornaments,
    elements,
    parents: numberParents(document, parents),
    ids: tree.ids,
  }
}

interface Kid {
  /** As it stands in the parent's `K`. */
  object: PDFObject
  /** The structure element, or null for content and object references. */
  element: PDFDict | null
}

interface Surroundings {
  lang: string
  /** The nearest type of an element around. */
  within: string
  page: PDFObject | undefined
  /** Shapes are what a figure shows, and ornaments elsewhere. */
  inFigure: boolean
}

class StructureTree {
  readonly #context: PDFContext
  readonly #facts: StructureFacts
  /** Elements' ids as Chromium wrote them: `node00000042`, counted by its session. */
  readonly #oldIds: Map<PDFRef, string>
  readonly #newIds = new Map<string, PDFHexString>()
  readonly ids: [id: string, element: PDFRef][] = []
  readonly #tableCells: PDFDict[] = []
  readonly ornaments = new Map<PDFRef, number[]>()

  constructor(context: PDFContext, facts: StructureFacts, oldIds: Map<PDFRef, string>) {
    this.#context = context
    this.#facts = facts
    this.#oldIds = oldIds
  }

  kids(element: PDFDict): Kid[] {
    const k = element.get(name('K'))
    const resolved = k instanceof PDFRef ? this.#context.lookup(k) : k
    const objects = resolved instanceof PDFArray ? resolved.asArray() : k === undefined ? [] : [k]
    return objects.map((object) => {
      const value = object instanceof PDFRef ? this.#context.lookup(object) : object
      return { object, element: value instanceof PDFDict && value.has(name('S')) ? value : null }
    })
  }

  mend({ object, element }: Kid, around: Surroundings): void {
    if (!element) return
    const { lang, within } = around
    const own = this.#language(element, lang)
    if (typeOf(element) === 'Figure' && !element.has(name('Alt'))) setType(element, 'Sect')
    const reference = object instanceof PDFRef ? object : null
    const annotations = this.#annotations(element)
    if (annotations.length > 0) setType(element, 'Link')
    for (const annotation of annotations) this.#describe(annotation)
    const type = typeOf(element)
    if (type === 'Note') this.#identify(element, reference, 'note')
    if (type === 'TH' && reference && this.#oldIds.has(reference))
      this.#identify(element, reference, 'header')
    if (type === 'TD' || type === 'TH') this.#tableCells.push(element)
    if (type === 'Figure') this.#bound(element)
    const page = element.get(name('Pg')) ?? around.page
    const inFigure = around.inFigure || type === 'Figure'
    if (!inFigure) this.#removeOrnaments(element, page)
    if (type === 'LI') this.#wrapBody(element, reference)
    for (const kid of this.kids(element))
      this.mend(kid, { lang: own, within: type || within, page, inFigure })
    if (reference) this.#wrapReferences(element, reference)
  }

  #removeOrnaments(element: PDFDict, page: PDFObject | undefined): void {
    const kids = this.kids(element)
    const kept = kids.filter(({ object, element: kid }) => {
      if (kid) return true
      const value = object instanceof PDFRef ? this.#context.lookup(object) : object
      const reference = value instanceof PDFDict ? value : null
      const on = reference?.get(name('Pg')) ?? page
      const mcid = reference ? reference.get(name('MCID')) : value
      if (!(on instanceof PDFRef && mcid instanceof PDFNumber)) return true
      if (!this.#facts.shapes.get(on)?.has(mcid.asNumber())) return true
      const listed = this.ornaments.get(on)
      if (listed) listed.push(mcid.asNumber())
      else this.ornaments.set(on, [mcid.asNumber()])
      return false
    })
    if (kept.length === kids.length) return
    if (kept.length === 0) element.delete(name('K'))
    else element.set(name('K'), this.#context.obj(kept.map(({ object }) => object)))
  }

  /** Reads the type out of the language, and leaves a language only where it is another. */
  #language(element: PDFDict, around: string): string {
    const written = element.get(name('Lang'))
    if (!(written instanceof PDFString || written instanceof PDFHexString)) return around
    const [lang = '', tag] = written.decodeText().split('-x-')
    const type = tag === undefined ? undefined : typesByTag[tag]
    if (type) setType(element, type)
    if (lang === around) element.delete(name('Lang'))
    else element.set(name('Lang'), PDFString.of(lang))
    return lang
  }

  #annotations(element: PDFDict): PDFDict[] {
    return this.kids(element).flatMap(({ object, element: kid }) => {
      if (kid) return []
      const value = object instanceof PDFRef ? this.#context.lookup(object) : object
      if (!(value instanceof PDFDict) || value.get(name('Type')) !== name('OBJR')) return []
      const annotation = this.#context.lookup(value.get(name('Obj')))
      return annotation instanceof PDFDict && annotation.get(name('Subtype')) === name('Link')
        ? [annotation]
        : []
    })
  }

  /** PDF/UA-1, 7.18.5: every link has a description in `Contents`. */
  #describe(annotation: PDFDict): void {
    const address = addressOf(annotation, this.#context)
    const text = this.#facts.linkTexts.get(address) || address.replace(/^#/, '')
    annotation.set(name('Contents'), PDFHexString.fromText(text))
  }

  #identify(element: PDFDict, reference: PDFRef | null, kind: string): void {
    if (!reference) throw new Error(`A ${kind} that is not an indirect object cannot have an id`)
    const count = String(this.ids.length + 1).padStart(6, '0')
    const id = Buffer.from(`${this.#facts.idPrefix}/${kind}${count}`, 'utf8').toString('hex')
    element.set(name('ID'), PDFHexString.of(id))
    this.ids.push([id, reference])
    const old = this.#oldIds.get(reference)
    if (old) this.#newIds.set(old, PDFHexString.of(id))
  }

  /** PDF/UA-1, 7.3: a figure says where it is. */
  #bound(element: PDFDict): void {
    const box = this.#boxOf(element, null)
    if (!box) return
    const attributes = this.#context.obj({
      O: 'Layout',
      Placement: 'Block',
      BBox: box.map((value) => Math.round(value * 100) / 100),
    })
    const written = element.get(name('A'))
    if (written instanceof PDFArray) written.push(attributes)
    else element.set(name('A'), written ? this.#context.obj([written, attributes]) : attributes)
  }

  #boxOf(element: PDFDict, pageAround: PDFObject | null): Box | null {
    const page = element.get(name('Pg')) ?? pageAround
    let box: Box | null = null
    for (const { object, element: kid } of this.kids(element)) {
      const value = object instanceof PDFRef ? this.#context.lookup(object) : object
      const found = kid
        ? this.#boxOf(kid, page)
        : value instanceof PDFNumber
          ? this.#contentBox(page, value.asNumber())
          : value instanceof PDFDict && value.has(name('MCID'))
            ? this.#contentBox(
                value.get(name('Pg')) ?? page,
                value.lookup(name('MCID'), PDFNumber).asNumber(),
              )
            : null
      if (found) box = box ? union(box, found) : found
    }
    return box
  }

  #contentBox(page: PDFObject | null | undefined, mcid: number): Box | null {
    return page instanceof PDFRef ? (this.#facts.boxes.get(page)?.get(mcid) ?? null) : null
  }

  /** All of a list item but its label goes into its body (ISO 32000-1, table 336). */
  #wrapBody(element: PDFDict, reference: PDFRef | null): void {
    const kids = this.kids(element)
    const isOutside = ({ element: kid }: Kid) =>
      kid !== null && ['Lbl', 'LBody'].includes(typeOf(kid))
    const inside = kids.filter((kid) => !isOutside(kid))
    if (inside.length === 0 || !reference) return
    if (inside.some(({ element: kid }) => !kid))
      throw new Error('A list item holds content of its own, which cannot be put into a body')
    const body = this.#wrapper('LBody', reference, inside)
    element.set(
      name('K'),
      this.#context.obj([...kids.filter(isOutside).map(({ object }) => object), body]),
    )
  }

  /** Links to notes, to the bibliography and from the contents are references as well. */
  #wrapReferences(element: PDFDict, reference: PDFRef): void {
    if (typeOf(element) === 'Reference') return
    const kids = this.kids(element)
    const refers = (kid: Kid): boolean => {
      if (!kid.element || typeOf(kid.element) !== 'Link') return false
      if (typeOf(element) === 'TOCI') return true
      return this.#annotations(kid.element).some((annotation) =>
        /^#(?:note|entry)_/.test(addressOf(annotation, this.#context)),
      )
    }
    if (!kids.some(refers)) return
    element.set(
      name('K'),
      this.#context.obj(
        kids.map((kid) =>
          refers(kid) ? this.#wrapper('Reference', reference, [kid]) : kid.object,
        ),
      ),
    )
  }

  #wrapper(type: string, parent: PDFRef, kids: readonly Kid[]): PDFRef {
    const wrapper = this.#context.register(
      this.#context.obj({
        Type: 'StructElem',
        S: type,
        P: parent,
        K: kids.map(({ object }) => object),
      }),
    )
    for (const { element } of kids) element?.set(name('P'), wrapper)
    return wrapper
  }

  /** Cells that name their headers name them anew. */
  renameHeaders(): void {
    for (const cell of this.#tableCells) this.#renameHeadersOf(cell)
  }

  #renameHeadersOf(cell: PDFDict): void {
    const attributes = cell.get(name('A'))
    const listed = attributes instanceof PDFArray ? attributes.asArray() : [attributes]
    for (const one of listed) {
      const dictionary = one instanceof PDFRef ? this.#context.lookup(one) : one
      if (!(dictionary instanceof PDFDict)) continue
      const headers = dictionary.get(name('Headers'))
      if (!(headers instanceof PDFArray)) continue
      dictionary.set(
        name('Headers'),
        this.#context.obj(
          headers.asArray().map((id) => {
            const old = textOf(id)
            const renamed = this.#newIds.get(old)
            if (!renamed) throw new Error(`A cell names a header that is not there: ${old}`)
            return renamed
          }),
        ),
      )
    }
  }
}

function namesOfIdTree(context: PDFContext, root: PDFDict): Map<PDFRef, string> {
  const ids = new Map<PDFRef, string>()
  const visit = (object: PDFObject | undefined): void => {
    const node = object instanceof PDFRef ? context.lookup(object) : object
    if (!(node instanceof PDFDict)) return
    const names = node.get(name('Names'))
    if (names instanceof PDFArray)
      for (let at = 0; at + 1 < names.size(); at += 2) {
        const element = names.get(at + 1)
        if (element instanceof PDFRef) ids.set(element, textOf(names.get(at)))
      }
    const kids = node.get(name('Kids'))
    if (kids instanceof PDFArray) for (const kid of kids.asArray()) visit(kid)
  }
  visit(root.get(name('IDTree')))
  return ids
}

/** Where a link leads: `#id` within the document, else its URI. */
function addressOf(annotation: PDFDict, context: PDFContext): string {
  const destination = annotation.get(name('Dest'))
  if (destination instanceof PDFName) return `#${destination.decodeText()}`
  if (destination) return `#${textOf(destination)}`
  const action = context.lookup(annotation.get(name('A')))
  return action instanceof PDFDict ? textOf(context.lookup(action.get(name('URI')))) : ''
}

const textOf = (object: PDFObject | undefined): string =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : ''

const typeOf = (element: PDFDict): string => {
  const type = element.get(name('S'))
  return type instanceof PDFName ? type.asString().slice(1) : ''
}

const setType = (element: PDFDict, type: string): void => element.set(name('S'), name(type))
