import { availableParallelism } from 'node:os'
import { setImmediate as turn } from 'node:timers/promises'
import type { Guide } from '@charrette/guides'
import { guideToHast, hastWithNotesAtEnd } from '../hast/guide-to-hast.ts'
import { keyOf } from '../made-of.ts'
import { type Places, readPlaces } from '../pdf/read-places.ts'
import type { ReleaseBundle } from '../release-bundle.ts'
import type { PrintSettings } from '../settings/print-settings.ts'
import type { Theme } from '../theme/theme.ts'
import { referencePrefix } from './adapt-for-print.ts'
import {
  type Filling,
  fill,
  type Measures,
  measure,
  prepareFirstPass,
  type Sheets,
  show,
  showSheets,
} from './fill-pass.ts'
import type { ContentsEntry } from './front-matter.ts'
import {
  type GuideDocument,
  guideDocument,
  headOf,
  type PrintPiece,
  specimen,
} from './guide-document.ts'
import { hyphenatorsOf } from './hyphenate.ts'
import { type KeptPieces, type Kind, keepsNothing } from './kept-pieces.ts'
import { Lane } from './lane.ts'
import { blanksBefore, type PrintedPage, placesInGuide, printedPages } from './page-numbers.ts'
import { type Paper, paperCss, papers } from './paper.ts'
import { placeNotes } from './place-notes.ts'
import type { PrintBrowser, ReadResource } from './print-browser.ts'
import { printResources, printStyles } from './resources.ts'
import { underlaySheets } from './underlay-sheets.ts'

/** A piece as the browser printed it, tagged. */
export interface PrintedPiece extends PrintPiece {
  text: Uint8Array
}

/** Grounds, running heads and folios: a PDF of as many pages as the guide, blank ones among them. */
export interface PrintedUnderlay extends Sheets {
  pdf: Uint8Array
}

/** A guide as the browser printed it. */
export interface PrintedGuide<Piece, Underlay> {
  /** In order, and what was made of each. */
  pieces: { id: string; pageCount: number; isAfterBlank: boolean; finished: Piece }[]
  underlay: Underlay
  pages: PrintedPage[]
  places: Places['places']
  contents: ContentsEntry[]
}

export interface PrintGuideOptions<Piece, Underlay> {
  settings: PrintSettings
  theme: Theme
  /** What is made of each piece, while others are printed; structured clone can carry it. */
  finishPiece: (piece: PrintedPiece) => Promise<Piece>
  /** The same of the underlay. */
  finishUnderlay: (underlay: PrintedUnderlay) => Promise<Underlay>
  /** Where they are kept from print to print. */
  kept: KeptPieces
  onPass?: (pass: number) => void
  signal?: AbortSignal
  /** Ids of the chapters to print; all where it is left out. */
  chapters?: readonly string[]
}

/** Two passes are the rule; a third where a number moved. */
const mostPasses = 5

/** Characters of HTML (some twenty pages) below which a lane more takes longer to open than it saves. */
const worthALane = 80_000

/** A lane is a process of some 100 MB; what is printed is finished beside it. */
const lanesAtMost = (): number => Math.min(availableParallelism(), 4)

/**
 * Prints a guide piece by piece: once to learn where everything is, again with the numbers of pages
 * filled in and the notes in their places, and once more what has moved. Pieces that were printed
 * before, and would be no different now, are taken as they are.
 *
 * @param browser only waited for where something is to be printed.
 * @throws {PictureMissing} {PrintFailed}
 */
