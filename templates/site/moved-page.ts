import { html } from 'hono/html'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** Where a page was: a server sends readers on by itself, a static host by what stands in the head. */
export function movedPage(lang: SiteLanguage, to: string): Markup {
  const { edition } = messagesFor(lang)
  return page({
    lang,
    title: edition.movedTitle,
    description: edition.movedTitle,
    refreshTo: to,
    body: html`<section class="band problem">
      <h1>${edition.movedTitle}</h1>
      <p class="lede">${edition.movedText}</p>
      <p class="hero-actions"><a class="button" href="${to}">${edition.goThere}</a></p>
    </section>`,
  })
}
