import { html } from 'hono/html'
import { type Markup, page } from './page.ts'

export interface ShownMail {
  to: string
  subject: string
  text: string
  at: string
}

/** Where a demonstration sends no mail, this page shows what it would have sent. */
export function mailPage(mails: ShownMail[]): Markup {
  return page({
    lang: 'en',
    title: 'Mail',
    description: 'Mails that this demonstration did not send.',
    body: html`<section class="band">
      <h1>Mail</h1>
      <p class="lede">This is a demonstration: its mails are shown here and sent to nobody.</p>
      ${mails.length === 0 ? html`<p class="status">No mail yet.</p>` : ''}
      ${mails.map(
        ({ to, subject, text, at }) => html`<article class="entry mail">
          <h2>${subject}</h2>
          <p class="status">To ${to}, <time datetime="${at}">${at.slice(11, 19)} UTC</time></p>
          <p class="mail-text">${withLinks(text)}</p>
        </article>`,
      )}
    </section>`,
  })
}

/** The addresses in a text become links; everything is escaped by `html`. */
function withLinks(text: string): Markup[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`))
}
