import { html } from 'hono/html'
import {
  exampleAddress,
  exampleName,
  type ListedExample,
  sizeOf,
  sizesOfCities,
} from './listed-example.ts'
import { type Markup, page } from './page.ts'

/**
 * The catalogue of every guide's city examples, by place. Whole without a script; with one, its
 * readers choose by topic, size, state and year (`choose-examples.js`).
 */
export function examplesPage(examples: ListedExample[]): Markup {
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
    title: 'City examples – Charrette',
    description:
      'What cities did and what came of it: every city example of every guide, by topic, size of city, state and year.',
    at: 'examples',
    script: '/site/choose-examples.js',
    body: html`<section class="band examples">
      <div class="examples-head">
        <h1>City examples</h1>
        <p class="lede">
          What one city did, and what came of it. Find a city of your size, and read how it went.
        </p>
      </div>
      ${
        sorted.length === 0
          ? html`<p class="status">No guide with a city example has been released yet.</p>`
          : html`<form class="choose" id="choose" role="search" aria-label="City examples" hidden>
                ${choice('topic', 'Topic', topics)}
                ${choice(
                  'size',
                  'Residents',
                  sizesOfCities.map(({ name }) => name),
                  (_, index) => String(index),
                )}
                ${choice('state', 'State', states)} ${choice('since', 'Since', years, (year) => year, 'or later')}
                <p class="choose-field">
                  <label for="choose-words">Words</label>
                  <input id="choose-words" name="words" type="search" autocomplete="off" />
                </p>
                <p class="choose-foot">
                  <output id="chosen" class="status">${sorted.length} examples</output>
                  <button type="reset" class="button button-quiet">Show all</button>
                </p>
              </form>
              <ol class="example-list" id="examples">
                ${sorted.map((example) => listed(example))}
              </ol>`
      }
    </section>`,
  })
}

function listed(example: ListedExample): Markup {
  const { state, population, year, beginning, guide, chapter } = example
  return html`<li
    class="example-entry"
    data-topics="${guide.topics.join('|')}"
    data-size="${sizeOf(population) ?? ''}"
    data-state="${state}"
    data-year="${year.slice(0, 4)}"
  >
    <h2><a href="${exampleAddress(example)}">${exampleName(example)}</a></h2>
    <ul class="facts">
      ${population === null ? '' : html`<li>${population.toLocaleString('en-US')} residents</li>`}
      ${year ? html`<li>Since ${year}</li>` : ''}
    </ul>
    <p>${beginning}</p>
    <p class="status">${guide.title}: ${chapter.title}</p>
  </li>`
}

function choice(
  name: string,
  label: string,
  options: readonly string[],
  valueFor: (option: string, index: number) => string = (option) => option,
  suffix = '',
): Markup {
  return html`<p class="choose-field">
    <label for="choose-${name}">${label}</label>
    <select id="choose-${name}" name="${name}">
      <option value="">Any</option>
      ${options.map(
        (option, index) =>
          html`<option value="${valueFor(option, index)}">${[option, suffix].filter(Boolean).join(' ')}</option>`,
      )}
    </select>
  </p>`
}