export async function printGuide<Piece, Underlay>(
  bundle: ReleaseBundle,
  browser: Promise<PrintBrowser>,
  options: PrintGuideOptions<Piece, Underlay>,
): Promise<PrintedGuide<Piece, Underlay>> {
  const { settings, theme, signal } = options
  const { frontMatter } = bundle.guide
  const { title, slug, lang } = frontMatter
  // While the text becomes HTML. Where pieces are kept, few will be printed.
  const isWhole = options.kept === keepsNothing
  const documents = isWhole && isLong(bundle.guide) ? lanesAtMost() : 1
  browser.then((opened) => opened.prepare(documents)).catch(() => {})
  const styles = await printStyles(bundle, theme)
  const paper = papers[settings.paper]
  const sizes = paperCss(paper, settings.duplex)
  const css = { common: `${sizes}${styles.common}`, text: styles.text }
  const resources = printResources(bundle, styles)
  const openEmpty = async (): Promise<Lane> => {
    const readResource: ReadResource = async (path) => (await resources)(path)
    const lane = new Lane(await browser, readResource, signal)
    const begun = lane.run((loaded) => loaded.begin(lang, headOf(title, css), specimen))
    // Whoever works in it next is told.
    begun.catch(() => {})
    return lane
  }
  const empty = Array.from({ length: documents }, openEmpty)
  const lanes: Lane[] = []
  try {
    // Whoever takes it is told.
    for (const lane of empty) lane.catch(() => {})
    await resources
    // What the browser asks for is answered between these works.
    await turn()
    const hast = options.chapters
      ? guideToHast(bundle.guide, { notes: 'end', chapters: new Set(options.chapters) })
      : hastWithNotesAtEnd(bundle.guide)
    const hyphenators = await hyphenatorsOf(hast)
    await turn()
    const sheetsOf = (pages: readonly PrintedPage[]): Sheets => ({
      html: underlaySheets(pages, { ...{ title, slug, paper }, drawing: theme.drawing }),
      css: styles.underlay,
    })
    const noRoom = new Set<string>()
    for (;;) {
      const document = guideDocument(hast, bundle.release, {
        noRoom,
        settings,
        logo: theme.logo,
        hyphenators,
      })
      const openLane = async (pieces: readonly PrintPiece[]): Promise<Lane> => {
        const lane = await (empty.shift() ?? openEmpty())
        lanes.push(lane)
        await lane.run((loaded) => loaded.setBody(document.bodyOf(pieces)))
        return lane
      }
      const look = keyOf([css, lang])
      const job = { ...options, paper, document, look, title, sheetsOf, lanes, openLane }
      const result = await printInPasses(job)
      if (!('noRoom' in result)) return result
      // Rare: a page with more notes than it has room for. They go to the chapter's end.
      for (const id of result.noRoom) noRoom.add(id)
      await closeAll(lanes.splice(0))
    }
  } finally {
    await closeAll([...lanes, ...empty])
  }
}

/** Whether more than one lane will have enough to print, as far as the text tells. */
function isLong({ chapters }: Guide): boolean {
  let length = 0
  return chapters.some(({ content }) => {
    length += JSON.stringify(content).length
    return length > worthALane
  })
}

const closeAll = (lanes: readonly (Lane | Promise<Lane>)[]): Promise<unknown> =>
  Promise.all(lanes.map(async (lane) => (await Promise.resolve(lane).catch(() => null))?.close()))

interface Job<Piece, Underlay> extends PrintGuideOptions<Piece, Underlay> {
  paper: Paper
  document: GuideDocument
  /** Stands for what all pieces have in common: styles, language. */
  look: string
  title: string
  sheetsOf: (pages: readonly PrintedPage[]) => Sheets
  /** Those that are open. */
  lanes: readonly Lane[]
  openLane: (pieces: readonly PrintPiece[]) => Promise<Lane>
}

/** What the first pass tells of a piece; places are within it. */
interface Layout {
  measures: Measures
  nearReferences: number[]
  places: Places
}

/** What the later passes make of it. */
interface Finished<Piece> {
  places: Places
  piece: Piece
}

const layouts: Kind<Layout> = { name: 'layout' }
const finishings = <Piece>(): Kind<Finished<Piece>> => ({ name: 'finished' })

/** What is known of a piece after its latest pass. */
interface State<Piece> extends Layout {
  piece: PrintPiece
  /** None yet where it was laid out before. */
  lane: Lane | null
  shifts: Record<string, number>
  /** What it was filled with when it was last printed, and what came of it. */
  filled: string
  finished: Promise<Piece> | null
}

