import { html } from 'hono/html'
import { cover } from './cover.ts'
import { guideEntry } from './guide-entry.ts'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'
import { searchBox } from './search-page.ts'

/** The public front page. `publishing` counts the texts whose first edition is being made. */
export function frontPage(
  lang: SiteLanguage,
  guides: PublishedGuide[],
  publishing: number,
): Markup {
  const { front, guidesPage } = messagesFor(lang)
  return page({
    lang,
    path: '/',
    title: front.title,
    description: front.description,
    body: html`
      <section class="hero">
        <div class="hero-text">
          <h1>${front.heading}</h1>
          <p class="lede">${front.lede}</p>
          <p class="hero-actions">
            <a class="button" href="${inLanguage(lang, '/guides/')}">${front.read}</a>
            <a class="button button-quiet" href="#how">${front.howLink}</a>
          </p>
        </div>
        <div class="hero-covers">${guides.slice(0, 2).map((guide) => cover(lang, guide))}</div>
      </section>

      <section class="band" aria-labelledby="guides-heading">
        <h2 id="guides-heading">${front.guides}</h2>
        ${guides.length > 0 ? searchBox(lang, 'front-words') : ''}
        ${guides.map((guide) => guideEntry(lang, guide, { headingLevel: 3, all: guides }))}
        ${
          publishing > 0
            ? html`<p class="status">${front.publishing(publishing)}</p>`
            : guides.length === 0
              ? html`<p class="status">${guidesPage.none}</p>`
              : ''
        }
      </section>

      <section class="band band-civic" id="how" aria-labelledby="how-heading">
        <h2 id="how-heading">${front.how}</h2>
        <ol class="road">
          ${front.road.map(({ heading, text }) => html`<li><h3>${heading}</h3><p>${text}</p></li>`)}
        </ol>
      </section>

      ${takePart(lang)}
    `,
  })
}

/** Where a city that reads becomes one that writes. */
export function takePart(lang: SiteLanguage): Markup {
  const { front } = messagesFor(lang)
  return html`<section class="band take-part" aria-labelledby="take-part-heading">
    <div>
      <h2 id="take-part-heading">${front.bring}</h2>
      <p>${front.bringText}</p>
    </div>
    <p class="hero-actions">
      <a class="button" href="${inLanguage(lang, '/ask/')}">${front.ask}</a>
      <a class="button button-quiet" href="/sign-in">${front.signInToWrite}</a>
    </p>
  </section>`
}
