import { type SiteLanguage, siteLanguageOf, siteLanguages } from '@charrette/templates/site'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The language of ours that whoever asks reads best, by what their browser says; English where it says none. */
export function preferredLanguage(c: Context): SiteLanguage {
  const [first] = siteLanguages
  return siteLanguageOf(
    accepts(c, {
      header: 'Accept-Language',
      supports: [...siteLanguages],
      default: first,
      // "es-MX" is Spanish as well.
      match: (wanted, { supports, default: other }) =>
        wanted
          .toSorted((a, b) => b.q - a.q)
          .map(({ type }) => type.split('-')[0]?.toLowerCase() ?? '')
          .find((lang) => supports.includes(lang)) ?? other,
    }),
  )
}
