import { directionOf } from '@charrette/guides'
import { en } from './en.ts'
import { es } from './es.ts'

/** The languages of the public site; the first is the one without a prefix in its addresses. */
export const siteLanguages = ['en', 'es'] as const
export type SiteLanguage = (typeof siteLanguages)[number]

export type { Messages } from './en.ts'

const all = { en, es }

/** The site's language for a text's language tag; the first where we have no words. */
export const siteLanguageOf = (tag: string): SiteLanguage =>
  siteLanguages.find((lang) => lang === tag.split('-')[0]) ?? 'en'

/** The words of the public site in a language. */
export const messagesFor = (lang: SiteLanguage) => all[lang]

/** The address of one of the site's own pages in a language. `path` begins with `/`. */
export const inLanguage = (lang: SiteLanguage, path: string): string =>
  lang === 'en' ? path : `/${lang}${path}`

/** "November 24, 2026", by the calendar of UTC. */
export function longDate(iso: string, lang: SiteLanguage = 'en'): string {
  return new Intl.DateTimeFormat(locales[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(iso),
  )
}

/** What a language calls itself: "español". */
export const languageName = (lang: string): string =>
  new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang

/** Whether a language is written from right to left, by its script. */
export const isRightToLeft = (lang: string): boolean => directionOf(lang) === 'rtl'

/** As much of a date as is told: "2014", "May 2014", "May 12, 2014". */
export function partialDate(date: string, lang: SiteLanguage): string {
  if (date.length === 4) return date
  if (date.length > 7) return longDate(date, lang)
  return new Intl.DateTimeFormat(locales[lang], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}-01`))
}

export const inDigits = (value: number, lang: SiteLanguage): string =>
  value.toLocaleString(locales[lang])

// Numbers and dates as they are written in the United States, in either language.
const locales = { en: 'en-US', es: 'es-US' } as const
