import { type CitationStyle, creditsOfGuide, type Guide, type Release } from '@charrette/guides'
import { formatCitations } from './citations/format-citations.ts'
import { plainFromMarkedText } from './citations/marked-text.ts'

/** A moment as a day in the guide's language, in UTC: the same everywhere. */
export function dayOf(moment: string, lang: string): string {
  const format =
    dayFormats.get(lang) ?? new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  dayFormats.set(lang, format)
  return format.format(new Date(moment))
}

/** By language: making one takes a thousand times as long as using it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** "Riverbend, IL": as the guide names its cities. */
export const cityName = ({ name, state }: { name: string; state: string }): string =>
  state ? `${name}, ${state}` : name

/** Who wrote: the named authors, else the cities, else who is credited, else the consortium. */
export function creators(guide: Guide, release: Release): string[] {
  const { frontMatter } = guide
  if (frontMatter.authors.length > 0) return frontMatter.authors
  if (frontMatter.cities.length > 0) return frontMatter.cities.map(cityName)
  const credited = creditsOfGuide(guide).map(({ name }) => name)
  if (credited.length > 0) return credited
  return release.consortium ? [release.consortium] : []
}

/** How to cite this release, in the style that its own bibliography has. */
export function howToCite(
  guide: Guide,
  release: Release,
  style: CitationStyle | undefined = guide.frontMatter.citationStyle,
): string {
  const { title, subtitle, lang } = guide.frontMatter
  const [year, month, day] = release.releasedAt.slice(0, 10).split('-').map(Number)
  const item = {
    id: 'this',
    type: 'report',
    title: subtitle ? `${title}: ${subtitle}` : title,
    author: creators(guide, release).map((literal) => ({ literal })),
    number: release.number,
    genre: 'Release',
    publisher: release.consortium,
    issued: { 'date-parts': [[year, month, day]] },
  }
  const cited = formatCitations([[{ key: 'this', locator: '' }]], [item], {
    lang,
    ...(style ? { style } : {}),
  })
  return plainFromMarkedText(cited.entries[0]?.text ?? '')
}

/** A licence's name and address. SPDX identifiers of Creative Commons say where their deed is. */
export function licenceOf(identifier: string): { name: string; href: string | null } {
  const cc = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)$/.exec(identifier)
  if (cc)
    return {
      name: `Creative Commons ${cc[1]} ${cc[2]}`,
      href: `https://creativecommons.org/licenses/${cc[1]?.toLowerCase()}/${cc[2]}/`,
    }
  if (identifier === 'CC0-1.0')
    return {
      name: 'Creative Commons Zero 1.0',
      href: 'https://creativecommons.org/publicdomain/zero/1.0/',
    }
  return { name: identifier, href: null }
}
