import { html } from 'hono/html'
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
export function setUpPage({ values, problems, problem, token, sendsMail }: SetUpForm): Markup {
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
    lang: 'en',
    title: 'Set up',
    description: 'The first page of a new Charrette.',
    body: html`<section class="band ask">
      <div class="ask-head">
        <h1>Set up Charrette</h1>
        <p class="lede">
          A consortium is the group of cities that writes together. You become its first administrator:
          you invite everybody else, and choose how its guides look, in the settings.
        </p>
        <p class="status">
          ${
            sendsMail
              ? 'Mails go out by the relay that SMTP_URL names. The settings send you a test mail.'
              : 'No mail goes out yet: name a relay in SMTP_URL before you invite anybody (docs/operate.md says how). You are signed in without one.'
          }
        </p>
      </div>
      ${problem ? html`<p class="ask-problem" role="alert">${problem}</p>` : ''}
      <form class="ask-form" method="post" action="/set-up" novalidate>
        <input type="hidden" name="token" value="${token}" />
        ${field('consortium', 'Name of the consortium', { hint: 'As it stands on covers: “Network of River Cities”.' })}
        ${field('name', 'Your name', { autocomplete: 'name' })}
        ${field('email', 'Your e-mail address', { type: 'email', autocomplete: 'email', hint: 'Sign-in links go there.' })}
        ${field('city', 'Your city', { autocomplete: 'address-level2' })}
        ${field('state', 'Its state or region', { autocomplete: 'address-level1', hint: 'Two letters, such as TN, or nothing.', optional: true })}
        <p class="hero-actions"><button type="submit" class="button">Found the consortium</button></p>
      </form>
    </section>`,
  })
}
