import { availableParallelism } from 'node:os'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { type Places, readPlaces } from '../pdf/read-places.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { PrintSettings } from '../settings/print-settings.ts'
import type { Theme } from '../theme/theme.ts'
import { type Filling, fill, type Measures, measure, prepareFirstPass, show } from './fill-pass.ts'
import type { ContentsEntry } from './front-matter.ts'
import { type GuideDocument, guideDocument, type PrintPiece } from './guide-document.ts'
import { hyphenatorsOf } from './hyphenate.ts'
import { Lane } from './lane.ts'
import { blanksBefore, type PrintedPage, placesInGuide, printedPages } from './page-numbers.ts'
import { type Paper, paperCss, papers } from './paper.ts'
import { placeNotes } from './place-notes.ts'
import type { PrintBrowser, ReadResource } from './print-browser.ts'
import { printResources, printStyles } from './resources.ts'
import { underlayDocument } from './underlay-document.ts'

/** A piece as the browser printed it, tagged. */
export interface PrintedPiece extends PrintPiece {
  text: Uint8Array
}

/** A guide as the browser printed it. */
export interface PrintedGuide<Finished> {
  /** In order, and what was made of each. */
  pieces: { id: string; pageCount: number; isAfterBlank: boolean; finished: Finished }[]
  /** Grounds, running heads and folios: a PDF of as many pages, blank ones among them. */
  underlay: { html: string; pdf: Uint8Array }
  pages: PrintedPage[]
  places: Places['places']
  contents: ContentsEntry[]
}

export interface PrintGuideOptions<Finished> {
  settings: PrintSettings
  theme: Theme
  /** What is made of each piece, while others are printed. */
  finish: (piece: PrintedPiece) => Promise<Finished>
  onPass?: (pass: number) => void
  signal?: AbortSignal
  /** Ids of the chapters to print; all where it is left out. */
  chapters?: readonly string[]
}

/** Two passes are the rule; a third where a number moved. */
const mostPasses = 5

/**
 * Half of the processors print, the others finish what is printed: on two, a second lane made nothing
 * quicker. A lane is a process of some 100 MB.
 */
const lanesAtMost = (): number => Math.min(Math.max(Math.floor(availableParallelism() / 2), 1), 4)

/**
 * Prints a guide piece by piece: once to learn where everything is, again with the numbers of pages
 * filled in and the notes in their places, and once more what has moved.
 *
 * @throws {PictureMissing} {PrintFailed}
 */
export async function printGuide<Finished>(
  bundle: ReleaseBundle,
  browser: PrintBrowser,
  options: PrintGuideOptions<Finished>,
): Promise<PrintedGuide<Finished>> {
  const { settings, theme, signal } = options
  const styles = await printStyles(bundle, theme)
  const readResource = await printResources(bundle, styles)
  const paper = papers[settings.paper]
  const sizes = paperCss(paper, settings.duplex)
  const hast = guideToHast(bundle.guide, {
    notes: 'end',
    chapters: options.chapters ? new Set(options.chapters) : null,
  })
  const hyphenators = await hyphenatorsOf(hast)
  const { title, slug, lang } = hast.guide.frontMatter
  const noRoom = new Set<string>()
  for (;;) {
    const document = guideDocument(hast, bundle.release, {
      css: `${sizes}${styles.text}`,
      noRoom,
      settings,
      logo: theme.logo,
      hyphenators,
    })
    const underlayOf = (pages: readonly PrintedPage[]): string =>
      underlayDocument(pages, {
        ...{ title, slug, lang, paper },
        drawing: theme.drawing,
        css: `${sizes}${styles.underlay}`,
      })
    const shares = sharesOf(document, browser, readResource, signal)
    try {
      const job = { ...options, paper, document, shares, title, underlayOf, browser, readResource }
      const result = await printInPasses(job)
      if (!('noRoom' in result)) return result
      // Rare: a page with more notes than it has room for. They go to the chapter's end.
      for (const id of result.noRoom) noRoom.add(id)
    } finally {
      await Promise.all(shares.map(({ lane }) => lane.close()))
    }
  }
}

/** What is printed one after another; several of them are side by side. */
interface Share {
  lane: Lane
  /** In the guide's order. */
  pieces: PrintPiece[]
}

/** Opens the lanes, with as much to print in each. */
function sharesOf(
  { pieces, htmlOf }: GuideDocument,
  browser: PrintBrowser,
  readResource: ReadResource,
  signal?: AbortSignal,
): Share[] {
  const count = Math.min(lanesAtMost(), pieces.length)
  const loads = Array.from({ length: count }, () => ({ length: 0, pieces: new Set<PrintPiece>() }))
  for (const piece of pieces.toSorted((a, b) => b.html.length - a.html.length)) {
    const least = loads.reduce((one, other) => (other.length < one.length ? other : one))
    least.length += piece.html.length
    least.pieces.add(piece)
  }
  return loads.map((load) => {
    const own = pieces.filter((piece) => load.pieces.has(piece))
    return { lane: new Lane(browser, htmlOf(own), readResource, signal), pieces: own }
  })
}

