import { html } from 'hono/html'
import { inLanguage, messagesFor, type SiteLanguage, siteLanguages } from './messages/index.ts'

export type Markup = ReturnType<typeof html>

export interface Page {
  lang: SiteLanguage
  /** Without the name of the site; empty where `title` says it already. */
  title: string
  description: string
  /**
   * Its address without a language's prefix, where it is there in every language: readers change
   * the language on it, and search engines are told.
   */
  path?: string
  /** Which entry of the navigation this page is. */
  at?: 'guides' | 'examples' | 'network' | 'news'
  /** Address of a script that adds to what the page does without it. */
  script?: string
  /** Address that browsers go on to by themselves, and search engines take instead. */
  refreshTo?: string
  body: Markup
}

const SITE = 'Charrette'

/** The frame of every public page: head, navigation, landmarks, foot. */
export function page({
  lang,
  title,
  description,
  path,
  at,
  script,
  refreshTo,
  body,
}: Page): Markup {
  const words = messagesFor(lang)
  const here = (path: string): string => inLanguage(lang, path)
  const entry = (path: string, text: string, isHere: boolean): Markup =>
    html`<a href="${here(path)}" ${isHere ? html`aria-current="page"` : ''}>${text}</a>`
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title.includes(SITE) ? title : `${title} – ${SITE}`}</title>
        <meta name="description" content="${description}" />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content="${SITE}" />
        <meta property="og:title" content="${title || SITE}" />
        <meta property="og:description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/site/icon.svg" type="image/svg+xml" />
        <link rel="alternate" href="/feed.xml" type="application/atom+xml" title="${words.feedTitle}" />
        <link rel="alternate" href="/opds.xml" type="application/atom+xml;profile=opds-catalog" title="${words.opds}" />
        ${
          path === undefined
            ? ''
            : siteLanguages.map(
                (other) =>
                  html`<link rel="alternate" hreflang="${other}" href="${inLanguage(other, path)}" />`,
              )
        }
        <link rel="stylesheet" href="/site/site.css" />
        ${refreshTo ? html`<meta http-equiv="refresh" content="0; url=${refreshTo}" /><link rel="canonical" href="${refreshTo}" />` : ''}
        ${script ? html`<script type="module" src="${script}"></script>` : ''}
      </head>
      <body>
        <a class="skip" href="#main">${words.skip}</a>
        <header class="masthead">
          <a class="wordmark" href="${here('/')}">${wordmark()}${SITE}</a>
          <nav aria-label="${words.mainNavigation}">
            ${entry('/guides/', words.guides, at === 'guides')}
            ${entry('/examples/', words.cityExamples, at === 'examples')}
            ${entry('/about/', words.network, at === 'network')}
            ${entry('/news/', words.news, at === 'news')}
            ${entry('/search/', words.search.title, false)}
            ${entry('/ask/', words.askForHelp, false)}
            <a class="nav-write" href="/write">${words.write}</a>
          </nav>
        </header>
        <main id="main">${body}</main>
        <footer class="foot">
          <p class="foot-line">
            ${words.tagline}
            <a href="https://citationstyles.org/">${words.citations}</a>.
          </p>
          <nav aria-label="${words.footNavigation}">
            ${entry('/guides/', words.allGuides, false)}
            ${entry('/cities/', words.cities.title, false)}
            ${entry('/convenings/', words.convenings.title, false)}
            ${entry('/newsletter/', words.newsletter, false)}
            <a href="/feed.xml">${words.newsFeed}</a>
            <a href="/guides.json">${words.catalogue}</a>
            <a href="/opds.xml">${words.opds}</a>
            <a href="/sign-in">${words.signIn}</a>
          </nav>
          ${
            path === undefined
              ? ''
              : html`<nav class="languages" aria-label="${words.languageNavigation}">
                  ${siteLanguages.map((other) =>
                    other === lang
                      ? html`<span aria-current="true">${words.languageName}</span>`
                      : html`<a href="${inLanguage(other, path)}" hreflang="${other}" lang="${other}">${messagesFor(other).languageName}</a>`,
                  )}
                </nav>`
          }
        </footer>
      </body>
    </html>`
}

function wordmark(): Markup {
  return html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d="M2 3h9v7H2zM13 3h9v4h-9zM2 12h5v9H2zM9 12h6v9H9z" fill="currentColor" />
    <path d="M17 9h5v12h-5z" class="wordmark-landmark" />
  </svg>`
}
