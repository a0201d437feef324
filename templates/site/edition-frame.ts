import { html, raw } from 'hono/html'
import { feedbackAddress } from './feedback-page.ts'
import { fileSize } from './guide-entry.ts'
import {
  inLanguage,
  isRightToLeft,
  languageName,
  longDate,
  messagesFor,
  type SiteLanguage,
  siteLanguageOf,
} from './messages/index.ts'
import type { Markup } from './page.ts'

/** A file of an edition that readers can take with them. */
export interface EditionDownload {
  format: 'web' | 'pdf' | 'epub' | 'docx' | 'markdown' | 'json'
  href: string
  bytes: number
}

/** An edition in the list that every landing page ends with. */
export interface ListedEdition {
  number: string
  /** When readers got it; ISO 8601, UTC. */
  publishedAt: string
  /** What changed, in the editors' words; empty for a first release. */
  changelog: string
  downloads: EditionDownload[]
  /** Why it was taken back; null where it was not. */
  withdrawn: string | null
}

/** What the site knows about a page of an edition, and the edition itself cannot. */
export interface EditionFrame {
  slug: string
  /** Of the edition that the page is of. */
  number: string
  /** Path of the page in the edition: '' for the landing page, `one/` for a chapter. */
  path: string
  /** The editions of its guide, newest first. */
  editions: ListedEdition[]
  /** Number of the edition that took this one's place; null for the newest. */
  supersededBy: string | null
  /** Whether the edition has the picture by which others show it. */
  hasCard: boolean
  /** The site's address, without a `/` at its end. */
  baseUrl: string
  /**
   * What stands before the addresses of forms: nothing where the server that answers them serves the
   * page, its address elsewhere; null where nobody answers, and no form is shown.
   */
  formsAt: string | null
  /** The newest editions of the same guide in other languages. */
  translations: EditionTranslation[]
  /** The guide that this edition translates, where the page's chapter has changed there since; else null. */
  changedIn: { slug: string; lang: string } | null
}

/** The same guide in another language. */
export interface EditionTranslation {
  slug: string
  /** BCP 47. */
  lang: string
  /** Whether it has this page; else its landing page is what there is to go to. */
  hasPage: boolean
}

/**
 * A page of an edition as the site shows it: as it was published, with the way to the rest of the
 * site, a notice where a newer edition has taken its place, and on the landing page all editions.
 * What is no page of an edition stays as it is.
 */
export function framedEditionPage(page: string, frame: EditionFrame): string {
  const lang = siteLanguageOf(/<html lang="([^"]*)"/.exec(page)?.[1] ?? 'en')
  return (
    page
      .replace('</head>', () => `${headAdditions(page, frame)}</head>`)
      // After the skip link, so that it stays the first thing that a keyboard meets.
      .replace(
        /<body[^>]*>(?:<a class="skip"[^>]*>[^<]*<\/a>)?/,
        (start) =>
          `${start}${siteBar(lang, frame)}${notice(frame, lang)}${changedNotice(frame, lang)}`,
      )
      .replace('</main>', () => `${endOfPage(page, frame, lang)}</main>`)
  )
}

function endOfPage(page: string, frame: EditionFrame, lang: SiteLanguage): Markup | '' {
  if (frame.path === '') return editionList(frame, lang)
  const [, chapterId] = /^([^/]+)\/$/.exec(frame.path) ?? []
  if (!chapterId || frame.formsAt === null || !page.includes('class="chapter-page"')) return ''
  return usefulness(frame, frame.formsAt, chapterId, lang)
}

/** "Was this chapter useful?": two buttons that need no script, the way to say more, and to paper. */
function usefulness(
  { slug, number }: EditionFrame,
  formsAt: string,
  chapterId: string,
  lang: SiteLanguage,
): Markup {
  const { feedback: words, edition } = messagesFor(lang)
  const address = `${formsAt}${feedbackAddress({ slug, number, chapterId })}`
  return html`<section class="site-part useful" aria-labelledby="site_useful"><form method="post" action="${address}useful/"><h2 id="site_useful">${words.useful}</h2><button name="useful" value="yes">${words.yes}</button><button name="useful" value="no">${words.no}</button></form><p class="useful-ways"><a href="${address}">${words.tell}</a> <a href="/print/${slug}/${number}/?chapter=${chapterId}">${edition.printChapter}</a></p></section>`
}

function headAdditions(page: string, frame: EditionFrame): Markup {
  const { slug, path, supersededBy, baseUrl, translations } = frame
  const alike = translations.filter(({ hasPage }) => hasPage)
  const own = /<html lang="([^"]*)"/.exec(page)?.[1] ?? 'en'
  return html`${openGraph(page, frame)}<link rel="stylesheet" href="/site/edition-frame.css">${
    supersededBy === null
      ? page.includes('rel="canonical"')
        ? ''
        : html`<link rel="canonical" href="${baseUrl}/guides/${slug}/${path}">`
      : html`<meta name="robots" content="noindex">`
  }${
    supersededBy === null && alike.length > 0
      ? [{ slug, lang: own }, ...alike].map(
          (other) =>
            html`<link rel="alternate" hreflang="${other.lang}" href="${baseUrl}/guides/${other.slug}/${path}">`,
        )
      : ''
  }`
}

