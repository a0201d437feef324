import type { Element } from 'hast'
import { h } from 'hastscript'
import { chapterPage } from '../hast/place.ts'
import { cityName, creators, licenceOf } from '../release-facts.ts'
import type { WebPage } from './addresses.ts'
import type { WebContext } from './page-frame.ts'

/** What catalogues and search engines read of a page. */
export interface DescribedPage {
  page: WebPage
  title: string
  description: string
  /** Address that the page is published at; empty where it is not known. */
  address: string
}

/** Dublin Core and what Google Scholar and reference managers read, of the guide; JSON-LD, of the page. */
export function metadata(described: DescribedPage, context: WebContext): Element[] {
  const { guide, release } = context
  const { title, subtitle, summary, lang, topics, cities, licence } = guide.frontMatter
  const names = creators(guide, release)
  const day = release.releasedAt.slice(0, 10)
  const meta = (name: string, content: string): Element[] =>
    content ? [h('meta', { name, content })] : []
  return [
    ...meta('citation_title', title),
    ...names.flatMap((name) => meta('citation_author', name)),
    ...meta('citation_publication_date', day.replaceAll('-', '/')),
    ...meta('citation_technical_report_institution', release.consortium),
    ...meta('citation_technical_report_number', release.number),
    ...meta('citation_language', lang),
    ...meta('keywords', [...topics, ...cities.map(cityName)].join(', ')),
    h('link', { rel: 'schema.DC', href: 'http://purl.org/dc/elements/1.1/' }),
    ...meta('DC.title', subtitle ? `${title}: ${subtitle}` : title),
    ...names.flatMap((name) => meta('DC.creator', name)),
    ...meta('DC.publisher', release.consortium),
    ...meta('DC.date', day),
    ...meta('DC.language', lang),
    ...meta('DC.type', 'Text'),
    ...meta('DC.identifier', described.address || release.contentHash),
    ...meta('DC.rights', licenceOf(licence).href ?? licence),
    ...topics.flatMap((topic) => meta('DC.subject', topic)),
    ...meta('DC.description', summary),
    jsonLd(linkedData(described, context)),
  ]
}

/** schema.org: the guide as a book on its landing page, each chapter as a part of it. */
function linkedData(
  { page, title, description, address }: DescribedPage,
  { guide, release, addresses }: WebContext,
): object {
  const { frontMatter, chapters } = guide
  const deed = licenceOf(frontMatter.licence)
  const shared = {
    '@context': 'https://schema.org',
    inLanguage: frontMatter.lang,
    author: creators(guide, release).map((name) => ({
      '@type': frontMatter.authors.length > 0 ? 'Person' : 'Organization',
      name,
    })),
    ...(release.consortium
      ? { publisher: { '@type': 'Organization', name: release.consortium } }
      : {}),
    datePublished: release.releasedAt.slice(0, 10),
    ...(deed.href ? { license: deed.href } : {}),
    ...(address ? { url: address } : {}),
    ...(description ? { description } : {}),
  }
  const position = chapters.findIndex(({ id }) => page.kind === 'chapter' && id === page.chapterId)
  if (page.kind === 'chapter')
    return {
      ...shared,
      '@type': 'Chapter',
      name: title,
      position: position + 1,
      isPartOf: {
        '@type': 'Book',
        name: frontMatter.title,
        url: addresses.pageHref({ kind: 'landing' }, page),
      },
    }
  if (page.kind !== 'landing') return { ...shared, '@type': 'WebPage', name: title }
  return {
    ...shared,
    '@type': 'Book',
    name: frontMatter.title,
    ...(frontMatter.subtitle ? { alternativeHeadline: frontMatter.subtitle } : {}),
    bookEdition: release.number,
    keywords: frontMatter.topics,
    hasPart: chapters.map((chapter, index) => ({
      '@type': 'Chapter',
      name: chapter.title,
      position: index + 1,
      url: addresses.pageHref(chapterPage(chapter.id), page),
    })),
  }
}

/** A script by name and data by kind: no text in it can end it. */
const jsonLd = (value: object): Element =>
  h('script', { type: 'application/ld+json' }, JSON.stringify(value).replaceAll('<', '\\u003c'))
