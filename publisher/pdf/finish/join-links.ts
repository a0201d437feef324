import type { PDFObject } from 'pdf-lib'
import { PDFArray, type PDFContext, PDFDict, type PDFDocument, PDFNumber } from 'pdf-lib'
import { name } from '../pdf-name.ts'
import type { Box } from './mark-content.ts'
import { union } from './mark-content.ts'

/** Points between two pieces that are one to the eye. */
const touching = 1

/**
 * Joins the annotations of one link that touch on one line. Where a link holds something emphasised,
 * Chromium gives it one annotation for the line or one for each piece, by chance.
 *
 * @param entries the parent tree's: annotations belong together where it names one element for them.
 */
export function joinLinks(document: PDFDocument, entries: ReadonlyMap<number, PDFObject>): void {
  const { context } = document
  for (const { node } of document.getPages()) {
    const annotations = node.lookupMaybe(name('Annots'), PDFArray)
    if (!annotations) continue
    const kept: PDFObject[] = []
    let last: Piece | null = null
    for (const object of annotations.asArray()) {
      const piece = pieceOf(context.lookup(object, PDFDict), entries)
      if (last && piece && areOne(last, piece)) {
        last.box = union(last.box, piece.box)
        last.annotation.set(name('Rect'), context.obj(last.box))
        forget(context, object, piece.element)
        continue
      }
      kept.push(object)
      last = piece
    }
    if (kept.length < annotations.size()) node.set(name('Annots'), context.obj(kept))
  }
}

interface Piece {
  annotation: PDFDict
  box: Box
  /** The structure element that holds it. */
  element: PDFObject
}

function pieceOf(annotation: PDFDict, entries: ReadonlyMap<number, PDFObject>): Piece | null {
  const key = annotation.lookupMaybe(name('StructParent'), PDFNumber)?.asNumber()
  const element = key === undefined ? undefined : entries.get(key)
  if (!element || annotation.get(name('Subtype')) !== name('Link')) return null
  const { x, y, width, height } = annotation.lookup(name('Rect'), PDFArray).asRectangle()
  return { annotation, element, box: [x, y, x + width, y + height] }
}

function areOne(a: Piece, b: Piece): boolean {
  if (a.element !== b.element) return false
  const common = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1])
  const lower = Math.min(a.box[3] - a.box[1], b.box[3] - b.box[1])
  return common > lower / 2 && b.box[0] - a.box[2] <= touching && a.box[0] - b.box[2] <= touching
}

function forget(context: PDFContext, annotation: PDFObject, element: PDFObject): void {
  const holder = context.lookup(element, PDFDict)
  const kids = holder.lookup(name('K'), PDFArray).asArray()
  const isOf = (kid: PDFObject): boolean => {
    const reference = context.lookup(kid)
    return reference instanceof PDFDict && reference.get(name('Obj')) === annotation
  }
  holder.set(name('K'), context.obj(kids.filter((kid) => !isOf(kid))))
}
