import { html } from 'hono/html'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** Where the stop address of a mail leads. */
export function stopMailPage(lang: SiteLanguage = 'en'): Markup {
  const words = messagesFor(lang).stopMail
  return page({
    lang,
    title: words.title,
    description: words.description,
    body: html`<section class="band problem">
      <h1>${words.heading}</h1>
      <p class="lede">${words.lede}</p>
      <form method="post" class="hero-actions">
        <button type="submit" class="button">${words.button}</button>
      </form>
    </section>`,
  })
}

/** What it says once it is done. */
export function stoppedMailPage(lang: SiteLanguage = 'en'): Markup {
  const words = messagesFor(lang).stopMail
  return page({
    lang,
    title: words.doneTitle,
    description: words.doneDescription,
    body: html`<section class="band problem">
      <h1>${words.doneHeading}</h1>
      <p class="lede">${words.doneLede}</p>
      <p class="hero-actions"><a class="button" href="/write/notifications">${words.again}</a></p>
    </section>`,
  })
}
