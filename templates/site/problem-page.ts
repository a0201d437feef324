import { html } from 'hono/html'
import { type Markup, page } from './page.ts'

/** What a reader sees where there is nothing, or where something went wrong. */
export function problemPage(heading: string, sentences: string): Markup {
  return page({
    title: `${heading} – Charrette`,
    description: heading,
    body: html`<section class="band problem">
      <h1>${heading}</h1>
      <p class="lede">${sentences}</p>
      <p class="hero-actions">
        <a class="button" href="/guides/">See all guides</a>
        <a class="button button-quiet" href="/">Front page</a>
      </p>
    </section>`,
  })
}
