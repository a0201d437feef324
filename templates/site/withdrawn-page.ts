import { html } from 'hono/html'
import { longDate } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** What readers find where an edition was: why it was taken back, and what they can read instead. */
export function withdrawnPage({
  slug,
  title,
  number,
  reason,
  at,
  current,
}: {
  slug: string
  title: string
  number: string
  reason: string
  /** ISO 8601. */
  at: string
  /** Number of the edition that can be read; null where none can. */
  current: string | null
}): Markup {
  return page({
    lang: 'en',
    title: `${title}, edition ${number}: withdrawn`,
    description: `Edition ${number} of “${title}” was withdrawn.`,
    body: html`<section class="band problem">
      <h1>This edition was withdrawn</h1>
      <p class="lede">Edition ${number} of “${title}” was withdrawn on ${longDate(at)}.</p>
      <p>${reason}</p>
      <p class="hero-actions">
        ${
          current
            ? html`<a class="button" href="/guides/${slug}/">Read edition ${current}</a>`
            : html`<a class="button" href="/guides/">See all guides</a>`
        }
      </p>
    </section>`,
  })
}
