import { directionOf } from '@charrette/guides'

/** A language as Word names it: which of its three kinds of script it belongs to, with a region. */
export interface WordLanguage {
  value: string
  eastAsia?: string
  bidirectional?: string
}

const eastAsian = new Set(['Hans', 'Hant', 'Jpan', 'Kore'])

/** "es" is "es-ES" to Word; it takes a tag without a region for no language at all. */
export function wordLanguage(tag: string): WordLanguage {
  const { language, region, script } = maximal(tag)
  const value = region ? `${language}-${region}` : language
  if (isRightToLeft(tag)) return { value, bidirectional: value }
  if (script && eastAsian.has(script)) return { value, eastAsia: value }
  return { value }
}

/** Whether a language is written from right to left. */
export const isRightToLeft = (tag: string): boolean => directionOf(tag) === 'rtl'

function maximal(tag: string): { language: string; region?: string; script?: string } {
  try {
    const { language, region, script } = new Intl.Locale(tag).maximize()
    return { language, ...(region ? { region } : {}), ...(script ? { script } : {}) }
  } catch {
    // Not a tag: said as it is. The release checks refuse it where an author wrote it.
    return { language: tag }
  }
}
