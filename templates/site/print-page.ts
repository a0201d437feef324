import { html } from 'hono/html'
import type { EditionDownload } from './edition-frame.ts'
import { fileSize } from './guide-entry.ts'
import { messagesFor, siteLanguageOf } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** An edition of which some chapters are wanted on paper. */
export interface PrintableEdition {
  slug: string
  title: string
  /** BCP 47. */
  lang: string
  number: string
  chapters: { id: string; title: string }[]
  /** The PDF of the whole; undefined where the edition has none. */
  whole: EditionDownload | undefined
}

const addressOf = ({ slug, number }: PrintableEdition): string => `/print/${slug}/${number}/`

/**
 * "Print these chapters".
 *
 * @param form null where there is no server behind the page that could print: the page then leads
 *   to the chapters, each of which a browser prints, and to the PDF of the whole.
 */
export function printPage(
  edition: PrintableEdition,
  form: { chosen: readonly string[]; problem: string } | null,
): Markup {
  const { slug, title, number, chapters } = edition
  const lang = siteLanguageOf(edition.lang)
  const { print } = messagesFor(lang)
  const whole = wholePdf(edition)
  return page({
    lang,
    title: print.title(title),
    description: print.description(title),
    at: 'guides',
    body: html`<section class="band print-page">
      ${trail(edition)}
      <h1>${print.heading}</h1>
      ${
        form === null
          ? html`<p class="lede">${print.byBrowser}</p>
              <ul>${chapters.map(({ id, title: name }) => html`<li><a href="/guides/${slug}/${number}/${id}/">${name}</a></li>`)}</ul>`
          : html`<p class="lede">${print.lede}</p>
              ${form.problem ? html`<p class="ask-problem" role="alert">${form.problem}</p>` : ''}
              <form method="post" action="${addressOf(edition)}" class="print-form">
                <fieldset>
                  <legend>${print.chapters}</legend>
                  ${chapters.map(
                    ({ id, title: name }, index) =>
                      html`<label class="print-choice"><input type="checkbox" name="chapter" value="${id}" ${form.chosen.includes(id) ? html`checked` : ''} /><span>${index + 1}</span> ${name}</label>`,
                  )}
                </fieldset>
                <p class="hero-actions"><button type="submit" class="button">${print.make}</button></p>
              </form>`
      }
      ${whole ? html`<p>${whole}</p>` : ''}
    </section>`,
  })
}

const trail = ({ slug, title, lang, number }: PrintableEdition): Markup =>
  html`<p class="trail"><a href="/guides/${slug}/${number}/">${messagesFor(siteLanguageOf(lang)).print.editionOf(title, number)}</a></p>`

function wholePdf({ whole, title, lang }: PrintableEdition): Markup | null {
  return whole
    ? html`${messagesFor(siteLanguageOf(lang)).print.orWhole} <a href="${whole.href}" download>${title}, PDF, ${fileSize(whole.bytes, lang)}</a>`
    : null
}

/** How far a PDF is that is being printed. */
export function wordsOfPrint(lang: string, state: string): string {
  const { print } = messagesFor(siteLanguageOf(lang))
  return state === 'running' ? print.running : print.waiting
}

/** Where a PDF that was asked for is waited for and found. */
export function printedPage(
  edition: PrintableEdition,
  made: {
    chapters: string[]
    state: 'waiting' | 'running' | 'done' | 'failed'
    href: string
    bytes: number
  },
): Markup {
  const lang = siteLanguageOf(edition.lang)
  const { print } = messagesFor(lang)
  const titles = edition.chapters.filter(({ id }) => made.chapters.includes(id))
  const isUnderWay = made.state === 'waiting' || made.state === 'running'
  return page({
    lang,
    title: print.title(edition.title),
    description: print.description(edition.title),
    at: 'guides',
    ...(isUnderWay ? { script: '/site/follow-print.js' } : {}),
    body: html`<section class="band print-page">
      ${trail(edition)}
      <h1>${print.yours}</h1>
      <ul>${titles.map(({ title }) => html`<li>${title}</li>`)}</ul>
      <div role="status">
        ${
          made.state === 'done'
            ? html`<p class="hero-actions"><a class="button" href="${made.href}" download>${print.take} (${fileSize(made.bytes, lang)})</a></p>`
            : made.state === 'failed'
              ? html`<p>${print.failed}</p>`
              : html`<p id="print-state">${wordsOfPrint(lang, made.state)}</p>
                  <p class="hero-actions"><a class="button button-quiet" href="">${print.lookAgain}</a></p>`
        }
      </div>
      <p><a href="${addressOf(edition)}">${print.chooseOthers}</a></p>
      ${made.state === 'failed' && edition.whole ? html`<p>${wholePdf(edition)}</p>` : ''}
    </section>`,
  })
}
