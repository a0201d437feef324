/** Where in an edition something stands: a page of it, whichever way the format makes pages. */
export type Page =
  | { kind: 'chapter'; chapterId: string }
  | { kind: 'bibliography' }
  | { kind: 'glossary' }

export interface Place {
  page: Page
  /** An element's id, unique in the whole edition. */
  id: string
}

export const chapterPage = (chapterId: string): Page => ({ kind: 'chapter', chapterId })

/**
 * Ids that we make hold an underscore, which authors' ids cannot: the two never meet.
 * An XML name, so that it serves HTML, EPUB and PDF.
 */
export const generatedId = (kind: string, ...parts: (string | number)[]): string =>
  [kind, ...parts].join('_')

/** The id of an entry of the bibliography: its key may hold what an id may not. */
export const entryId = (key: string): string =>
  generatedId(
    'entry',
    key.replace(/[^A-Za-z0-9-]/g, (c) => `_${c.codePointAt(0)?.toString(16)}_`),
  )
