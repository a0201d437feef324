import { html } from 'hono/html'
import { guideEntry } from './guide-entry.ts'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'
import { searchBox } from './search-page.ts'

/** Every published guide, newest release first. */
export function guidesPage(lang: SiteLanguage, guides: PublishedGuide[]): Markup {
  const { title, description, none } = messagesFor(lang).guidesPage
  return page({
    lang,
    path: '/guides/',
    title,
    description,
    at: 'guides',
    body: html`<section class="band">
      <h1>${title}</h1>
      ${searchBox(lang, 'guides-words')}
      ${
        guides.length > 0
          ? guides.map((guide) => guideEntry(lang, guide, { headingLevel: 2, all: guides }))
          : html`<p class="status">${none}</p>`
      }
    </section>`,
  })
}
