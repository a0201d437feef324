import type { Guide, Release } from '@charrette/guides'
import type { Element, ElementContent, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { Words } from '../hast/words.ts'
import { creators } from '../release-facts.ts'
import { sayDirections } from '../text-direction.ts'
import type { Addresses, WebPage } from './addresses.ts'
import { metadata } from './metadata.ts'

/** What every page of one web edition shares. */
export interface WebContext {
  guide: Guide
  release: Release
  words: Words
  addresses: Addresses
  /** Path of the edition's one style sheet. */
  styleSheet: string
  /** Path of the icon that browsers show with its title. */
  icon: string
  /** Path of the script that shows notes beside their references. */
  notesScript: string
  /** Address that the edition is published at, ending in `/`; null where it is not known. */
  canonical: string | null
  hasBibliography: boolean
  hasGlossary: boolean
  hasReport: boolean
}

export interface Frame {
  page: WebPage
  /** Class of the body: which kind of page this is. */
  kind: string
  title: string
  description: string
  /** Whether the page has notes. */
  hasNotes?: boolean
  lang?: string
  main: ElementContent[]
  /** Before and after `main`, inside the body. */
  before?: ElementContent[]
  after?: ElementContent[]
  /** Relations to other pages, for the head. */
  previous?: string | null
  next?: string | null
}

/** A whole page as HTML: head, skip link, landmarks. No inline script and no inline style is in it. */
export function pageHtml(frame: Frame, context: WebContext): string {
  const { guide, release, words, addresses } = context
  const { page } = frame
  const lang = guide.frontMatter.lang
  const home = addresses.pageHref({ kind: 'landing' }, page)
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang }, [
        h('head', head(frame, context)),
        h('body', { className: [frame.kind] }, [
          h('a.skip', { href: '#main_text' }, words.skipToText),
          h('header.masthead', [
            h('a.masthead-title', { href: home }, guide.frontMatter.title),
            h('nav', { ariaLabel: words.guide }, guideLinks(page, context)),
          ]),
          ...(frame.before ?? []),
          h(
            'main',
            { id: 'main_text', lang: frame.lang && frame.lang !== lang ? frame.lang : null },
            frame.main,
          ),
          ...(frame.after ?? []),
          h('footer.foot', [
            h('p', [
              h('a', { href: home }, guide.frontMatter.title),
              ` · ${words.release} ${release.number} · `,
              h('span.hash', release.contentHash.slice(0, 12)),
            ]),
            ...(release.consortium ? [h('p', release.consortium)] : []),
          ]),
        ]),
      ]),
    ],
  }
  return `${toHtml(sayDirections(root), { upperDoctype: true })}\n`
}

function guideLinks(page: WebPage, context: WebContext): Element[] {
  const { words, addresses } = context
  const link = (to: WebPage, text: string): Element =>
    h(
      'a',
      {
        href: addresses.pageHref(to, page),
        ariaCurrent: to.kind === page.kind ? 'page' : null,
      },
      text,
    )
  return [
    link({ kind: 'landing' }, words.contents),
    ...(context.hasGlossary ? [link({ kind: 'glossary' }, words.glossary)] : []),
    ...(context.hasBibliography ? [link({ kind: 'bibliography' }, words.bibliography)] : []),
  ]
}

function head(frame: Frame, context: WebContext): ElementContent[] {
  const { guide, release, addresses, canonical } = context
  const { page } = frame
  const { title } = guide.frontMatter
  const meta = (name: string, content: string): Element[] =>
    content ? [h('meta', { name, content })] : []
  const address = canonical
    ? new URL(addresses.pageHref(page, { kind: 'landing' }), canonical).href
    : ''
  return [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', frame.title === title ? title : `${frame.title} · ${title}`),
    ...meta('description', frame.description),
    ...meta('color-scheme', 'light dark'),
    ...meta('author', creators(guide, release).join('; ')),
    ...(address ? [h('link', { rel: 'canonical', href: address })] : []),
    ...metadata({ page, title: frame.title, description: frame.description, address }, context),
    ...meta('charrette:release', release.number),
    ...meta('charrette:content-hash', release.contentHash),
    ...(frame.previous ? [h('link', { rel: 'prev', href: frame.previous })] : []),
    ...(frame.next ? [h('link', { rel: 'next', href: frame.next })] : []),
    h('link', {
      rel: 'icon',
      type: 'image/svg+xml',
      href: addresses.fileHref(context.icon, page),
    }),
    h('link', { rel: 'stylesheet', href: addresses.fileHref(context.styleSheet, page) }),
    ...(frame.hasNotes
      ? [h('script', { type: 'module', src: addresses.fileHref(context.notesScript, page) })]
      : []),
  ]
}
