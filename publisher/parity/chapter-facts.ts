// Of the model, only this: threads that read editions back load no more than they need.
import { writtenHref } from '@charrette/guides/addresses'

/** What a chapter (or the glossary, or the bibliography) says, as one edition or the release has it. */
export interface ChapterFacts {
  title: string
  /** In the form of `normalText`; empty where there is none. */
  byline: string
  /** All of its text in reading order in the form of `normalText`, notes left out, their marks in. */
  text: string
  /** "2 Places": level and text. */
  headings: string[]
  /** Alternative texts of pictures. */
  figures: string[]
  /** "3 rows, 9 cells". */
  tables: string[]
  /** In the order of their numbers. */
  notes: string[]
  /** What links to entries of the bibliography say. */
  citations: string[]
  /** Addresses outside of the guide. */
  links: string[]
}

/** Adds a note with its links: they come after the chapter's own, wherever a format sets its notes. */
export function addNote(facts: ChapterFacts, note: ChapterFacts): void {
  facts.notes.push(note.text)
  facts.citations.push(...note.citations)
  facts.links.push(...note.links)
}

/** An address as browsers write it: with the slash after a host. */
export function normalLink(href: string): string {
  const written = writtenHref(href)
  return URL.canParse(written) ? new URL(written).href : written
}

export const emptyFacts = (title: string): ChapterFacts => ({
  title,
  byline: '',
  text: '',
  headings: [],
  figures: [],
  tables: [],
  notes: [],
  citations: [],
  links: [],
})

/**
 * A text without what formats may set differently: white space, hyphens at a line's end, the choice
 * between a letter's forms. Both sides are brought to it before they are compared.
 */
export function normalText(text: string): string {
  return (
    text
      .normalize('NFKC')
      // One glyph in many fonts: a PDF's map to Unicode may name the other.
      .replaceAll('\u02BC', '\u2019')
      .replaceAll('\u02BB', '\u2018')
      .replace(/\s|\u00AD|[\u200B-\u200F]|\u2060|\uFEFF|\p{Variation_Selector}/gu, '')
      .replace(/(?<=\p{L}|\p{M})[-\u2010\u2011](?=\p{L})/gu, '')
  )
}

/** A table as `tables` has it. */
export const tableSize = (rows: number, cells: number): string => `${rows} rows, ${cells} cells`

/** An amount in a normal text: figures with their sign, currency and unit. */
export const amount = /[$€£]?\d[\d.,]*(?:%|¢|million|billion)?/gu
