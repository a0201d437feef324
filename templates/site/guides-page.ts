import { html } from 'hono/html'
import { guideEntry } from './guide-entry.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** Every published guide, newest release first. */
export function guidesPage(guides: PublishedGuide[]): Markup {
  return page({
    title: 'Guides – Charrette',
    description:
      'Every guide that cities have published with Charrette, on the web, as PDF, as EPUB and as a Word document to adapt.',
    at: 'guides',
    body: html`<section class="band">
      <h1>Guides</h1>
      ${
        guides.length > 0
          ? guides.map((guide) => guideEntry(guide, 2))
          : html`<p class="status">No guide has been released yet.</p>`
      }
    </section>`,
  })
}
