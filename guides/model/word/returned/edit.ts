import type { Fragment } from 'prosemirror-model'

/** A stretch of a document that becomes another; both begin and end in one parent. */
export interface Edit {
  from: number
  to: number
  content: Fragment
}

/** What cannot be carried over from a document that came back. */
export type ReturnLoss =
  | 'word-return-reference'
  | 'word-return-passage'
  | 'word-return-title'
  | 'word-return-around'
  | 'word-return-overtaken'

/** Hears what came back. */
export interface Track {
  /**
   * One change, to be answered by itself.
   *
   * @param words what it adds.
   */
  change(edits: readonly Edit[], words: string): void
  lost(loss: ReturnLoss, quote: string): void
}
