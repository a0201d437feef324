import type { Place, Places } from '../pdf/read-places.ts'
import { type ContentsEntry, contentsTitle } from './front-matter.ts'

/** A page of the guide, and what stands on it beside the text. */
export interface PrintedPage {
  kind: 'cover' | 'front' | 'opening' | 'text' | 'blank'
  /** The page's label: "iv", "12". */
  label: string
  /** The chapter's title, or of what else the page belongs to. */
  chapter: string
  /** The section in force: the first to begin on the page, else the one that goes on. */
  section: string
  /** Id of the chapter that opens here, else ''. */
  opens: string
}

/**
 * Names every page: the front matter in roman numerals, the text from 1.
 *
 * @param blanksBefore ids of the chapters that a blank page goes before.
 */
export function printedPages(
  { pageCount, places }: Places,
  contents: readonly ContentsEntry[],
  frontTitle: string,
  blanksBefore: ReadonlySet<string> = new Set(),
): PrintedPage[] {
  const pageOf = (id: string): number => {
    const place = places.get(id)
    if (!place) throw new Error(`The printed document has no place ${JSON.stringify(id)}`)
    return place.page
  }
  const starts = contents.map((entry) => ({ entry, page: pageOf(entry.id) }))
  const firstPage = starts[0]?.page ?? pageCount
  const pages: PrintedPage[] = []
  for (let page = 0; page < pageCount; page++) {
    const label = page < firstPage ? romanNumeral(page + 1) : String(page - firstPage + 1)
    const current = starts.findLast((start) => start.page <= page)
    const next = starts.find((start) => start.page === page + 1)
    const section = sectionOn(page, current?.entry.children ?? [], pageOf)
    const blank = next !== undefined && blanksBefore.has(next.entry.id)
    pages.push({
      kind: blank
        ? 'blank'
        : page === 0
          ? 'cover'
          : !current
            ? 'front'
            : current.page === page && current.entry.number
              ? 'opening'
              : 'text',
      label,
      chapter: current?.entry.title ?? frontTitle,
      section,
      opens: current?.page === page ? current.entry.id : '',
    })
  }
  return pages
}

function sectionOn(
  page: number,
  sections: readonly ContentsEntry[],
  pageOf: (id: string) => number,
): string {
  const begun = sections.filter(({ id }) => pageOf(id) <= page)
  const here = begun.find(({ id }) => pageOf(id) === page)
  return (here ?? begun.at(-1))?.title ?? ''
}

/** Pages and places of a piece, counted within it. */
export interface PieceLength extends Places {
  id: string
}

/**
 * Which pieces need a blank page before them to open on a right-hand page. The first page of the file
 * is a right-hand one. The contents follow the colophon as they come.
 */
export function blanksBefore(pieces: readonly PieceLength[]): Set<string> {
  const needed = new Set<string>()
  let page = 0
  for (const { id, pageCount } of pieces) {
    if (page % 2 === 1 && id !== contentsTitle) {
      needed.add(id)
      page++
    }
    page += pageCount
  }
  return needed
}

/** Where everything is when the pieces are bound in order, with blank pages before some. */
export function placesInGuide(pieces: readonly PieceLength[], blanks: ReadonlySet<string>): Places {
  const places = new Map<string, Place>()
  let first = 0
  for (const piece of pieces) {
    if (blanks.has(piece.id)) first++
    for (const [id, { page, top }] of piece.places) places.set(id, { page: first + page, top })
    first += piece.pageCount
  }
  return { pageCount: first, places }
}

/** 1 to "i", 4 to "iv": for front matter, so up to some hundreds. */
export function romanNumeral(number: number): string {
  const values: [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = number
  let numeral = ''
  for (const [value, letters] of values)
    while (rest >= value) {
      numeral += letters
      rest -= value
    }
  return numeral
}
