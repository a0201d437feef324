import { html } from 'hono/html'
import type { AnnouncedRelease } from './feeds.ts'
import { longDate, messagesFor, type SiteLanguage } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** What readers have got of late, newest first: the same as in the feed. */
export function newsPage(lang: SiteLanguage, releases: AnnouncedRelease[]): Markup {
  const words = messagesFor(lang).newsPage
  return page({
    lang,
    path: '/news/',
    title: words.title,
    description: words.description,
    at: 'news',
    body: html`<section class="band network">
      <div class="network-head">
        <h1>${words.title}</h1>
        <p class="lede">${words.lede}</p>
      </div>
      ${
        releases.length === 0
          ? html`<p class="status">${words.none}</p>`
          : html`<ol class="news-list">
              ${releases.map(
                ({ slug, kind, title, summary, number, changelog, publishedAt, lang: own }) =>
                  html`<li>
                    <p class="status">
                      ${words.kinds[kind]} · <time datetime="${publishedAt}">${longDate(publishedAt, lang)}</time>
                    </p>
                    <h2>
                      <a href="/guides/${slug}/${number}/" ${own === lang ? '' : html`lang="${own}"`}
                        >${kind === 'guide' ? words.release(title, number) : title}</a
                      >
                    </h2>
                    <p ${own === lang ? '' : html`lang="${own}"`}>${changelog || summary}</p>
                  </li>`,
              )}
            </ol>`
      }
    </section>`,
  })
}
