import { html } from 'hono/html'
import { type Markup, page } from './page.ts'

/**
 * Where a sign-in link leads: it is used up by the button and not by looking at it, as programs do
 * that look at mails.
 */
export function signInLinkPage(query: string): Markup {
  return page({
    lang: 'en',
    title: 'Sign in',
    description: 'The last step of signing in.',
    body: html`<section class="band problem">
      <h1>Welcome back</h1>
      <p class="lede">One step is left. The link in your mail works once, for 15 minutes.</p>
      <form method="post" action="/sign-in/link" class="hero-actions">
        <input type="hidden" name="query" value="${query}" />
        <button type="submit" class="button">Sign in to Charrette</button>
      </form>
    </section>`,
  })
}
