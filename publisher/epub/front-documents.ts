import type { Release } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { writersOf } from '../credits.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { dayOf, howToCite, licenceOf } from '../release-facts.ts'
import { contentDocument } from './xhtml.ts'

/**
 * The cover's page.
 *
 * @param marks marks of the pages that it is in the PDF.
 */
export const coverDocument = ({ guide, words }: GuideHast, marks: ElementContent[]): string =>
  contentDocument({
    title: words.cover,
    lang: guide.frontMatter.lang,
    type: 'cover',
    body: [
      ...marks,
      h('div.cover', [
        h('img', {
          src: 'cover.svg',
          alt: `${words.cover}: ${guide.frontMatter.title}`,
          role: 'doc-cover',
        }),
      ]),
    ],
  })

/** Title, who wrote and approved, which release this is, how to cite it, licence. */
export function titleDocument(
  { guide, words }: GuideHast,
  release: Release,
  marks: ElementContent[],
): string {
  const { title, subtitle, summary, lang, authors, licence } = guide.frontMatter
  const writers = writersOf(guide)
  const fact = (name: string, value: (string | ElementContent)[]): Element[] =>
    value.some((part) => part !== '') ? [h('dt', name), h('dd', value)] : []
  const deed = licenceOf(licence)
  return contentDocument({
    title,
    lang,
    body: [
      h('section.title-page', { 'epub:type': 'titlepage' }, [
        ...marks,
        h('h1', title),
        ...(subtitle ? [h('p.subtitle', { role: 'doc-subtitle' }, subtitle)] : []),
        ...(release.consortium ? [h('p.consortium', release.consortium)] : []),
        ...(summary ? [h('p.summary', summary)] : []),
        h('dl.facts', [
          ...fact(words.release, [`${release.number}, ${dayOf(release.releasedAt, lang)}`]),
          ...fact(words[writers.kind], [writers.lines.join('; ')]),
          ...fact(words.authors, [authors.join('; ')]),
          ...fact(words.approvals, [
            release.approvals
              .map(({ name, city, approvedAt }) =>
                [name, city, dayOf(approvedAt, lang)].filter(Boolean).join(', '),
              )
              .join('; '),
          ]),
          ...fact(words.changes, [release.changelog]),
          ...fact(words.howToCite, [howToCite(guide, release)]),
          ...fact(words.licence, [deed.href ? h('a', { href: deed.href }, deed.name) : deed.name]),
          ...fact(words.contentHash, release.contentHash ? [h('code', release.contentHash)] : []),
        ]),
      ]),
    ],
  })
}
