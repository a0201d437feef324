import { html } from 'hono/html'
import { type Markup, page } from './page.ts'

/** Where the stop address of a mail leads. */
export function stopMailPage(): Markup {
  return page({
    lang: 'en',
    title: 'Stop these mails',
    description: 'Stop mails about your guides.',
    body: html`<section class="band problem">
      <h1>Stop these mails?</h1>
      <p class="lede">
        We no longer write to you about your guides. You still find everything below the bell in
        Charrette, and sign-in links still come.
      </p>
      <form method="post" class="hero-actions">
        <button type="submit" class="button">Stop the mails</button>
      </form>
    </section>`,
  })
}

/** What it says once it is done. */
export function stoppedMailPage(): Markup {
  return page({
    lang: 'en',
    title: 'Mails stopped',
    description: 'Mails about your guides are stopped.',
    body: html`<section class="band problem">
      <h1>We have stopped</h1>
      <p class="lede">
        No more mail about your guides. You can have it back at any time: below the bell in
        Charrette.
      </p>
      <p class="hero-actions"><a class="button" href="/write/notifications">Choose again</a></p>
    </section>`,
  })
}
