import { html } from 'hono/html'
import { exampleAddress } from './listed-example.ts'
import { inLanguage, messagesFor, partialDate, type SiteLanguage } from './messages/index.ts'
import { cityAddress, type NetworkCity, placeOf } from './network-city.ts'
import { type Markup, page } from './page.ts'

/** One city: what it wrote, what it did, and the convenings that it was host to. */
export function cityPage(lang: SiteLanguage, city: NetworkCity): Markup {
  const { cities: words, examples } = messagesFor(lang)
  const name = placeOf(city)
  const about =
    city.consortia.length > 0
      ? city.consortia.map((consortium) => words.memberOf(consortium)).join(' ')
      : words.noMember
  const section = (id: string, heading: string, items: Markup[]): Markup | '' =>
    items.length === 0
      ? ''
      : html`<section aria-labelledby="${id}">
          <h2 id="${id}">${heading}</h2>
          <ul class="city-work">${items}</ul>
        </section>`
  const own = (of: string): Markup | '' => (of === lang ? '' : html`lang="${of}"`)
  const nothing = city.wrote.length + city.examples.length + city.host.length === 0
  return page({
    lang,
    path: cityAddress(city),
    title: `${name} – ${words.title}`,
    description: `${name}. ${about}`,
    at: 'network',
    body: html`<section class="band network">
      <p class="trail"><a href="${inLanguage(lang, '/cities/')}">${words.title}</a></p>
      <div class="network-head">
        <h1>${name}</h1>
        <p class="lede">${about}</p>
      </div>
      ${section(
        'wrote',
        words.wrote,
        city.wrote.map(
          ({ guide, chapters }) => html`<li>
            <h3><a href="/guides/${guide.slug}/" ${own(guide.lang)}>${guide.title}</a></h3>
            ${
              chapters.length > 0
                ? html`<ul>
                    ${chapters.map(
                      ({ id, title }) =>
                        html`<li><a href="/guides/${guide.slug}/${id}/" ${own(guide.lang)}>${title}</a></li>`,
                    )}
                  </ul>`
                : ''
            }
          </li>`,
        ),
      )}
      ${section(
        'did',
        words.did,
        city.examples.map(
          (example) => html`<li>
            <h3><a href="${inLanguage(lang, exampleAddress(example))}">${example.chapter.title}</a></h3>
            <p>${example.beginning}</p>
            <p class="status">
              ${example.year ? `${examples.sinceYear(example.year)} · ` : ''}<cite>${example.guide.title}</cite>
            </p>
          </li>`,
        ),
      )}
      ${section(
        'hosted',
        words.hosted,
        city.host.map(
          (convening) => html`<li>
            <h3><a href="/guides/${convening.slug}/" ${own(convening.lang)}>${convening.title}</a></h3>
            <p ${own(convening.lang)}>${convening.summary}</p>
            ${convening.held ? html`<p class="status">${partialDate(convening.held.date, lang)}</p>` : ''}
          </li>`,
        ),
      )}
      ${nothing ? html`<p class="status">${words.nothing}</p>` : ''}
    </section>`,
  })
}
