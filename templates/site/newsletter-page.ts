import { html, raw } from 'hono/html'
import {
  inLanguage,
  longDate,
  type Messages,
  messagesFor,
  type SiteLanguage,
} from './messages/index.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** What the newsletter is, and every one that came out. */
export function newsletterPage(lang: SiteLanguage, newsletters: PublishedGuide[]): Markup {
  const words = messagesFor(lang).newsletterPage
  return page({
    lang,
    path: '/newsletter/',
    title: words.title,
    description: words.description,
    at: 'news',
    body: html`<section class="band network">
      <div class="network-head">
        <h1>${words.title}</h1>
        <p class="lede">${words.lede}</p>
        <p class="hero-actions">
          <a class="button" href="${inLanguage(lang, '/newsletter/subscribe/')}">${words.subscribe}</a>
        </p>
      </div>
      <section aria-labelledby="archive">
        <h2 id="archive">${words.archive}</h2>
        ${
          newsletters.length === 0
            ? html`<p class="status">${words.none}</p>`
            : html`<ol class="news-list">
                ${newsletters.map(
                  ({ slug, title, summary, releasedAt, lang: own }) => html`<li>
                    <p class="status"><time datetime="${releasedAt}">${longDate(releasedAt, lang)}</time></p>
                    <h3><a href="/guides/${slug}/" ${own === lang ? '' : html`lang="${own}"`}>${title}</a></h3>
                    ${summary ? html`<p ${own === lang ? '' : html`lang="${own}"`}>${summary}</p>` : ''}
                  </li>`,
                )}
              </ol>`
        }
      </section>
    </section>`,
  })
}

/** The form for subscribing; it needs no script. */
export function subscribePage(
  lang: SiteLanguage,
  { email, problem, drawn }: { email: string; problem: string; drawn: string },
): Markup {
  const { newsletterPage: words, ask } = messagesFor(lang)
  return page({
    lang,
    path: '/newsletter/subscribe/',
    title: words.subscribe,
    description: words.description,
    at: 'news',
    body: html`<section class="band ask">
      <div class="ask-head">
        <h1>${words.subscribe}</h1>
        <p class="lede">${words.lede}</p>
      </div>
      <form class="ask-form" method="post" action="${inLanguage(lang, '/newsletter/subscribe/')}" novalidate>
        <input type="hidden" name="drawn" value="${drawn}" />
        <div class="ask-trap" aria-hidden="true">
          <label for="website">${ask.trap}</label>
          <input id="website" name="website" tabindex="-1" autocomplete="off" />
        </div>
        <div class="ask-field">
          <label for="email">${ask.email}</label>
          <p class="status" id="email-hint">${words.emailHint}</p>
          <input
            id="email"
            name="email"
            type="email"
            autocomplete="email"
            required
            value="${email}"
            aria-describedby="${problem ? 'email-hint email-problem' : 'email-hint'}"
            ${problem ? html`aria-invalid="true"` : ''}
          />
          ${problem ? html`<p class="ask-problem" id="email-problem" role="alert">${problem}</p>` : ''}
        </div>
        <p class="hero-actions"><button type="submit" class="button">${words.send}</button></p>
      </form>
    </section>`,
  })
}

/** What the newsletter's own pages say between a form and a mail. */
export type NewsletterMoment = 'asked' | 'confirm' | 'confirmed' | 'tooOld' | 'stop' | 'stopped'

/** One thing that is said, with a button where it is a question. */
export function newsletterMomentPage(lang: SiteLanguage, moment: NewsletterMoment): Markup {
  const { newsletterPage: words, seeAllGuides } = messagesFor(lang)
  const { heading, text, button } = words.moments[moment]
  return page({
    lang,
    title: heading,
    description: heading,
    at: 'news',
    body: html`<section class="band problem">
      <h1>${heading}</h1>
      <p class="lede">${text}</p>
      ${
        button
          ? html`<form method="post" class="hero-actions"><button type="submit" class="button">${button}</button></form>`
          : html`<p class="hero-actions"><a class="button" href="${inLanguage(lang, '/guides/')}">${seeAllGuides}</a></p>`
      }
    </section>`,
  })
}

/**
 * A newsletter as a mail's HTML. Styles stand on the elements: mail programs drop style sheets.
 *
 * @param body markup that we made from a guide: safe as it is.
 */
export function newsletterHtml({
  lang,
  title,
  subtitle,
  body,
  edition,
  site,
  stopUrl,
  words,
}: {
  lang: string
  title: string
  subtitle: string
  body: string
  edition: string
  site: string
  stopUrl: string
  words: Messages['newsletterPage']
}): Markup {
  return html`<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><meta name="color-scheme" content="light dark" /><title>${title}</title></head>
<body style="margin:0;padding:24px 16px;font:17px/1.55 Georgia,serif">
<div style="max-width:36em;margin:0 auto">
<h1 style="font-size:28px;line-height:1.2">${title}</h1>
${subtitle ? html`<p style="font-size:19px"><em>${subtitle}</em></p>` : ''}
${raw(body)}
<hr />
<p style="font:14px/1.5 sans-serif">${words.mailOnTheWeb} <a href="${edition}">${edition}</a></p>
<p style="font:14px/1.5 sans-serif">${words.mailWhy} <a href="${site}">${site}</a>.</p>
<p style="font:14px/1.5 sans-serif"><a href="${stopUrl}">${words.mailStop}</a></p>
</div>
</body>
</html>`
}
