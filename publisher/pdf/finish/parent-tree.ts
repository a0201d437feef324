import type { PDFObject } from 'pdf-lib'
import { PDFArray, type PDFContext, PDFDict, type PDFDocument, PDFNumber, PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/**
 * The parent tree, flat: by the keys that pages (`StructParents`) and annotations (`StructParent`)
 * carry, an array of elements or one element (ISO 32000-1, 14.7.4.4).
 */
export function readParentTree(context: PDFContext, root: PDFDict): Map<number, PDFObject> {
  const entries = new Map<number, PDFObject>()
  const visit = (node: PDFDict): void => {
    const numbers = node.lookupMaybe(name('Nums'), PDFArray)
    for (let at = 0; numbers && at + 1 < numbers.size(); at += 2)
      entries.set(numbers.lookup(at, PDFNumber).asNumber(), numbers.get(at + 1))
    const kids = node.lookupMaybe(name('Kids'), PDFArray)
    for (let at = 0; kids && at < kids.size(); at++) visit(kids.lookup(at, PDFDict))
  }
  const tree = context.lookup(root.get(name('ParentTree')))
  if (tree instanceof PDFDict) visit(tree)
  return entries
}

/**
 * Numbers the parent tree's keys anew: page by page, each page's own key and then its annotations'.
 * Chromium gives keys to annotations that are joined later, and to fewer where it joined them itself.
 *
 * @returns what each key leads to: an array of elements for a page, an element for an annotation.
 */
export function numberParents(
  document: PDFDocument,
  entries: ReadonlyMap<number, PDFObject>,
): PDFRef[] {
  const { context } = document
  const numbered: PDFRef[] = []
  const number = (holder: PDFDict, key: 'StructParents' | 'StructParent'): void => {
    const old = holder.lookupMaybe(name(key), PDFNumber)?.asNumber()
    const entry = old === undefined ? undefined : entries.get(old)
    if (!entry) return
    holder.set(name(key), PDFNumber.of(numbered.length))
    numbered.push(entry instanceof PDFRef ? entry : context.register(entry))
  }
  for (const { node } of document.getPages()) {
    number(node, 'StructParents')
    const annotations = node.lookupMaybe(name('Annots'), PDFArray)
    for (let at = 0; annotations && at < annotations.size(); at++)
      number(annotations.lookup(at, PDFDict), 'StructParent')
  }
  return numbered
}