async function printInPasses<Piece, Underlay>(
  job: Job<Piece, Underlay>,
): Promise<PrintedGuide<Piece, Underlay> | { noRoom: string[] }> {
  const { settings } = job
  const { contents } = job.document
  const states = await layOut(job)
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
    const fillings = states.map(({ piece: { names }, nearReferences, shifts }, index): Filling => {
      const labels = Object.fromEntries([...names].map((id) => [id, label(id)]))
      return { labels, shifts: steadied(placed[index]?.shifts ?? {}, shifts), nearReferences }
    })
    const due = await duePieces(states, fillings, job)
    const [underlay] = await Promise.all([
      underlayFor(pages, job),
      ...due.map((piece) => printPiece(piece, job)),
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
        underlay: await underlay(),
        pages: pages.slice(0, found.pageCount),
        places: found.places,
        contents,
      }
  }
  throw new Error(`Pages still moved after ${mostPasses} passes`)
}

const lengthsOf = (states: readonly State<unknown>[]) =>
  states.map(({ piece: { id }, places }) => ({ id, ...places }))

/** What the first pass tells of every piece: what is known of it, or its lane finds out. */
async function layOut<Piece, Underlay>(job: Job<Piece, Underlay>): Promise<State<Piece>[]> {
  const { document, kept, look } = job
  const known = await Promise.all(
    document.pieces.map((piece) => kept.find(layouts, madeOf(piece, look))),
  )
  const unknown = document.pieces.filter((_piece, index) => !known[index])
  const lanes = await lanesFor(unknown, job)
  const found = new Map<PrintPiece, Layout>()
  await Promise.all(
    [...Map.groupBy(unknown, (piece) => lanes.get(piece))].map(async ([lane, pieces]) => {
      if (!lane) throw new Error('A piece without a lane')
      for (const [index, layout] of (await firstPass(lane, pieces, job)).entries()) {
        const piece = pieces[index]
        if (!piece) continue
        found.set(piece, layout)
        kept.keep(layouts, madeOf(piece, look), layout)
      }
    }),
  )
  return document.pieces.map((piece, index) => {
    const layout = known[index] ?? found.get(piece)
    if (!layout) throw new Error(`The piece ${JSON.stringify(piece.id)} was not laid out`)
    return {
      ...{ piece, ...layout, lane: lanes.get(piece) ?? null },
      ...{ shifts: {}, filled: '', finished: null },
    }
  })
}

/** All that a piece is laid out by. */
const madeOf = ({ id, html, targets }: PrintPiece, look: string): unknown => [
  look,
  id,
  html,
  targets,
]

/** Opens lanes for pieces, with as much to print in each. */
async function lanesFor<Piece, Underlay>(
  pieces: readonly PrintPiece[],
  { openLane }: Job<Piece, Underlay>,
): Promise<Map<PrintPiece, Lane>> {
  const length = pieces.reduce((sum, { html }) => sum + html.length, 0)
  const count = Math.min(lanesAtMost(), pieces.length, Math.ceil(length / worthALane))
  const loads = Array.from({ length: count }, () => ({ length: 0, pieces: new Set<PrintPiece>() }))
  for (const piece of pieces.toSorted((a, b) => b.html.length - a.html.length)) {
    const least = loads.reduce((one, other) => (other.length < one.length ? other : one))
    least.length += piece.html.length
    least.pieces.add(piece)
  }
  const opened = await Promise.all(
    loads.map(async (load) => {
      const lane = await openLane(pieces.filter((piece) => load.pieces.has(piece)))
      return [...load.pieces].map((piece): [PrintPiece, Lane] => [piece, lane])
    }),
  )
  return new Map(opened.flat())
}

/** Lays out what a lane prints; every piece begins on a page of its own. */
function firstPass<Piece, Underlay>(
  lane: Lane,
  pieces: readonly PrintPiece[],
  { onPass, paper: { margin } }: Job<Piece, Underlay>,
): Promise<Layout[]> {
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
      const own = [...places].filter(
        ([id, place]) => place.page >= start && place.page < end && !id.startsWith(referencePrefix),
      )
      return {
        measures,
        nearReferences: measures.references.flatMap(({ to, from }, at) =>
          page(to) !== undefined && page(to) === page(from) ? [at] : [],
        ),
        places: {
          pageCount: end - start,
          places: new Map(own.map(([id, { page, top }]) => [id, { page: page - start, top }])),
        },
      }
    })
  })
}

