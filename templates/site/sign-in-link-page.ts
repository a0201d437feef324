import { html } from 'hono/html'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/**
 * Where a sign-in link leads: it is used up by the button and not by looking at it, as programs do
 * that look at mails.
 */
export function signInLinkPage(query: string, lang: SiteLanguage = 'en'): Markup {
  const words = messagesFor(lang).signInLink
  return page({
    lang,
    title: words.title,
    description: words.description,
    body: html`<section class="band problem">
      <h1>${words.heading}</h1>
      <p class="lede">${words.lede}</p>
      <form method="post" action="/sign-in/link" class="hero-actions">
        <input type="hidden" name="query" value="${query}" />
        <button type="submit" class="button">${words.button}</button>
      </form>
    </section>`,
  })
}
