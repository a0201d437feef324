import { html, raw } from 'hono/html'
import {
  exampleAddress,
  exampleName,
  type ListedExample,
  sizeOf,
  sizesOfCities,
} from './listed-example.ts'
import { type Markup, page } from './page.ts'

/** One city example on a page of its own, with the way to its guide and to its like. */
export function examplePage(example: ListedExample, all: ListedExample[]): Markup {
  const { guide, chapter, href, beginning } = example
  const name = exampleName(example)
  const size = sizeOf(example.population)
  const others = all.filter((other) => exampleAddress(other) !== exampleAddress(example))
  const alike = others
    .filter((other) => size !== null && sizeOf(other.population) === size)
    .slice(0, 6)
  return page({
    title: `${name} – City examples – Charrette`,
    description: beginning,
    at: 'examples',
    body: html`<div class="band example-page">
      <p class="trail"><a href="/examples/">City examples</a></p>
      <article class="text">${raw(example.html)}</article>
      <p class="example-from">
        From <a href="${href}">${chapter.title}</a>, a chapter of
        <a href="/guides/${guide.slug}/"><cite>${guide.title}</cite></a>
      </p>
      ${
        alike.length === 0 || size === null
          ? ''
          : html`<nav class="alike" aria-labelledby="alike-heading">
              <h2 id="alike-heading">Other cities with ${sizesOfCities[size]?.name.toLowerCase()} residents</h2>
              <ul>
                ${alike.map(
                  (other) =>
                    html`<li><a class="alike-place" href="${exampleAddress(other)}">${exampleName(other)}</a> ${other.beginning}</li>`,
                )}
              </ul>
            </nav>`
      }
    </div>`,
  })
}
