import {
  chapterDraft,
  findInText,
  findInTitle,
  type Match,
  outline,
  patternOf,
  type Replaced,
  type TextQuery,
  type Writer,
} from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { createDesk, type Desk } from '../app/desk.ts'
import { type ChapterReadings, keepReadings } from '../connection/chapter-readings.ts'
import { createReplacements, type Replacements } from './replacements.ts'

export interface FindState {
  open: boolean
  query: TextQuery
  /** Every place in the guide, in reading order. */
  matches: readonly Match[]
  /** Index of the place that one is at; -1 where there is none. */
  current: number
  searching: boolean
}

/** What an open chapter's text does for who looks for words. */
export interface OpenText {
  /** Where the caret stands. */
  caret(): number
  /** Takes the focus, and selects the place that one is at. */
  take(): void
}

/** Looking for words in a guide: what its panel, its marks in the text and undo share. */
export interface Finding extends Pick<Desk<FindState>, 'state' | 'onChange'> {
  replacements: Replacements
  /** Opens the panel, with the focus in it before this returns; set by the panel. */
  begin(): void
  /** @param from the chapter where one begins to look; further on, its text says at which place. */
  open(from: string | null): void
  close(): void
  ask(change: Partial<TextQuery>): void
  /** Goes to the next place, or with -1 to the one before. */
  step(direction: 1 | -1): Promise<void>
  /** Replaces the place that one is at; resolves when the next one is known. */
  replace(words: string, suggester: Writer | null): Promise<Replaced>
  replaceAll(words: string, suggester: Writer | null): Promise<Replaced>
  undo(): void
  /** Opens a chapter to show a place in it; set by the panel. */
  openChapter(id: string): void
  /** Names the text of a chapter while it is open; returns what to call when it closes. */
  in(text: OpenText): () => void
  /** Gives the open text the focus, at the place that one is at if it has it. */
  goToText(): void
}

/** A place in the guide: everything that is found stands before it or not. */
interface Place {
  chapterId: string
  /** -1 is the chapter's title. */
  from: number
  start: number
}

/** How long to wait for the next letter of a query, and for the writing to pause; in milliseconds. */
const QUERY_PAUSE = 120
const TEXT_PAUSE = 500

/** Nothing is read or searched until it is opened, and nothing once it is closed. */
export function createFinding(doc: Y.Doc): Finding {
  const desk = createDesk<FindState>({
    open: false,
    query: { words: '', matchCase: false, wholeWords: false },
    matches: [],
    current: -1,
    searching: false,
  })
  const replacements = createReplacements(doc)
  /** More than one for a moment, as chapters change: the last is the open one's. */
  const texts: OpenText[] = []
  let chapters: ChapterReadings<Node> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let run = 0
  let place: Place | null = null
  /** The search that is under way or waits for its turn. */
  let pending: Promise<void> | null = null
  /** Whether to go where the next search leads: not where only the text changed under it. */
  let follows = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    const mine = ++run
    const pattern = patternOf(desk.state().query)
    if (!pattern || !chapters) {
      pending = null
      desk.set({ matches: [], current: -1, searching: false })
      return
    }
    const read = await chapters.all(() => mine !== run)
    if (mine !== run || !read) return
    const matches = read.flatMap(([chapter, text]) => [
      ...findInTitle(chapter, pattern),
      ...findInText(text, chapter.id, pattern),
    ])
    pending = null
    desk.set({ matches, current: firstFrom(doc, matches, place), searching: false })
    if (follows) show()
    follows = false
  }
  function lookAfter(pause: number): void {
    clearTimeout(timer)
    desk.set({ searching: true })
    timer = setTimeout(() => {
      pending = look()
    }, pause)
  }
  /** What was asked is found, however it waits. */
  async function settled(): Promise<void> {
    while (desk.state().searching) {
      pending = look()
      await pending
    }
  }
  function goTo(current: number): void {
    const match = desk.state().matches[current]
    if (match) place = placeOf(match)
    desk.set({ current })
    show()
  }
  function show(): void {
    const { matches, current } = desk.state()
    const match = matches[current]
    if (match) finding.openChapter(match.chapterId)
  }
  const replacement = (words: string, suggester: Writer | null) => {
    const pattern = patternOf(desk.state().query)
    return pattern ? { pattern, words, suggester, now: new Date() } : null
  }

  const finding: Finding = {
    state: desk.state,
    onChange: desk.onChange,
    replacements,
    begin: () => {},
    openChapter: () => {},
    in(text) {
      texts.push(text)
      return () => texts.splice(texts.indexOf(text), 1)
    },
    goToText: () => texts.at(-1)?.take(),
    open(from) {
      if (desk.state().open) return
      place = from ? { chapterId: from, from: texts.at(-1)?.caret() ?? 0, start: 0 } : null
      chapters = keepReadings(
        doc,
        ({ id }) => chapterDraft(doc, id),
        () => lookAfter(TEXT_PAUSE),
      )
      desk.set({ open: true })
      lookAfter(0)
    },
    close() {
      clearTimeout(timer)
      run++
      chapters?.close()
      chapters = null
      desk.set({ open: false, matches: [], current: -1, searching: false })
    },
    ask(change) {
      desk.set({ query: { ...desk.state().query, ...change } })
      follows = true
      lookAfter(QUERY_PAUSE)
    },
    async step(direction) {
      await settled()
      const { matches, current } = desk.state()
      if (matches.length > 0) goTo((current + direction + matches.length) % matches.length)
    },
    async replace(words, suggester) {
      await settled()
      const { matches, current } = desk.state()
      const match = matches[current]
      const what = replacement(words, suggester)
      if (!match || !what) return nothing
      const replaced = replacements.replace(what, match)
      // What a suggestion takes out still stands before what it puts in.
      if (replaced.places > 0) place = placeAfter(match, words, suggester !== null)
      else if (replaced.titlesLeft > 0) await finding.step(1)
      follows = true
      await settled()
      return replaced
    },
    async replaceAll(words, suggester) {
      await settled()
      const what = replacement(words, suggester)
      if (!what) return nothing
      const replaced = replacements.replace(what)
      await settled()
      return replaced
    },
    undo: () => void replacements.undo(),
  }
  return finding
}

export function useFinding(finding: Finding): FindState {
  return useSyncExternalStore(finding.onChange, finding.state)
}

const nothing: Replaced = { places: 0, chapters: 0, titlesLeft: 0 }

function placeOf(match: Match): Place {
  const { chapterId } = match
  if (match.kind === 'text') return { chapterId, from: match.from, start: 0 }
  return { chapterId, from: match.kind === 'title' ? -1 : match.from, start: match.start }
}

function placeAfter(match: Match, words: string, isSuggested: boolean): Place {
  const { chapterId } = match
  if (match.kind === 'text')
    return { chapterId, from: (isSuggested ? match.to : match.from) + words.length, start: 0 }
  return { ...placeOf(match), start: match.start + words.length }
}

/** The first match at a place or after it; from the beginning again where there is none. */
function firstFrom(doc: Y.Doc, matches: readonly Match[], place: Place | null): number {
  if (matches.length === 0) return -1
  if (!place) return 0
  const order = new Map(outline(doc).map(({ id }, index) => [id, index]))
  const [chapter, from, start] = numbers(place)
  const index = matches.findIndex((match) => {
    const [itsChapter, itsFrom, itsStart] = numbers(placeOf(match))
    return (itsChapter - chapter || itsFrom - from || itsStart - start) >= 0
  })
  return Math.max(0, index)

  function numbers(one: Place): [number, number, number] {
    return [order.get(one.chapterId) ?? 0, one.from, one.start]
  }
}
