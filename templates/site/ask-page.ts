import { html } from 'hono/html'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
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
export function askPage(lang: SiteLanguage, { values, problems, problem, drawn }: AskForm): Markup {
  const words = messagesFor(lang).ask
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
    lang,
    path: '/ask/',
    title: words.title,
    description: words.description,
    body: html`<section class="band ask">
      <div class="ask-head">
        <h1>${words.heading}</h1>
        <p class="lede">
          ${words.lede}
        </p>
      </div>
      ${problem ? html`<p class="ask-problem" role="alert">${problem}</p>` : ''}
      <form class="ask-form" method="post" action="${inLanguage(lang, '/ask/')}" novalidate>
        <input type="hidden" name="drawn" value="${drawn}" />
        <div class="ask-trap" aria-hidden="true">
          <label for="website">${words.trap}</label>
          <input id="website" name="website" tabindex="-1" autocomplete="off" />
        </div>
        ${field('name', words.name, input('name', 'text', 'name'))}
        ${field('email', words.email, input('email', 'email', 'email'), words.emailHint)}
        ${field('city', words.city, input('city', 'text', 'address-level2'))}
        ${field(
          'text',
          words.text,
          (attributes) => html`<textarea ${attributes} rows="7">${values.text ?? ''}</textarea>`,
        )}
        <p class="hero-actions"><button type="submit" class="button">${words.send}</button></p>
      </form>
    </section>`,
  })
}

/** What it says once a question is kept. */
export function askedPage(lang: SiteLanguage): Markup {
  const { ask, seeAllGuides } = messagesFor(lang)
  return page({
    lang,
    title: ask.askedTitle,
    description: ask.askedDescription,
    body: html`<section class="band problem">
      <h1>${ask.askedTitle}</h1>
      <p class="lede">${ask.askedText}</p>
      <p class="hero-actions"><a class="button" href="${inLanguage(lang, '/guides/')}">${seeAllGuides}</a></p>
    </section>`,
  })
}