/** What needs a whole address, which the edition does not know. */
function openGraph(page: string, frame: EditionFrame): Markup {
  const { slug, number, path, hasCard, editions, baseUrl } = frame
  const root = `${baseUrl}/guides/${slug}/`
  // They stand in the page, escaped already: the title as text is, in which a quote may stand as it is.
  const [, text = ''] = /<title>([^<]*)<\/title>/.exec(page) ?? []
  const title = text.replaceAll('"', '&quot;')
  const [, description = ''] = /<meta name="description" content="([^"]*)">/.exec(page) ?? []
  const pdf = editions
    .find((edition) => edition.number === number)
    ?.downloads.find(({ format }) => format === 'pdf')
  return html`<meta property="og:type" content="${path === '' ? 'book' : 'article'}"><meta property="og:site_name" content="Charrette"><meta property="og:title" content="${raw(title)}"><meta property="og:description" content="${raw(description)}"><meta property="og:url" content="${root}${path}">${
    hasCard
      ? html`<meta property="og:image" content="${root}${number}/card.png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">`
      : ''
  }${pdf ? html`<meta name="citation_pdf_url" content="${baseUrl}${pdf.href}">` : ''}`
}

function siteBar(lang: SiteLanguage, frame: EditionFrame): Markup {
  const words = messagesFor(lang)
  const entry = (path: string, text: string): Markup =>
    html`<a href="${inLanguage(lang, path)}">${text}</a>`
  return html`<nav class="site-bar" aria-label="Charrette">${entry('/', 'Charrette')}${entry('/guides/', words.allGuides)}${entry('/examples/', words.cityExamples)}${entry('/search/', words.search.title)}${languageLinks(frame)}</nav>`
}

/** The way to the same page in other languages, each in its own words. */
function languageLinks({ translations, path }: EditionFrame): Markup | '' {
  if (translations.length === 0) return ''
  return html`<span class="site-languages">${translations.map(
    ({ slug, lang, hasPage }) =>
      html`<a href="/guides/${slug}/${hasPage ? path : ''}" hreflang="${lang}" lang="${lang}" ${isRightToLeft(lang) ? html`dir="rtl"` : ''}>${languageName(lang)}</a>`,
  )}</span>`
}

function changedNotice({ changedIn, path }: EditionFrame, lang: SiteLanguage): Markup | '' {
  if (changedIn === null) return ''
  const { edition } = messagesFor(lang)
  return html`<aside class="edition-notice" aria-label="${edition.aboutTranslation}"><p>${edition.changedSince} <a href="/guides/${changedIn.slug}/${path}" hreflang="${changedIn.lang}" lang="${changedIn.lang}">${languageName(changedIn.lang)}</a></p></aside>`
}

function notice({ slug, number, supersededBy }: EditionFrame, lang: SiteLanguage): Markup {
  if (supersededBy === null) return html``
  const { edition } = messagesFor(lang)
  return html`<aside class="edition-notice" aria-label="${edition.about}"><p>${edition.thisIs(number)} <a href="/guides/${slug}/">${edition.named(supersededBy)}</a> ${edition.tookItsPlace}</p></aside>`
}

function editionList({ slug, number, editions }: EditionFrame, lang: SiteLanguage): Markup {
  const { edition: words } = messagesFor(lang)
  return html`<section class="site-part" aria-labelledby="site_editions"><h2 id="site_editions">${words.all}</h2><ol class="edition-list">${editions.map(
    (edition) =>
      html`<li><p><a href="/guides/${slug}/${edition.number}/" ${edition.number === number ? html`aria-current="true"` : ''}>${words.named(edition.number)}</a>, <time datetime="${edition.publishedAt.slice(0, 10)}">${longDate(edition.publishedAt, lang)}</time></p>${
        edition.withdrawn === null
          ? html`${edition.changelog ? html`<p>${edition.changelog}</p>` : ''}${downloads(edition, lang)}`
          : html`<p>${words.withdrawn} ${edition.withdrawn}</p>`
      }</li>`,
  )}</ol><p><a href="/print/${slug}/${number}/">${words.printChapters}</a></p></section>`
}

const formatNames = {
  pdf: 'PDF',
  epub: 'EPUB',
  docx: 'Word',
  markdown: 'Markdown',
  json: 'JSON',
} as const

function downloads({ number, downloads: files }: ListedEdition, lang: SiteLanguage): Markup {
  const { edition } = messagesFor(lang)
  const taken = files.flatMap(({ format, ...file }) =>
    format === 'web' ? [] : [{ ...file, name: formatNames[format] }],
  )
  if (taken.length === 0) return html``
  return html`<ul class="edition-files">${taken.map(
    ({ name, href, bytes }) =>
      html`<li><a href="${href}" aria-label="${name} ${fileSize(bytes, lang)}, ${edition.named(number)}" download>${name} <span class="size">${fileSize(bytes, lang)}</span></a></li>`,
  )}</ul>`
}
