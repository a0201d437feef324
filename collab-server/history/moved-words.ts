import { cutSpans, type Passage, type Span } from './passages.ts'

// Yjs has no word for moving: who splits a paragraph, joins two, drags a block, cuts and pastes or
// takes a deletion back deletes text and writes it again, under their own name. The words stay whose
// they were: what comes is looked up in what went.

/** Of words that went before, shorter ones may be the same by chance. */
const LEAST_LATER = 16
/** Characters of deleted text that are remembered, the newest. */
const REMEMBERED = 2_000_000

/** Text that was deleted, and whose it was. */
export class MovedWords {
  #earlier: Passage[] = []
  #characters = 0

  /**
   * Whose words those are that come with an update.
   *
   * @param before the texts from which the same update takes something away, as they stood.
   * @returns null where they did not stand here before: they are its writer's.
   */
  ownersOf(text: string, before: readonly Passage[]): Span[] | null {
    return (
      find(text, before) ??
      (text.length < LEAST_LATER ? null : find(text, this.#earlier.toReversed()))
    )
  }

  remember(gone: readonly Passage[]): void {
    for (const passage of gone) {
      if (passage.text.length < LEAST_LATER) continue
      this.#earlier.push(passage)
      this.#characters += passage.text.length
    }
    while (this.#characters > REMEMBERED)
      this.#characters -= this.#earlier.shift()?.text.length ?? this.#characters
  }
}

function find(text: string, passages: readonly Passage[]): Span[] | null {
  for (const passage of passages) {
    const at = passage.text.indexOf(text)
    if (at !== -1) return cutSpans(passage.by, at, text.length)
  }
  return null
}
