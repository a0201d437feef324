import type { FootnoteDefinition } from 'mdast'

/** One chapter while it is written: its notes are numbered as they come. */
export interface Writing {
  /** Notes that wait for the end of their block. */
  notes: FootnoteDefinition[]
  noteCount: number
}

export const newWriting = (): Writing => ({ notes: [], noteCount: 0 })

/** Takes the notes that wait, so that they follow the block that refers to them. */
export function takeNotes(writing: Writing): FootnoteDefinition[] {
  return writing.notes.splice(0)
}
