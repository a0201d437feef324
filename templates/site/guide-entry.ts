import { html } from 'hono/html'
import { cover } from './cover.ts'
import type { Markup } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

const formatNames = { web: 'Read on the web', pdf: 'PDF', epub: 'EPUB', docx: 'Word' } as const

/** One guide in a list: its cover, what it is, and every way to read it. */
export function guideEntry(guide: PublishedGuide, headingLevel: 2 | 3): Markup {
  const heading = html`<a href="/guides/${guide.slug}/">${guide.title}</a>`
  return html`<article class="entry">
    ${cover(guide)}
    <div class="entry-text">
      ${headingLevel === 2 ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}
      ${guide.subtitle ? html`<p class="entry-subtitle">${guide.subtitle}</p>` : ''}
      <p class="entry-summary">${guide.summary}</p>
      <ul class="facts">
        <li>${guide.chapterCount} chapters</li>
        ${guide.exampleCount > 0 ? html`<li>${guide.exampleCount} city examples</li>` : ''}
        <li>${hours(guide.readingMinutes)}</li>
        <li>Edition ${guide.number}, <time datetime="${guide.releasedAt}">${longDate(guide.releasedAt)}</time></li>
      </ul>
      <p class="formats">
        ${guide.files.map(
          ({ format, href, bytes }) =>
            html`<a class="${format === 'web' ? 'button' : 'button button-quiet'}" href="${href}"
              >${formatNames[format]}<span class="visually-hidden"> edition of ${guide.title}</span
              >${format === 'web' ? '' : html` <span class="size">${fileSize(bytes)}</span>`}</a
            >`,
        )}
      </p>
    </div>
  </article>`
}

/** "1.2 MB", "340 kB": powers of ten, as file managers show them. */
export function fileSize(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1000))} kB`
}

/** "November 24, 2026", by the calendar of UTC. */
export function longDate(iso: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(iso),
  )
}

function hours(minutes: number): string {
  if (minutes < 60) return `${Math.max(1, Math.round(minutes))} minutes to read`
  const rounded = Math.round(minutes / 30) / 2
  return `${rounded} ${rounded === 1 ? 'hour' : 'hours'} to read`
}
