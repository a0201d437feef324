import { type PDFContext, type PDFDict, PDFHexString, type PDFRef } from 'pdf-lib'
import { name } from '../pdf-name.ts'

/** A bookmark. */
export interface Bookmark {
  title: string
  /** Index of its page. */
  page: number
  /** Points below the page's upper edge. */
  top: number
  children: Bookmark[]
}

/**
 * Writes the bookmarks, closed below the first level (ISO 32000-1, 12.3.3).
 *
 * @param pages the pages' references, and how high each is in points.
 */
export function writeOutline(
  context: PDFContext,
  catalog: PDFDict,
  bookmarks: readonly Bookmark[],
  { pages, height }: { pages: readonly PDFRef[]; height: number },
): void {
  const root = context.nextRef()
  const write = (level: readonly Bookmark[], parent: PDFRef): PDFRef[] => {
    const refs = level.map(() => context.nextRef())
    for (const [index, bookmark] of level.entries()) {
      const ref = refs[index]
      const page = pages[bookmark.page]
      if (!ref || !page) throw new Error(`No page ${bookmark.page} for a bookmark`)
      const children = write(bookmark.children, ref)
      const entry = context.obj({
        Title: PDFHexString.fromText(bookmark.title),
        Parent: parent,
        Dest: [page, 'XYZ', null, Math.round(height - bookmark.top), null],
      })
      const previous = refs[index - 1]
      const next = refs[index + 1]
      if (previous) entry.set(name('Prev'), previous)
      if (next) entry.set(name('Next'), next)
      const [first] = children
      const last = children.at(-1)
      if (first && last) {
        entry.set(name('First'), first)
        entry.set(name('Last'), last)
        entry.set(name('Count'), context.obj(-children.length))
      }
      context.assign(ref, entry)
    }
    return refs
  }
  const refs = write(bookmarks, root)
  const [first] = refs
  const last = refs.at(-1)
  if (!first || !last) return
  context.assign(
    root,
    context.obj({ Type: 'Outlines', First: first, Last: last, Count: refs.length }),
  )
  catalog.set(name('Outlines'), root)
}

/** Writes the pages' labels: roman numerals up to the first page of the text, then from 1 on. */
export function writePageLabels(context: PDFContext, catalog: PDFDict, frontPages: number): void {
  const ranges = frontPages > 0 ? [0, { S: 'r' }, frontPages, { S: 'D' }] : [0, { S: 'D' }]
  catalog.set(name('PageLabels'), context.obj({ Nums: ranges }))
}
