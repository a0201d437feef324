import { html } from 'hono/html'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** What stands in the fields of the first form, and what is wrong with it. */
export interface SetUpForm {
  values: Partial<Record<SetUpField, string>>
  problems: Partial<Record<SetUpField, string>>
  /** What is wrong with the whole; empty where nothing is. */
  problem: string
  /** The link's own token, without which nobody founds anything. */
  token: string
  /** Whether mails go out. */
  sendsMail: boolean
}

export type SetUpField = 'consortium' | 'name' | 'email' | 'city' | 'state'

/** The first page of a new Charrette: its consortium, and its first administrator. */
export function setUpPage(
  { values, problems, problem, token, sendsMail }: SetUpForm,
  lang: SiteLanguage = 'en',
): Markup {
  const words = messagesFor(lang).setUp
  const field = (
    name: SetUpField,
    label: string,
    { type = 'text', autocomplete = 'off', hint = '', optional = false } = {},
  ): Markup => {
    const wrong = problems[name]
    const described = [hint && `${name}-hint`, wrong && `${name}-problem`].filter(Boolean).join(' ')
    return html`<div class="ask-field">
      <label for="${name}">${label}</label>
      ${hint ? html`<p class="status" id="${name}-hint">${hint}</p>` : ''}
      <input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${values[name] ?? ''}"
        ${optional ? '' : html`required`} ${described ? html`aria-describedby="${described}"` : ''} ${wrong ? html`aria-invalid="true"` : ''} />
      ${wrong ? html`<p class="ask-problem" id="${name}-problem">${wrong}</p>` : ''}
    </div>`
  }
  return page({
    lang,
    title: words.title,
    description: words.description,
    body: html`<section class="band ask">
      <div class="ask-head">
        <h1>${words.heading}</h1>
        <p class="lede">${words.lede}</p>
        <p class="status">${sendsMail ? words.sendsMail : words.sendsNoMail}</p>
      </div>
      ${problem ? html`<p class="ask-problem" role="alert">${problem}</p>` : ''}
      <form class="ask-form" method="post" action="/set-up" novalidate>
        <input type="hidden" name="token" value="${token}" />
        ${field('consortium', words.consortium, { hint: words.consortiumHint })}
        ${field('name', words.name, { autocomplete: 'name' })}
        ${field('email', words.email, { type: 'email', autocomplete: 'email', hint: words.emailHint })}
        ${field('city', words.city, { autocomplete: 'address-level2' })}
        ${field('state', words.state, { autocomplete: 'address-level1', hint: words.stateHint, optional: true })}
        <p class="hero-actions"><button type="submit" class="button">${words.button}</button></p>
      </form>
    </section>`,
  })
}
