import type { PDFObject } from 'pdf-lib'
import { PDFArray, type PDFContext, PDFDict, type PDFName, PDFNumber, PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** Types that may hold content themselves (ISO 32000-1, 14.8.4), as Chromium writes them and we mend them. */
const holders = new Set(
  'P H1 H2 H3 H4 H5 H6 Title Caption TH TD Note Link Lbl Span Em Strong Quote Code'
    .split(' ')
    .map((type) => name(type)),
)

/** What an element has that only wraps. */
const plain = new Set(['Type', 'S', 'P', 'Pg', 'K'].map((key) => name(key)))

/**
 * Gives runs of text to the elements that they are of. Chromium wraps each run in a NonStruct of its own,
 * which says nothing (ISO 32000-1, table 334) and is two of five elements: whoever reads the file has as many
 * fewer to go through.
 *
 * @param top what the elements are in.
 * @param parents the parent tree's entries, which are made to lead to the elements that hold the text now.
 */
export function unwrapRuns(
  context: PDFContext,
  top: PDFDict,
  parents: ReadonlyMap<number, PDFObject>,
): void {
  const visit = (element: PDFDict, reference: PDFRef | null): void => {
    const kids = kidsOf(element, context)
    const unwrapped =
      reference && holders.has(element.get(name('S')) as PDFName)
        ? kids.flatMap((kid) => contentOf(kid, element, reference))
        : kids
    if (unwrapped !== kids) element.set(name('K'), context.obj(unwrapped))
    for (const kid of unwrapped) {
      const inner = elementOf(kid, context)
      if (inner) visit(inner, kid instanceof PDFRef ? kid : null)
    }
  }
  /** What stands for a kid: the content that it wraps, or itself. */
  const contentOf = (kid: PDFObject, element: PDFDict, reference: PDFRef): PDFObject[] => {
    const wrapper = elementOf(kid, context)
    if (!wrapper || !isPlainWrapper(wrapper)) return [kid]
    const page = wrapper.get(name('Pg'))
    const content = kidsOf(wrapper, context)
    if (!(page instanceof PDFRef && content.every((one) => one instanceof PDFNumber))) return [kid]
    const found = parents.get(
      context.lookup(page, PDFDict).lookup(name('StructParents'), PDFNumber).asNumber(),
    )
    const ofPage = context.lookup(found, PDFArray)
    for (const mcid of content) ofPage.set(mcid.asNumber(), reference)
    if (!element.has(name('Pg'))) element.set(name('Pg'), page)
    if (element.get(name('Pg')) === page) return content
    return content.map((mcid) => context.obj({ Type: 'MCR', Pg: page, MCID: mcid }))
  }
  visit(top, null)
}

function isPlainWrapper(element: PDFDict): boolean {
  return (
    element.get(name('S')) === name('NonStruct') && element.keys().every((key) => plain.has(key))
  )
}

function elementOf(kid: PDFObject, context: PDFContext): PDFDict | null {
  const value = kid instanceof PDFRef ? context.lookup(kid) : kid
  return value instanceof PDFDict && value.has(name('S')) ? value : null
}

function kidsOf(element: PDFDict, context: PDFContext): PDFObject[] {
  const k = element.get(name('K'))
  const value = k instanceof PDFRef ? context.lookup(k) : k
  if (value instanceof PDFArray) return value.asArray()
  return k === undefined ? [] : [k]
}
