import { html } from 'hono/html'
import { exampleAddress, exampleName, type ListedExample, sizeOf } from './listed-example.ts'
import {
  inDigits,
  inLanguage,
  type Messages,
  messagesFor,
  type SiteLanguage,
} from './messages/index.ts'
import { type Markup, page } from './page.ts'

/**
 * The catalogue of every guide's city examples, by place. Whole without a script; with one, its
 * readers choose by topic, size, state and year (`choose-examples.js`).
 */
export function examplesPage(lang: SiteLanguage, examples: ListedExample[]): Markup {
  const words = messagesFor(lang).examples
  const sorted = [...examples].sort(
    (a, b) => a.state.localeCompare(b.state, 'en') || a.city.localeCompare(b.city, 'en'),
  )
  const states = [...new Set(sorted.map(({ state }) => state).filter(Boolean))]
  const topics = [...new Set(sorted.flatMap(({ guide }) => guide.topics))].sort((a, b) =>
    a.localeCompare(b, 'en'),
  )
  const years = [...new Set(sorted.map(({ year }) => year.slice(0, 4)))]
    .filter((year) => /^\d{4}$/.test(year))
    .sort()
    .reverse()
  return page({
    lang,
    path: '/examples/',
    title: words.title,
    description: words.description,
    at: 'examples',
    script: '/site/choose-examples.js',
    body: html`<section class="band examples">
      <div class="examples-head">
        <h1>${words.title}</h1>
        <p class="lede">
          ${words.lede}
        </p>
      </div>
      ${
        sorted.length === 0
          ? html`<p class="status">${words.none}</p>`
          : html`<form class="choose" id="choose" role="search" aria-label="${words.title}"
                data-none="${words.noneFits}" data-of-all="${words.ofAllPattern}" data-count="${words.count(sorted.length)}">
                ${choice(words, 'topic', words.topic, topics)}
                ${choice(words, 'size', words.residents, words.sizes, (_, index) => String(index))}
                ${choice(words, 'state', words.state, states)}
                ${choice(words, 'since', words.since, years, (year) => year, words.orLater)}
                <p class="choose-field">
                  <label for="choose-words">${words.words}</label>
                  <input id="choose-words" name="words" type="search" autocomplete="off" />
                </p>
                <p class="choose-foot">
                  <output id="chosen" class="status">${words.count(sorted.length)}</output>
                  <button type="reset" class="button button-quiet">${words.showAll}</button>
                </p>
              </form>
              <ol class="example-list" id="examples">
                ${sorted.map((example) => listed(lang, example))}
              </ol>`
      }
    </section>`,
  })
}

function listed(lang: SiteLanguage, example: ListedExample): Markup {
  const words = messagesFor(lang).examples
  const { state, population, year, beginning, guide, chapter } = example
  return html`<li
    class="example-entry"
    data-topics="${guide.topics.join('|')}"
    data-size="${sizeOf(population) ?? ''}"
    data-state="${state}"
    data-year="${year.slice(0, 4)}"
  >
    <h2><a href="${inLanguage(lang, exampleAddress(example))}">${exampleName(example)}</a></h2>
    <ul class="facts">
      ${population === null ? '' : html`<li>${words.residentsOf(inDigits(population, lang))}</li>`}
      ${year ? html`<li>${words.sinceYear(year)}</li>` : ''}
    </ul>
    <p>${beginning}</p>
    <p class="status">${guide.title}: ${chapter.title}</p>
  </li>`
}

function choice(
  words: Messages['examples'],
  name: string,
  label: string,
  options: readonly string[],
  valueFor: (option: string, index: number) => string = (option) => option,
  suffix = '',
): Markup {
  return html`<p class="choose-field">
    <label for="choose-${name}">${label}</label>
    <select id="choose-${name}" name="${name}">
      <option value="">${words.any}</option>
      ${options.map(
        (option, index) =>
          html`<option value="${valueFor(option, index)}">${[option, suffix].filter(Boolean).join(' ')}</option>`,
      )}
    </select>
  </p>`
}
