import { html } from 'hono/html'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** The field that leads to the search, wherever it stands. */
export function searchBox(lang: SiteLanguage, id: string): Markup {
  const { search } = messagesFor(lang)
  return html`<form class="search-box" role="search" action="${inLanguage(lang, '/search/')}">
    <label for="${id}">${search.label}</label>
    <input id="${id}" name="q" type="search" autocomplete="off" />
    <button type="submit" class="button button-quiet">${search.button}</button>
  </form>`
}

/** The search over all guides. It needs a script; without one the page leads to the contents. */
export function searchPage(lang: SiteLanguage, guides: PublishedGuide[]): Markup {
  const { search } = messagesFor(lang)
  return page({
    lang,
    path: '/search/',
    title: search.title,
    description: search.description,
    script: '/site/search-guides.js',
    body: html`<section class="band search-page">
      <h1>${search.title}</h1>
      ${searchBox(lang, 'search-words')}
      <p
        id="search-found"
        class="status"
        role="status"
        data-one="${search.foundOne}"
        data-several="${search.foundPattern}"
        data-none="${search.nonePattern}"
        data-unreachable="${search.unreachable}"
      ></p>
      <ol id="search-results" class="search-results"></ol>
      <p><button type="button" id="search-more" class="button button-quiet" hidden>${search.more}</button></p>
      <noscript>
        <p>${search.noScript}</p>
        <ul>${guides.map(({ slug, title }) => html`<li><a href="/guides/${slug}/">${title}</a></li>`)}</ul>
      </noscript>
    </section>`,
  })
}
