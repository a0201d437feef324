import { html } from 'hono/html'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** What a reader sees where there is nothing, or where something went wrong. */
export function problemPage(heading: string, sentences: string, lang: SiteLanguage = 'en'): Markup {
  const words = messagesFor(lang)
  return page({
    lang,
    title: heading,
    description: heading,
    body: html`<section class="band problem">
      <h1>${heading}</h1>
      <p class="lede">${sentences}</p>
      <p class="hero-actions">
        <a class="button" href="${inLanguage(lang, '/guides/')}">${words.seeAllGuides}</a>
        <a class="button button-quiet" href="${inLanguage(lang, '/')}">${words.frontPage}</a>
      </p>
    </section>`,
  })
}
