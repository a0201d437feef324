import { html, raw } from 'hono/html'
import { exampleAddress, exampleName, type ListedExample, sizeOf } from './listed-example.ts'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** One city example on a page of its own, with the way to its guide and to its like. */
export function examplePage(
  lang: SiteLanguage,
  example: ListedExample,
  all: ListedExample[],
): Markup {
  const words = messagesFor(lang).examples
  const { guide, chapter, href, beginning } = example
  const name = exampleName(example)
  const size = sizeOf(example.population)
  const others = all.filter((other) => exampleAddress(other) !== exampleAddress(example))
  const alike = others
    .filter((other) => size !== null && sizeOf(other.population) === size)
    .slice(0, 6)
  return page({
    lang,
    path: exampleAddress(example),
    title: `${name} – ${words.title}`,
    description: beginning,
    at: 'examples',
    body: html`<div class="band example-page">
      <p class="trail"><a href="${inLanguage(lang, '/examples/')}">${words.title}</a></p>
      <article class="text">${raw(example.html)}</article>
      <p class="example-from">
        ${words.from} <a href="${href}">${chapter.title}</a>, ${words.chapterOf}
        <a href="/guides/${guide.slug}/"><cite>${guide.title}</cite></a>
      </p>
      ${
        alike.length === 0 || size === null
          ? ''
          : html`<nav class="alike" aria-labelledby="alike-heading">
              <h2 id="alike-heading">${words.alike[size]}</h2>
              <ul>
                ${alike.map(
                  (other) =>
                    html`<li><a class="alike-place" href="${inLanguage(lang, exampleAddress(other))}">${exampleName(other)}</a> ${other.beginning}</li>`,
                )}
              </ul>
            </nav>`
      }
    </div>`,
  })
}
