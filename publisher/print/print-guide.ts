import { guideToHast } from '../hast/guide-to-hast.ts'
import { type Places, readPlaces } from '../pdf/read-places.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { PrintSettings } from '../settings/print-settings.ts'
import type { Theme } from '../theme/theme.ts'
import { type Filling, fill, hidePictures, type Measures, measure } from './fill-pass.ts'
import type { ContentsEntry } from './front-matter.ts'
import { guideDocument } from './guide-document.ts'
import { hyphenatorsOf } from './hyphenate.ts'
import { blanksBefore, type PrintedPage, printedPages } from './page-numbers.ts'
import { type Paper, paperCss, papers } from './paper.ts'
import { placeNotes } from './place-notes.ts'
import type { PrintBrowser, PrintDocument, ReadResource } from './print-browser.ts'
import { printResources, printStyles } from './resources.ts'
import { underlayDocument } from './underlay-document.ts'

/** A guide as the browser printed it: all that finishing the PDF needs. */
export interface PrintedGuide {
  /** The text as Chromium tags it. */
  text: Uint8Array
  /** Grounds, running heads and folios, a page for a page of the text. */
  underlay: Uint8Array
  pages: PrintedPage[]
  places: Places['places']
  contents: ContentsEntry[]
  /** What each link says, by its address (`#id` within the guide). */
  linkTexts: ReadonlyMap<string, string>
  /** All characters of the document. */
  characters: ReadonlySet<string>
}

export interface PrintGuideOptions {
  settings: PrintSettings
  theme: Theme
  onPass?: (pass: number) => void
  signal?: AbortSignal
  /** Ids of the chapters to print; all where it is left out. */
  chapters?: readonly string[]
}

/** Two passes are the rule; a third where a number moved. */
const mostPasses = 5

/**
 * Prints a guide: once to learn where everything is, again with the numbers of pages filled in and
 * the notes in their places, and once more while anything moves.
 *
 * @throws {PictureMissing} {PrintFailed}
 */
export async function printGuide(
  bundle: ReleaseBundle,
  browser: PrintBrowser,
  options: PrintGuideOptions,
): Promise<PrintedGuide> {
  const { settings, theme } = options
  const styles = await printStyles(bundle, theme)
  const readResource = await printResources(bundle, styles)
  const paper = papers[settings.paper]
  const sizes = paperCss(paper, settings.duplex)
  const hast = guideToHast(bundle.guide, {
    notes: 'end',
    chapters: options.chapters ? new Set(options.chapters) : null,
  })
  const hyphenators = await hyphenatorsOf(hast)
  const noRoom = new Set<string>()
  for (;;) {
    const document = guideDocument(hast, bundle.release, {
      css: `${sizes}${styles.text}`,
      noRoom,
      settings,
      logo: theme.logo,
      hyphenators,
    })
    const job: Job = {
      paper,
      browser,
      readResource,
      contents: document.contents,
      linkTexts: document.linkTexts,
      characters: new Set(document.html),
      title: hast.guide.frontMatter.title,
      underlayOf: (pages) =>
        underlayDocument(pages, {
          title: hast.guide.frontMatter.title,
          slug: hast.guide.frontMatter.slug,
          lang: hast.guide.frontMatter.lang,
          paper,
          drawing: theme.drawing,
          css: `${sizes}${styles.underlay}`,
        }),
      ...options,
    }
    const result = await browser.withDocument(
      document.html,
      readResource,
      (loaded) => printInPasses(loaded, job),
      options.signal,
    )
    if (!('noRoom' in result)) return result
    // Rare: a page with more notes than it has room for. They go to the chapter's end.
    for (const id of result.noRoom) noRoom.add(id)
  }
}

interface Job extends PrintGuideOptions {
  paper: Paper
  browser: PrintBrowser
  readResource: ReadResource
  contents: ContentsEntry[]
  linkTexts: ReadonlyMap<string, string>
  characters: ReadonlySet<string>
  title: string
  underlayOf: (pages: readonly PrintedPage[]) => string
}

