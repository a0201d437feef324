import { html } from 'hono/html'
import { messagesFor, type SiteLanguage } from './messages/index.ts'
import type { Markup } from './page.ts'

/** What stands in a form's fields, and what is wrong with it. */
export interface FormState<Field extends string> {
  values: Partial<Record<Field, string>>
  problems: Partial<Record<Field, string>>
  /** What is wrong with the whole; empty where nothing is. */
  problem: string
  /** When the form was drawn, signed. */
  drawn: string
}

/** One field of a public form with its label, its hint, and what is wrong with what stands in it. */
export function formField<Field extends string>(
  { values, problems }: FormState<Field>,
  {
    name,
    label,
    hint = '',
    required = true,
    control,
  }: {
    name: Field
    label: string
    hint?: string
    required?: boolean
    /** Draws the control itself with these attributes. */
    control: (attributes: Markup, value: string) => Markup
  },
): Markup {
  const wrong = problems[name]
  const described = [hint && `${name}-hint`, wrong && `${name}-problem`].filter(Boolean).join(' ')
  return html`<div class="ask-field">
    <label for="${name}">${label}</label>
    ${hint ? html`<p class="status" id="${name}-hint">${hint}</p>` : ''}
    ${control(
      html`id="${name}" name="${name}" ${required ? html`required` : ''} ${described ? html`aria-describedby="${described}"` : ''} ${wrong ? html`aria-invalid="true"` : ''}`,
      values[name] ?? '',
    )}
    ${wrong ? html`<p class="ask-problem" id="${name}-problem">${wrong}</p>` : ''}
  </div>`
}

/** A field for one line. */
export const lineControl =
  (type: string, autocomplete: string, more: Markup | '' = '') =>
  (attributes: Markup, value: string): Markup =>
    html`<input ${attributes} type="${type}" autocomplete="${autocomplete}" ${more} value="${value}" />`

/** A field for paragraphs, so many lines high. */
export const textControl =
  (rows: number) =>
  (attributes: Markup, value: string): Markup =>
    html`<textarea ${attributes} rows="${rows}">${value}</textarea>`

/** What keeps programs out without asking a third party: a field nobody sees, and when it was drawn. */
export function formGuards(lang: SiteLanguage, drawn: string): Markup {
  return html`<input type="hidden" name="drawn" value="${drawn}" />
    <div class="ask-trap" aria-hidden="true">
      <label for="website">${messagesFor(lang).ask.trap}</label>
      <input id="website" name="website" tabindex="-1" autocomplete="off" />
    </div>`
}
