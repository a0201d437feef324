import { html } from 'hono/html'
import { type Markup, page } from './page.ts'

/** What stands in the fields, and what is wrong with it. */
export interface AskForm {
  values: Partial<Record<AskField, string>>
  problems: Partial<Record<AskField, string>>
  /** What is wrong with the whole; empty where nothing is. */
  problem: string
  /** When the form was drawn, signed. */
  drawn: string
}

export type AskField = 'name' | 'email' | 'city' | 'text'

/** "How can we help your city?": a form that needs no script. */
export function askPage({ values, problems, problem, drawn }: AskForm): Markup {
  const field = (
    name: AskField,
    label: string,
    control: (attributes: Markup) => Markup,
    hint = '',
  ): Markup => {
    const wrong = problems[name]
    const described = [hint && `${name}-hint`, wrong && `${name}-problem`].filter(Boolean).join(' ')
    return html`<div class="ask-field">
      <label for="${name}">${label}</label>
      ${hint ? html`<p class="status" id="${name}-hint">${hint}</p>` : ''}
      ${control(
        html`id="${name}" name="${name}" required ${described ? html`aria-describedby="${described}"` : ''} ${wrong ? html`aria-invalid="true"` : ''}`,
      )}
      ${wrong ? html`<p class="ask-problem" id="${name}-problem">${wrong}</p>` : ''}
    </div>`
  }
  const input = (name: AskField, type: string, autocomplete: string) => (attributes: Markup) =>
    html`<input ${attributes} type="${type}" autocomplete="${autocomplete}" value="${values[name] ?? ''}" />`
  return page({
    title: 'Ask for help – Charrette',
    description: 'How can we help your city? Ask the cities that write the guides.',
    body: html`<section class="band ask">
      <div class="ask-head">
        <h1>How can we help your city?</h1>
        <p class="lede">
          Ask about anything in a guide, or about what is in none. The people who edit the guides work for
          cities themselves, and one of them answers by mail.
        </p>
      </div>
      ${problem ? html`<p class="ask-problem" role="alert">${problem}</p>` : ''}
      <form class="ask-form" method="post" action="/ask/" novalidate>
        <input type="hidden" name="drawn" value="${drawn}" />
        <div class="ask-trap" aria-hidden="true">
          <label for="website">Leave this empty</label>
          <input id="website" name="website" tabindex="-1" autocomplete="off" />
        </div>
        ${field('name', 'Your name', input('name', 'text', 'name'))}
        ${field('email', 'Your e-mail address', input('email', 'email', 'email'), 'The answer goes there, and nothing else does.')}
        ${field('city', 'Your city', input('city', 'text', 'address-level2'))}
        ${field(
          'text',
          'Your question',
          (attributes) => html`<textarea ${attributes} rows="7">${values.text ?? ''}</textarea>`,
        )}
        <p class="hero-actions"><button type="submit" class="button">Send the question</button></p>
      </form>
    </section>`,
  })
}

/** What it says once a question is kept. */
export function askedPage(): Markup {
  return page({
    title: 'We have your question – Charrette',
    description: 'Your question is on its way to the editors.',
    body: html`<section class="band problem">
      <h1>We have your question</h1>
      <p class="lede">It is with the editors of the guides. One of them answers by mail.</p>
      <p class="hero-actions"><a class="button" href="/guides/">See all guides</a></p>
    </section>`,
  })
}
