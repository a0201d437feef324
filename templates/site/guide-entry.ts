import { html } from 'hono/html'
import { cover } from './cover.ts'
import type { EditionDownload } from './edition-frame.ts'
import {
  inDigits,
  languageName,
  longDate,
  type Messages,
  messagesFor,
  partialDate,
  type SiteLanguage,
} from './messages/index.ts'
import { placeOf } from './network-city.ts'
import type { Markup } from './page.ts'
import { inOtherLanguages, type PublishedGuide } from './published-guide.ts'

/** In the order of a guide’s own page. Those for programs stand there alone. */
const formatNames = { web: '', pdf: 'PDF', epub: 'EPUB', docx: 'Word' } as const

/** One guide of `all` in a list: its cover, what it is, its other languages, and every way to read it. */
export function guideEntry(
  lang: SiteLanguage,
  guide: PublishedGuide,
  { headingLevel, all }: { headingLevel: 2 | 3; all: PublishedGuide[] },
): Markup {
  const others = inOtherLanguages(guide, all)
  const { entry, convenings } = messagesFor(lang)
  // What a text says of itself is in its own language, whatever the page's is.
  const own = guide.lang === lang ? '' : html`lang="${guide.lang}"`
  const heading = html`<a href="/guides/${guide.slug}/" ${own}>${guide.title}</a>`
  return html`<article class="entry">
    ${cover(lang, guide)}
    <div class="entry-text">
      ${headingLevel === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
      ${
        guide.held
          ? html`<p class="status">${convenings.heldIn(placeOf(guide.held.city), partialDate(guide.held.date, lang))}</p>`
          : ''
      }
      ${guide.subtitle ? html`<p class="entry-subtitle" ${own}>${guide.subtitle}</p>` : ''}
      <p class="entry-summary" ${own}>${guide.summary}</p>
      <ul class="facts">
        <li>${entry.chapters(guide.chapters.length)}</li>
        ${guide.exampleCount > 0 ? html`<li>${entry.examples(guide.exampleCount)}</li>` : ''}
        <li>${readingTime(guide.readingMinutes, entry, lang)}</li>
        <li>${entry.edition(guide.number)}, <time datetime="${guide.releasedAt}">${longDate(guide.releasedAt, lang)}</time></li>
      </ul>
      ${
        others.length > 0
          ? html`<p class="status">
              ${entry.otherLanguages}
              ${others.map(
                (other) =>
                  html`<a href="/guides/${other.slug}/" hreflang="${other.lang}" lang="${other.lang}">${languageName(other.lang)}</a> `,
              )}
            </p>`
          : ''
      }
      <p class="formats">
        ${inOrder(guide.files).map(
          ({ format, href, bytes, name }) =>
            html`<a class="${format === 'web' ? 'button' : 'button button-quiet'}" href="${href}"
              >${format === 'web' ? entry.readOnTheWeb : name}<span class="visually-hidden"> ${entry.formatOf(guide.title)}</span
              >${format === 'web' ? '' : html` <span class="size">${fileSize(bytes, lang)}</span>`}</a
            >`,
        )}
      </p>
    </div>
  </article>`
}

function inOrder(files: EditionDownload[]): (EditionDownload & { name: string })[] {
  return Object.entries(formatNames).flatMap(([format, name]) =>
    files.filter((file) => file.format === format).map((file) => ({ ...file, name })),
  )
}

/** "1.2 MB", "340 kB": powers of ten, as file managers show them; the figure as the language writes it. */
export function fileSize(bytes: number, lang = 'en'): string {
  const [value, unit, digits] =
    bytes >= 1_000_000
      ? ([bytes / 1_000_000, 'MB', 1] as const)
      : ([Math.max(1, bytes / 1000), 'kB', 0] as const)
  const figure = new Intl.NumberFormat(lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value)
  return `${figure} ${unit}`
}

function readingTime(minutes: number, words: Messages['entry'], lang: SiteLanguage): string {
  if (minutes < 60) return words.minutes(Math.max(1, Math.round(minutes)))
  const rounded = Math.round(minutes / 30) / 2
  return words.hours(inDigits(rounded, lang), rounded === 1)
}
