import type { Release } from '@charrette/guides'
import {
  ExternalHyperlink,
  PageBreak,
  Paragraph,
  type ParagraphChild,
  TableOfContents,
  TextRun,
} from 'docx'
import { writersOf } from '../credits.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { cityName, dayOf, howToCite, licenceOf } from '../release-facts.ts'
import type { BookmarkNames } from './bookmarks.ts'

/** The title page. */
export function titlePage({ guide, words }: GuideHast, release: Release): Paragraph[] {
  const { title, subtitle, cities, lang } = guide.frontMatter
  const line = (text: string): Paragraph[] =>
    text ? [new Paragraph({ style: 'CoverLine', text })] : []
  return [
    ...line(release.consortium),
    new Paragraph({ style: 'Title', text: title }),
    ...(subtitle ? [new Paragraph({ style: 'Subtitle', text: subtitle })] : []),
    ...line(`${words.release} ${release.number}, ${dayOf(release.releasedAt, lang)}`),
    ...line(cities.map(cityName).join(' · ')),
    new Paragraph({ style: 'CoverLine', children: [new PageBreak()] }),
  ]
}

/** What the guide is about and which release it is: what a city that adapts the text has to name. */
export function colophon({ guide, words }: GuideHast, release: Release): Paragraph[] {
  const { summary, lang, authors, topics, licence } = guide.frontMatter
  const writers = writersOf(guide)
  const fact = (name: string, values: (string | ParagraphChild)[]): Paragraph[] =>
    values.some((value) => value !== '')
      ? [
          new Paragraph({
            style: 'Fact',
            children: [
              new TextRun({ text: `${name}: `, style: 'Label' }),
              ...values.map((value) => (typeof value === 'string' ? new TextRun(value) : value)),
            ],
          }),
        ]
      : []
  const deed = licenceOf(licence)
  return [
    new Paragraph({ style: 'TOCHeading', text: words.aboutRelease }),
    ...(summary ? [new Paragraph({ style: 'BodyText', text: summary })] : []),
    ...fact(words.release, [`${release.number}, ${dayOf(release.releasedAt, lang)}`]),
    ...fact(words[writers.kind], [writers.lines.join('; ')]),
    ...fact(words.authors, [authors.join('; ')]),
    ...fact(words.topics, [topics.join('; ')]),
    ...fact(words.approvals, [
      release.approvals
        .map(({ name, city, approvedAt }) =>
          [name, city, dayOf(approvedAt, lang)].filter(Boolean).join(', '),
        )
        .join('; '),
    ]),
    ...fact(words.changes, [release.changelog]),
    ...fact(words.howToCite, [howToCite(guide, release)]),
    ...fact(words.licence, [
      deed.href
        ? new ExternalHyperlink({
            link: deed.href,
            children: [new TextRun({ text: deed.name, style: 'Hyperlink' })],
          })
        : deed.name,
    ]),
    ...fact(words.contentHash, [
      release.contentHash ? new TextRun({ text: release.contentHash, style: 'CodeCharacter' }) : '',
    ]),
  ]
}

/**
 * The contents: links to chapters and sections, in a field that Word writes anew, with the numbers of
 * its pages, on request. Where pages end is Word's to say; numbers of our own would be wrong.
 */
export function contents(
  { words, chapters, ...hast }: GuideHast,
  names: BookmarkNames,
): (Paragraph | TableOfContents)[] {
  const back = (['glossary', 'bibliography'] as const).filter(
    (kind) => hast[kind].hast.children.length > 0,
  )
  const entry = (level: 1 | 2, title: string, id: string) => ({ level, title, href: names.of(id) })
  return [
    new Paragraph({ style: 'TOCHeading', text: words.contents, pageBreakBefore: true }),
    new TableOfContents(words.contents, {
      hyperlink: true,
      headingStyleRange: '1-2',
      beginDirty: false,
      tabLeader: 'none',
      cachedEntries: [
        ...chapters.flatMap(({ id, title, headings }) => [
          entry(1, title, id),
          ...headings.flatMap(({ level, id, text }) =>
            level === 2 && id && text ? [entry(2, text, id)] : [],
          ),
        ]),
        ...back.map((kind) => entry(1, words[kind], `${kind}_title`)),
      ],
    }),
  ]
}