async function printInPasses(
  document: PrintDocument,
  job: Job,
): Promise<PrintedGuide | { noRoom: string[] }> {
  const measures = await document.run(measure, undefined)
  const references = await document.run(
    () =>
      [...globalThis.document.querySelectorAll<HTMLElement>('[data-reference]')].map(
        (reference) => ({
          to: reference.dataset.reference ?? '',
          from: reference.previousElementSibling?.id ?? '',
        }),
      ),
    undefined,
  )
  job.onPass?.(1)
  await document.run(hidePictures, undefined)
  let places = readPlaces(await document.print({ tagged: false }), job.paper.margin.top)
  let shifts: Record<string, number> = {}
  let blanks = new Set<string>()
  const nearReferences = references.flatMap(({ to, from }, index) =>
    from && places.places.get(to)?.page === places.places.get(from)?.page ? [index] : [],
  )
  for (let pass = 2; pass <= mostPasses; pass++) {
    job.onPass?.(pass)
    const moved = job.settings.duplex ? blanksBefore(places, job.contents, blanks) : blanks
    const notes = notesPlaced(places, measures, shifts, job.paper)
    if (notes.noRoom.length > 0) return { noRoom: notes.noRoom }
    const expected = shifted(places, job.contents, blanks, moved)
    shifts = notes.shifts
    blanks = moved
    const pages = printedPages(expected, job.contents, job.title, blanks)
    const filling: Filling = {
      labels: Object.fromEntries(
        [...expected.places].map(([id, { page }]) => [id, pages[page]?.label ?? '']),
      ),
      shifts,
      nearReferences,
      blanksBefore: [...blanks],
    }
    await document.run(fill, filling)
    const [text, underlay] = await Promise.all([
      document.print(),
      job.browser.withDocument(
        job.underlayOf(pages),
        job.readResource,
        // What lies beneath the text is an artifact, within which nothing may be tagged.
        (loaded) => loaded.print({ tagged: false }),
        job.signal,
      ),
    ])
    places = readPlaces(text, job.paper.margin.top)
    if (samePlaces(expected, places))
      return {
        text,
        underlay,
        pages: pages.slice(0, places.pageCount),
        places: places.places,
        contents: job.contents,
        linkTexts: job.linkTexts,
        characters: job.characters,
      }
  }
  throw new Error(`Pages still moved after ${mostPasses} passes`)
}

function notesPlaced(
  { places }: Places,
  measures: Measures,
  shifts: Record<string, number>,
  { margin, height }: Paper,
): { shifts: Record<string, number>; noRoom: string[] } {
  const boxes = ({ id, height }: { id: string; height: number }) => {
    const place = places.get(id)
    return place ? [{ id, page: place.page, top: place.top - (shifts[id] ?? 0), height }] : []
  }
  // A hair too low, and a note's last line goes to the next page.
  const bottom = height - margin.bottom - 2
  const obstacles = measures.wide.flatMap(boxes).flatMap((wide) => {
    const over = wide.top + wide.height - bottom
    return over > 1
      ? [wide, { page: wide.page + 1, top: margin.top, height: Math.min(over + 30, bottom) }]
      : [wide]
  })
  const placed = placeNotes(measures.notes.flatMap(boxes), obstacles, { top: margin.top, bottom })
  return { shifts: Object.fromEntries(placed.shifts), noRoom: placed.noRoom }
}

/** Where things will be when blank pages come and go. */
function shifted(
  places: Places,
  contents: readonly ContentsEntry[],
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Places {
  if (before.size === 0 && after.size === 0) return places
  const starts = contents.map(({ id }) => ({ id, page: places.places.get(id)?.page ?? 0 }))
  const change = (page: number): number =>
    starts
      .filter((start) => start.page <= page)
      .reduce((sum, { id }) => sum + Number(after.has(id)) - Number(before.has(id)), 0)
  return {
    pageCount: places.pageCount + after.size - before.size,
    places: new Map(
      [...places.places].map(([id, place]) => [
        id,
        { ...place, page: place.page + change(place.page) },
      ]),
    ),
  }
}

/**
 * Notes move by intention; everything else must be on the page that was printed for it. The index is
 * last and grows shorter when repeated pages are hidden: it may take the last pages with it.
 */
function samePlaces(expected: Places, found: Places): boolean {
  return (
    expected.pageCount >= found.pageCount &&
    [...expected.places].every(([id, { page }]) => found.places.get(id)?.page === page)
  )
}
