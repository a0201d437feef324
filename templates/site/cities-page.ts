import { html } from 'hono/html'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { cityAddress, type NetworkCity, placeOf } from './network-city.ts'
import { type Markup, page } from './page.ts'

/** Every city of the network: those of each consortium, then those that the guides tell of. */
export function citiesPage(lang: SiteLanguage, cities: NetworkCity[]): Markup {
  const words = messagesFor(lang).cities
  const consortia = [...new Set(cities.flatMap(({ consortia }) => consortia))]
  const others = cities.filter(({ consortia }) => consortia.length === 0)
  const group = (heading: string, id: string, members: NetworkCity[]): Markup =>
    html`<section aria-labelledby="${id}">
      <h2 id="${id}">${heading}</h2>
      <ul class="city-list">${members.map((city) => entry(lang, city))}</ul>
    </section>`
  return page({
    lang,
    path: '/cities/',
    title: words.title,
    description: words.description,
    at: 'network',
    body: html`<section class="band network">
      <div class="network-head">
        <h1>${words.title}</h1>
        <p class="lede">${words.lede}</p>
      </div>
      ${consortia.map((name, index) =>
        group(
          words.members(name),
          `consortium-${index + 1}`,
          cities.filter(({ consortia }) => consortia.includes(name)),
        ),
      )}
      ${others.length > 0 ? group(words.others, 'other-cities', others) : ''}
      ${cities.length === 0 ? html`<p class="status">${words.none}</p>` : ''}
    </section>`,
  })
}

function entry(lang: SiteLanguage, city: NetworkCity): Markup {
  const { cities, entry: entryWords } = messagesFor(lang)
  const facts = [
    ...(city.wrote.length > 0 ? [cities.wroteCount(city.wrote.length)] : []),
    ...(city.examples.length > 0 ? [entryWords.examples(city.examples.length)] : []),
    ...(city.host.length > 0 ? [cities.hostOf(city.host.length)] : []),
  ]
  return html`<li>
    <a href="${inLanguage(lang, cityAddress(city))}">${placeOf(city)}</a>
    ${facts.length > 0 ? html`<span class="status">${facts.join(' · ')}</span>` : ''}
  </li>`
}
