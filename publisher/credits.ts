import { bylineOf, type Credit, creditsOfGuide, type Guide } from '@charrette/guides'
import type { Words } from './hast/words.ts'
import { cityName } from './release-facts.ts'

/** A chapter's byline in a guide's language; empty where nobody is credited. */
export function bylineText(
  credits: readonly Credit[] | undefined,
  words: Words,
  lang: string,
): string {
  if (!credits || credits.length === 0) return ''
  const list = new Intl.ListFormat(lang, { type: 'conjunction' })
  const { wrote, contributed } = bylineOf(credits)
  return words.byline(list.format(wrote), list.format(contributed))
}

/**
 * Who wrote a guide, a line each, as its colophon says it: its credits with their shares of the
 * words; where it credits nobody, the cities that its front matter names.
 */
export function writersOf(guide: Guide): { kind: 'credits' | 'cities'; lines: string[] } {
  const { cities, lang } = guide.frontMatter
  const credits = creditsOfGuide(guide)
  if (credits.length === 0) return { kind: 'cities', lines: cities.map(cityName) }
  const percent = new Intl.NumberFormat(lang, { style: 'percent' })
  const lines = credits.map(({ name, share }) => {
    const city = cities.find((known) => known.name === name)
    const shown = city ? cityName(city) : name
    return share === undefined ? shown : `${shown} (${percent.format(share / 100)})`
  })
  return { kind: 'credits', lines }
}
