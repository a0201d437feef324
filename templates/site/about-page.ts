import { html } from 'hono/html'
import { takePart } from './front-page.ts'
import { inLanguage, messagesFor, partialDate, type SiteLanguage } from './messages/index.ts'
import { cityAddress, type NetworkCity, placeOf } from './network-city.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** Who stands behind the guides, where its cities met, and how a city takes part. */
export function aboutPage(
  lang: SiteLanguage,
  {
    consortia,
    cities,
    convenings,
  }: { consortia: string[]; cities: NetworkCity[]; convenings: PublishedGuide[] },
): Markup {
  const { about: words, convenings: conveningWords } = messagesFor(lang)
  const inWords = new Intl.ListFormat(lang, { type: 'conjunction' }).format(consortia)
  const members = cities.filter((city) => city.consortia.length > 0)
  return page({
    lang,
    path: '/about/',
    title: words.title,
    description: words.description,
    at: 'network',
    body: html`<section class="band network">
        <div class="network-head">
          <h1>${words.heading}</h1>
          <p class="lede">${words.lede}</p>
        </div>
        ${
          consortia.length > 0
            ? html`<section aria-labelledby="who">
                <h2 id="who">${words.who}</h2>
                <p>${words.whoText(inWords)}</p>
              </section>`
            : ''
        }
        <section aria-labelledby="places">
          <h2 id="places">${words.places}</h2>
          <p>${words.placesText}</p>
          ${
            members.length > 0
              ? html`<ul class="inline-places">
                  ${members.map(
                    (city) =>
                      html`<li><a href="${inLanguage(lang, cityAddress(city))}">${placeOf(city)}</a></li>`,
                  )}
                </ul>`
              : ''
          }
          <p class="hero-actions">
            <a class="button button-quiet" href="${inLanguage(lang, '/cities/')}">${words.allCities}</a>
          </p>
        </section>
        ${
          convenings.length > 0
            ? html`<section aria-labelledby="meet">
                <h2 id="meet">${words.meet}</h2>
                <p>${words.meetText}</p>
                <ul class="city-work">
                  ${convenings.map(
                    ({ slug, title, held, lang: own }) => html`<li>
                      <h3><a href="/guides/${slug}/" ${own === lang ? '' : html`lang="${own}"`}>${title}</a></h3>
                      ${held ? html`<p class="status">${conveningWords.heldIn(placeOf(held.city), partialDate(held.date, lang))}</p>` : ''}
                    </li>`,
                  )}
                </ul>
                <p class="hero-actions">
                  <a class="button button-quiet" href="${inLanguage(lang, '/convenings/')}">${words.allConvenings}</a>
                </p>
              </section>`
            : ''
        }
        <section aria-labelledby="rights">
          <h2 id="rights">${words.rights}</h2>
          <p>${words.rightsText}</p>
        </section>
      </section>
      ${takePart(lang)}`,
  })
}