/** A piece that is to be printed. */
interface DuePiece<Piece> {
  state: State<Piece>
  lane: Lane
  filling: Filling
}

/** Which pieces were not printed with what is known now; those that were once are taken as they were. */
async function duePieces<Piece, Underlay>(
  states: readonly State<Piece>[],
  fillings: readonly Filling[],
  job: Job<Piece, Underlay>,
): Promise<DuePiece<Piece>[]> {
  const { kept, look } = job
  const due: Omit<DuePiece<Piece>, 'lane'>[] = []
  for (const [index, state] of states.entries()) {
    const filling = fillings[index]
    const filled = JSON.stringify(filling)
    if (!filling || state.filled === filled) continue
    state.filled = filled
    state.shifts = filling.shifts
    const known = await kept.find(finishings<Piece>(), [madeOf(state.piece, look), filled])
    if (known) {
      state.places = known.places
      state.finished = Promise.resolve(known.piece)
    } else due.push({ state, filling })
  }
  const late = due.filter(({ state }) => !state.lane).map(({ state }) => state.piece)
  const lanes = await lanesFor(late, job)
  // They have had no first pass.
  for (const lane of new Set(lanes.values()))
    await lane.run(async (loaded) => {
      await loaded.run(prepareFirstPass, undefined)
      await loaded.leaveScreen()
    })
  // The longest first: what is finished while others print keeps nobody waiting.
  const longestFirst = due.toSorted((a, b) => b.state.piece.html.length - a.state.piece.html.length)
  return longestFirst.map(({ state, filling }) => {
    state.lane ??= lanes.get(state.piece) ?? null
    if (!state.lane) throw new Error('A piece without a lane')
    return { state, filling, lane: state.lane }
  })
}

async function printPiece<Piece, Underlay>(
  { state, filling, lane }: DuePiece<Piece>,
  { kept, look, paper, finishPiece }: Job<Piece, Underlay>,
): Promise<void> {
  const { piece, filled } = state
  const text = await lane.run(async (loaded) => {
    await loaded.run(show, piece.id)
    await loaded.run(fill, filling)
    return loaded.print()
  })
  const places = readPlaces(text, paper.margin.top)
  state.places = places
  state.finished = finishPiece({ ...piece, text }).then((finished) => {
    const made = [madeOf(piece, look), filled]
    kept.keep(finishings<Piece>(), made, { places, piece: finished })
    return finished
  })
  // Where another pass fails first, nobody waits for this.
  state.finished.catch(() => {})
}

/**
 * Prints the sheets of the pages where they were not printed before, in the lane that was opened
 * last: it has the faces already. What it gives is finished on.
 */
async function underlayFor<Piece, Underlay>(
  pages: readonly PrintedPage[],
  { kept, look, sheetsOf, lanes, openLane, finishUnderlay }: Job<Piece, Underlay>,
): Promise<() => Promise<Underlay>> {
  const underlays: Kind<Underlay> = { name: 'underlay' }
  const sheets = sheetsOf(pages)
  const known = await kept.find(underlays, [look, sheets])
  if (known) return async () => known
  const lane = lanes.at(-1) ?? (await openLane([]))
  const pdf = await lane.run(async (loaded) => {
    await loaded.run(showSheets, sheets)
    await loaded.loadFaces()
    // What lies beneath the text is an artifact, within which nothing may be tagged.
    return loaded.print({ tagged: false })
  })
  const finished = finishUnderlay({ ...sheets, pdf }).then((underlay) => {
    kept.keep(underlays, [look, sheets], underlay)
    return underlay
  })
  finished.catch(() => {})
  return () => finished
}

/** What moved by a hair, as printed places are rounded, stays: its piece need not be printed again. */
const steadied = (
  shifts: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): Record<string, number> =>
  Object.fromEntries(
    Object.entries(shifts).map(([id, shift]) => {
      const was = before[id]
      return [id, was !== undefined && Math.abs(shift - was) < 0.5 ? was : shift]
    }),
  )

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
