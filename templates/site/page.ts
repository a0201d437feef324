import { html } from 'hono/html'

export type Markup = ReturnType<typeof html>

export interface Page {
  title: string
  description: string
  /** Which entry of the navigation this page is. */
  at?: 'guides' | 'examples' | 'how'
  /** Address of a script that adds to what the page does without it. */
  script?: string
  body: Markup
}

/** The frame of every public page: head, navigation, landmarks, foot. */
export function page({ title, description, at, script, body }: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/site/icon.svg" type="image/svg+xml" />
        <link rel="alternate" href="/feed.xml" type="application/atom+xml" title="New guides and editions" />
        <link rel="stylesheet" href="/site/site.css" />
        ${script ? html`<script type="module" src="${script}"></script>` : ''}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="masthead">
          <a class="wordmark" href="/">${wordmark()}Charrette</a>
          <nav aria-label="Main">
            <a href="/guides/" ${at === 'guides' ? html`aria-current="page"` : ''}>Guides</a>
            <a href="/examples/" ${at === 'examples' ? html`aria-current="page"` : ''}>City examples</a>
            <a href="/#how" ${at === 'how' ? html`aria-current="page"` : ''}>How it works</a>
            <a href="/ask/">Ask for help</a>
            <a class="nav-write" href="/write">Write</a>
          </nav>
        </header>
        <main id="main">${body}</main>
        <footer class="foot">
          <p class="foot-line">
            Guides for cities, by cities.
            <a href="https://citationstyles.org/">Citations by CSL (citeproc-js)</a>.
          </p>
          <nav aria-label="Foot">
            <a href="/guides/">All guides</a>
            <a href="/examples/">City examples</a>
            <a href="/feed.xml">News feed</a>
            <a href="/guides.json">Catalogue (JSON)</a>
            <a href="/sign-in">Sign in</a>
          </nav>
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
