import type { Release } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { writersOf } from '../credits.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { firstSentence, listedLabels } from '../hast/listed-labels.ts'
import { cityName, dayOf, howToCite, licenceOf } from '../release-facts.ts'
import { type Logo, logoName, logoSize } from '../theme/theme.ts'
import { pageOf } from './adapt-for-print.ts'
import type { PrintWords } from './print-words.ts'

/** An entry of the contents, which is a bookmark as well. */
export interface ContentsEntry {
  id: string
  /** Empty for what is not numbered. */
  number: string
  title: string
  children: ContentsEntry[]
}

/** The words of the cover; its ground and drawing lie beneath. */
export function coverToHast(
  { guide, words, chapters }: GuideHast,
  release: Release,
  logo: Logo | null,
): Element {
  const { title, subtitle, cities, lang } = guide.frontMatter
  return h('section.cover', { dataTag: 'Sect' }, [
    ...(logo ? [logoToHast(logo, release)] : []),
    h('p.cover-consortium', release.consortium || '\u00A0'),
    h(title.length > 60 ? 'p.cover-title.long' : 'p.cover-title', { dataTag: 'Title' }, title),
    ...(subtitle ? [h('p.cover-subtitle', subtitle)] : []),
    h('div.cover-foot', [
      h('div.cover-cities', cities.length > 0 ? [h('p', cities.map(cityName).join(' · '))] : []),
      h(
        'p.cover-release',
        `${words.release} ${release.number}, ${dayOf(release.releasedAt, lang)}`,
      ),
      // A part says at once that it is one.
      ...(chapters.length < guide.chapters.length
        ? [
            h(
              'p.cover-release',
              words.partOfGuide(
                chapters.map(({ number }) => number).join(', '),
                guide.chapters.length,
              ),
            ),
          ]
        : []),
    ]),
  ])
}

/** On a plate of paper, so that a dark mark can be seen on the cover's ground. */
function logoToHast(logo: Logo, release: Release): Element {
  const { width, height } = logoSize(logo, { width: 180, height: 54 })
  return h('p.cover-logo', [
    h('img', {
      src: logoName(logo),
      alt: logo.alt || release.consortium || 'Logo',
      style: `width:${width}pt;height:${height}pt`,
    }),
  ])
}

/** What the guide is about, and beneath it which release this is and what one may do with it. */
export function colophonToHast({ guide, words }: GuideHast, release: Release): Element {
  const { title, subtitle, summary, lang, authors, licence } = guide.frontMatter
  const writers = writersOf(guide)
  const deed = licenceOf(licence)
  const fact = (name: string, values: (string | ElementContent)[]): Element[] =>
    values.some((value) => value !== '')
      ? [
          h('div.fact', [
            h('p.fact-name', name),
            h(
              'div.fact-value',
              values.map((value) => h('p', [value])),
            ),
          ]),
        ]
      : []
  return h('section.front.whole', { dataTag: 'Sect' }, [
    h('div.colophon', [
      h('div.about', [
        h('p.name', subtitle ? `${title}: ${subtitle}` : title),
        ...(summary ? [h('p', summary)] : []),
      ]),
      h('div.facts', [
        ...fact(words.release, [`${release.number}, ${dayOf(release.releasedAt, lang)}`]),
        ...fact(words[writers.kind], [writers.lines.join('; ')]),
        ...fact(words.authors, [authors.join('; ')]),
        ...fact(
          words.approvals,
          release.approvals.map(({ name, city, approvedAt }) =>
            [name, city, dayOf(approvedAt, lang)].filter(Boolean).join(', '),
          ),
        ),
        ...fact(words.changes, [release.changelog]),
        ...fact(words.howToCite, [howToCite(guide, release)]),
        ...fact(words.licence, [
          deed.href ? h('a.external', { href: deed.href }, deed.name) : deed.name,
        ]),
        ...fact(words.contentHash, release.contentHash ? [h('code', release.contentHash)] : []),
      ]),
    ]),
  ])
}

/** Id of the contents' heading, by which they are known as a piece. */
export const contentsTitle = 'contents_title'

/** Contents with pages, then the lists of figures and tables. */
export function contentsToHast(
  hast: GuideHast,
  entries: readonly ContentsEntry[],
  printWords: PrintWords,
): Element {
  const { words } = hast
  return h('section.front', { dataTag: 'Sect' }, [
    h('nav.contents', { role: 'doc-toc', ariaLabelledBy: contentsTitle, dataTag: 'Sect' }, [
      h('h1.front-title', { id: contentsTitle }, words.contents),
      entryList(entries),
    ]),
    ...listing(hast, 'figure', words.figures),
    ...listing(hast, 'table', words.tables),
    ...listing(hast, 'example', printWords.cityExamples),
  ])
}

const entryList = (entries: readonly ContentsEntry[]): Element =>
  h(
    'ol',
    { dataTag: 'TOC' },
    entries.map(({ id, number, title, children }) =>
      h('li', { dataTag: 'TOCI' }, [
        h('a', { href: `#${id}` }, [
          ...(number ? [h('span.entry-number', number), ' '] : []),
          h('span.entry-title', title),
          ' ',
          h('span.entry-page', [pageOf(id)]),
        ]),
        ...(children.length > 0 ? [entryList(children)] : []),
      ]),
    ),
  )

/** Figures and tables by number; city examples by name, for those who look for a city like theirs. */
function listing(
  { labels, guide }: GuideHast,
  kind: 'figure' | 'table' | 'example',
  title: string,
): Element[] {
  const listed = listedLabels(labels, kind)
  if (listed.length === 0) return []
  if (kind === 'example') {
    const { compare } = new Intl.Collator(guide.frontMatter.lang)
    listed.sort(([, a], [, b]) => compare(a.text, b.text))
  }
  return [
    h(`section.listing.${kind}s`, { dataTag: 'Sect' }, [
      h('h2.listing-title', title),
      h(
        'ol',
        { dataTag: 'TOC' },
        listed.map(([id, label]) =>
          h('li', { dataTag: 'TOCI' }, [
            h('a', { href: `#${id}` }, [
              ...(label.number ? [h('span.entry-number', label.text), ' '] : []),
              h('span.entry-title', firstSentence(label.title)),
              ' ',
              h('span.entry-page', [pageOf(id)]),
            ]),
          ]),
        ),
      ),
    ]),
  ]
}
