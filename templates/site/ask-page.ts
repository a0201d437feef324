import { html } from 'hono/html'
import { type FormState, formField, formGuards, lineControl, textControl } from './form-field.ts'
import { inLanguage, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

export type AskField = 'name' | 'email' | 'city' | 'text'
export type AskForm = FormState<AskField>

/** "How can we help your city?": a form that needs no script. */
export function askPage(lang: SiteLanguage, form: AskForm): Markup {
  const words = messagesFor(lang).ask
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
      ${form.problem ? html`<p class="ask-problem" role="alert">${form.problem}</p>` : ''}
      <form class="ask-form" method="post" action="${inLanguage(lang, '/ask/')}" novalidate>
        ${formGuards(lang, form.drawn)}
        ${formField(form, { name: 'name', label: words.name, control: lineControl('text', 'name') })}
        ${formField(form, { name: 'email', label: words.email, hint: words.emailHint, control: lineControl('email', 'email') })}
        ${formField(form, { name: 'city', label: words.city, control: lineControl('text', 'address-level2') })}
        ${formField(form, { name: 'text', label: words.text, control: textControl(7) })}
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
