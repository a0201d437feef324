import { PdfArray, type PdfDict, type PdfRef } from '@libpdf/core'
import { type DrawnContent, readDrawnContent } from './drawn-content.ts'
import { PdfFile, type Value } from './pdf-file.ts'
import {
  type ObjectReference,
  pathOf,
  readNumberTree,
  readStructureTree,
  type StructureElement,
  type StructureTree,
} from './structure-tree.ts'
import type { Report, ViolationPlace } from './violation.ts'

/** A finished PDF as the rules see it. */
export interface CheckedPdf {
  file: PdfFile
  /** Null where there is no structure tree: rules about its elements have nothing to say then. */
  tree: StructureTree | null
  drawn: DrawnContent
  parentTree: ReadonlyMap<number, Value>
  /** Elements that hold an annotation or a form as a whole, by its object number. */
  holders: ReadonlyMap<number, StructureElement>
}

/** Reports every violation of a few related conditions. */
export type Rule = (pdf: CheckedPdf, report: Report) => void

export async function readCheckedPdf(bytes: Uint8Array): Promise<CheckedPdf> {
  const file = await PdfFile.read(bytes)
  const tree = readStructureTree(file)
  const holders = new Map<number, StructureElement>()
  for (const element of tree?.elements ?? [])
    for (const kid of element.kids) if (isHeld(kid)) holders.set(kid.object, element)
  return {
    file,
    tree,
    drawn: readDrawnContent(file),
    parentTree: readNumberTree(file, file.dict(tree?.root, 'ParentTree')),
    holders,
  }
}

const isHeld = (
  kid: StructureElement['kids'][number],
): kid is ObjectReference & { object: number } => kid.kind === 'object' && kid.object !== null

/** Where an element is. The way to it is found where somebody asks. */
export const placeOf = (element: StructureElement, tree: StructureTree): ViolationPlace => ({
  page: element.page,
  object: element.object,
  get structurePath() {
    return pathOf(element, tree)
  },
})

export interface Annotation {
  dict: PdfDict
  subtype: string
  object: number | null
  page: number
}

/** By the file: several rules ask. */
const annotationsRead = new WeakMap<PdfFile, readonly Annotation[]>()

/** All pages' annotations, in order. */
export function annotationsOf(file: PdfFile): readonly Annotation[] {
  const known = annotationsRead.get(file) ?? readAnnotations(file)
  annotationsRead.set(file, known)
  return known
}

function readAnnotations(file: PdfFile): Annotation[] {
  return file.pages.flatMap(({ dict: page, number }) => {
    const listed = file.at(page, 'Annots')
    if (!(listed instanceof PdfArray)) return []
    return listed.toArray().flatMap((value) => {
      const dict = file.resolve(value)
      if (dict?.type !== 'dict') return []
      const object = value.type === 'ref' ? (value as PdfRef).objectNumber : null
      return [
        {
          dict: dict as PdfDict,
          subtype: file.name(dict as PdfDict, 'Subtype') ?? '',
          object,
          page: number,
        },
      ]
    })
  })
}
