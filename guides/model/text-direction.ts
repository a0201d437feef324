const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm'])

export type Direction = 'ltr' | 'rtl'

/** The direction in which a language is written, by its script; left to right where it is unknown. */
export function directionOf(tag: string): Direction {
  try {
    return rightToLeft.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr'
  } catch {
    // Not a tag: the release checks refuse it where an author wrote it.
    return 'ltr'
  }
}
