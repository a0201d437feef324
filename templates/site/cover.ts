import { html } from 'hono/html'
import { figureGround } from '../cover/figure-ground.ts'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import type { PublishedGuide } from './published-guide.ts'

type Markup = ReturnType<typeof html>

/** A guide's cover as it stands on a page: decorative, since the title stands beside it. */
export function cover(
  lang: SiteLanguage,
  guide: Pick<PublishedGuide, 'slug' | 'title' | 'number'>,
): Markup {
  const plan = figureGround(guide.slug, 300, 400)
  return html`<div class="cover" aria-hidden="true">
    <svg class="cover-plan" viewBox="0 0 300 400" preserveAspectRatio="xMidYMid slice" focusable="false">
      <path class="cover-blocks" fill-rule="evenodd" d="${plan.blocks}" />
      <path class="cover-river" fill="none" stroke-width="${plan.riverWidth}" d="${plan.river}" />
      <path class="cover-landmark" d="${plan.landmark}" />
    </svg>
    <div class="cover-label">
      <span class="cover-title">${guide.title}</span>
      <span class="cover-edition">${messagesFor(lang).entry.edition(guide.number)}</span>
    </div>
  </div>`
}
