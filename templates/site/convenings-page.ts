import { html } from 'hono/html'
import { guideEntry } from './guide-entry.ts'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** Every convening, the latest first: by when cities met, not by when it was written up. */
export function conveningsPage(lang: SiteLanguage, convenings: PublishedGuide[]): Markup {
  const words = messagesFor(lang).convenings
  const dateOf = ({ held, releasedAt }: PublishedGuide): string => held?.date ?? releasedAt
  const sorted = convenings.toSorted((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1))
  return page({
    lang,
    path: '/convenings/',
    title: words.title,
    description: words.description,
    at: 'network',
    body: html`<section class="band">
      <div class="network-head">
        <h1>${words.title}</h1>
        <p class="lede">${words.lede}</p>
      </div>
      ${
        sorted.length > 0
          ? sorted.map((convening) => guideEntry(lang, convening, { headingLevel: 2, all: sorted }))
          : html`<p class="status">${words.none}</p>`
      }
    </section>`,
  })
}