interface Job<Finished> extends PrintGuideOptions<Finished> {
  paper: Paper
  document: GuideDocument
  shares: readonly Share[]
  title: string
  underlayOf: (pages: readonly PrintedPage[]) => string
  browser: PrintBrowser
  readResource: ReadResource
}

/** What is known of a piece after its latest pass; places are within the piece. */
interface State<Finished> {
  piece: PrintPiece
  lane: Lane
  measures: Measures
  nearReferences: number[]
  places: Places
  shifts: Record<string, number>
  /** What it was filled with when it was last printed, and what came of it. */
  filled: string
  finished: Promise<Finished> | null
}

async function printInPasses<Finished>(
  job: Job<Finished>,
): Promise<PrintedGuide<Finished> | { noRoom: string[] }> {
  const { document, settings, contents } = { ...job, ...job.document }
  const passed = await Promise.all(job.shares.map((share) => firstPass(share, job)))
  const states = document.pieces.flatMap(
    (piece) => passed.flat().find((state) => state.piece === piece) ?? [],
  )
  for (let pass = 2; pass <= mostPasses; pass++) {
    job.onPass?.(pass)
    const placed = states.map(({ places, measures, shifts }) =>
      notesPlaced(places, measures, shifts, job.paper),
    )
    const noRoom = placed.flatMap((notes) => notes.noRoom)
    if (noRoom.length > 0) return { noRoom }
    const blanks = settings.duplex ? blanksBefore(lengthsOf(states)) : new Set<string>()
    const expected = placesInGuide(lengthsOf(states), blanks)
    const pages = printedPages(expected, contents, job.title, blanks)
    const label = (id: string): string => pages[expected.places.get(id)?.page ?? -1]?.label ?? ''
    const underlayHtml = job.underlayOf(pages)
    const [underlay] = await Promise.all([
      job.browser.withDocument(
        underlayHtml,
        job.readResource,
        // What lies beneath the text is an artifact, within which nothing may be tagged.
        (loaded) => loaded.print({ tagged: false }),
        job.signal,
      ),
      ...states.map((state, index) => nextPass(state, placed[index]?.shifts ?? {}, label, job)),
    ])
    const found = placesInGuide(lengthsOf(states), blanks)
    if (samePlaces(expected, found))
      return {
        pieces: await Promise.all(
          states.map(async ({ piece: { id }, places: { pageCount }, finished }) => {
            if (!finished) throw new Error(`The piece ${JSON.stringify(id)} was not printed`)
            return { id, pageCount, isAfterBlank: blanks.has(id), finished: await finished }
          }),
        ),
        underlay: { html: underlayHtml, pdf: underlay },
        pages: pages.slice(0, found.pageCount),
        places: found.places,
        contents,
      }
  }
  throw new Error(`Pages still moved after ${mostPasses} passes`)
}

const lengthsOf = (states: readonly State<unknown>[]) =>
  states.map(({ piece: { id }, places }) => ({ id, ...places }))

/** Lays out what a lane prints; every piece begins on a page of its own. */
function firstPass<Finished>(
  { lane, pieces }: Share,
  { onPass, paper: { margin } }: Job<Finished>,
): Promise<State<Finished>[]> {
  return lane.run(async (loaded) => {
    onPass?.(1)
    const measured = new Map(await loaded.run(measure, undefined))
    await loaded.run(prepareFirstPass, undefined)
    await loaded.leaveScreen()
    const { pageCount, places } = readPlaces(await loaded.print({ tagged: false }), margin.top)
    const starts = pieces.map(({ id }) => (id ? (places.get(id)?.page ?? 0) : 0))
    const page = (id: string): number | undefined => places.get(id)?.page
    return pieces.map((piece, index) => {
      const start = starts[index] ?? 0
      const end = starts[index + 1] ?? pageCount
      const measures = measured.get(piece.id) ?? { notes: [], wide: [], references: [] }
      const own = [...places].filter(([, place]) => place.page >= start && place.page < end)
      return {
        piece,
        lane,
        measures,
        nearReferences: measures.references.flatMap(({ to, from }, at) =>
          from && page(to) !== undefined && page(to) === page(from) ? [at] : [],
        ),
        places: {
          pageCount: end - start,
          places: new Map(own.map(([id, { page, top }]) => [id, { page: page - start, top }])),
        },
        shifts: {},
        filled: '',
        finished: null,
      }
    })
  })
}

/** Prints a piece with what is known now, where that is not what it was printed with. */
async function nextPass<Finished>(
  state: State<Finished>,
  shifts: Record<string, number>,
  label: (id: string) => string,
  { paper, finish }: Job<Finished>,
): Promise<void> {
  const { piece, lane, nearReferences } = state
  const labels = Object.fromEntries([...piece.names].map((id) => [id, label(id)]))
  const filling: Filling = { labels, shifts, nearReferences }
  const filled = JSON.stringify(filling)
  if (state.filled === filled) return
  const text = await lane.run(async (loaded) => {
    await loaded.run(show, piece.id)
    await loaded.run(fill, filling)
    return loaded.print()
  })
  state.places = readPlaces(text, paper.margin.top)
  state.shifts = shifts
  state.filled = filled
  state.finished = finish({ ...piece, text })
  // Where another pass fails first, nobody waits for this.
  state.finished.catch(() => {})
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
