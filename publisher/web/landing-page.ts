import { WORDS_A_MINUTE, wordCount } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { writersOf } from '../credits.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { chapterPage } from '../hast/place.ts'
import type { Format } from '../manifest.ts'
import { dayOf, howToCite, licenceOf } from '../release-facts.ts'
import { type Logo, logoSize } from '../theme/theme.ts'
import type { WebPage } from './addresses.ts'
import { citiesSection } from './city-map.ts'
import { pageHtml, type WebContext } from './page-frame.ts'

/** Another format of the same release that readers can take with them. */
export interface Download {
  format: Exclude<Format, 'web'>
  /** Address, as seen from the landing page. */
  href: string
  bytes: number
}

/** A consortium's mark, and where its file lies in the edition. */
export interface LogoFile {
  logo: Logo
  path: string
}

/** Readers know a Word document by the program's name, not by its file's. */
const formatNames = {
  pdf: 'PDF',
  epub: 'EPUB',
  docx: 'Word',
  markdown: 'Markdown',
  json: 'JSON',
} as const

/** For those who work with the text; everybody else is not made to choose between so many. */
const forPrograms: readonly Format[] = ['markdown', 'json']

/** The landing page. `drawing` is the path of the guide's cover drawing, `logo` the consortium's mark. */
export function landingPageHtml(
  hast: GuideHast,
  context: WebContext,
  { downloads, drawing, logo }: { downloads: Download[]; drawing: string; logo: LogoFile | null },
): string {
  const { guide, release, words, addresses } = context
  const { title, subtitle, summary, lang } = guide.frontMatter
  const page = { kind: 'landing' } as const
  const first = hast.chapters[0]
  return pageHtml(
    {
      page,
      kind: 'landing-page',
      title,
      description: summary || subtitle || title,
      main: [
        h('header.cover', [
          h('div.cover-words', [
            ...(logo ? [logoToHast(logo, context)] : []),
            ...(release.consortium ? [h('p.cover-kicker', release.consortium)] : []),
            h('h1', title),
            ...(subtitle ? [h('p.cover-subtitle', subtitle)] : []),
            h('p.cover-edition', [
              `${words.release} ${release.number} · `,
              h(
                'time',
                { dateTime: release.releasedAt.slice(0, 10) },
                dayOf(release.releasedAt, lang),
              ),
            ]),
            h('p.cover-links', [
              ...(first
                ? [
                    h(
                      'a.button',
                      { href: addresses.pageHref(chapterPage(first.id), page) },
                      words.startReading,
                    ),
                  ]
                : []),
              ...downloads
                .filter(({ format }) => !forPrograms.includes(format))
                .map((download) =>
                  h(
                    'a.button.button-quiet',
                    { href: download.href, download: true },
                    nameAndSize(download, lang),
                  ),
                ),
            ]),
          ]),
          h('img.cover-drawing', {
            src: addresses.fileHref(drawing, page),
            alt: '',
            width: 640,
            height: 640,
          }),
        ]),
        h('div.landing', [
          ...(summary
            ? [
                h('section.landing-summary', { ariaLabelledBy: 'summary_title' }, [
                  h('h2#summary_title', words.summary),
                  h('p', summary),
                ]),
              ]
            : []),
          ...(release.errata?.length
            ? [
                h('section.landing-errata', { ariaLabelledBy: 'errata_title' }, [
                  h('h2#errata_title', words.errata),
                  h(
                    'ul',
                    release.errata.map(({ number, releasedAt, chapterId, chapterTitle, reason }) =>
                      h('li', [
                        h(
                          'a',
                          { href: addresses.pageHref(chapterPage(chapterId), page) },
                          chapterTitle,
                        ),
                        ` (${words.release} ${number}, ${dayOf(releasedAt, lang)}): ${reason}`,
                      ]),
                    ),
                  ),
                ]),
              ]
            : []),
          h('section.landing-contents', { ariaLabelledBy: 'contents_title' }, [
            h('h2#contents_title', words.contents),
            h('ol', chapterList(hast, context)),
            backMatterLinks(context),
          ]),
          h('div.landing-side', [
            ...citiesSection(hast, context),
            h('section.landing-facts', { ariaLabelledBy: 'release_title' }, [
              h('h2#release_title', words.aboutRelease),
              h('dl', facts(hast, context, downloads)),
            ]),
          ]),
        ]),
      ],
    },
    context,
  )
}

/** On a plate of paper, so that a dark mark can be seen on the cover's ground. */
function logoToHast({ logo, path }: LogoFile, { addresses, release }: WebContext): Element {
  return h('p.cover-logo', [
    h('img', {
      src: addresses.fileHref(path, { kind: 'landing' }),
      alt: logo.alt || release.consortium || 'Logo',
      ...logoSize(logo, { width: 220, height: 64 }),
    }),
  ])
}

function chapterList(hast: GuideHast, { words, addresses }: WebContext): Element[] {
  return hast.chapters.map(({ id, number, title }, index) => {
    const chapter = hast.guide.chapters[index]
    const minutes = chapter
      ? Math.max(1, Math.round(wordCount({ ...hast.guide, chapters: [chapter] }) / WORDS_A_MINUTE))
      : 1
    return h('li', [
      h('span.contents-number', { ariaHidden: 'true' }, String(number)),
      h('a', { href: addresses.pageHref(chapterPage(id), { kind: 'landing' }) }, title),
      h('span.contents-minutes', `${minutes} ${words.minutes}`),
    ])
  })
}

function backMatterLinks({ words, addresses, hasGlossary, hasBibliography }: WebContext): Element {
  const from = { kind: 'landing' } as const
  const link = (to: WebPage, text: string): Element =>
    h('li', h('a', { href: addresses.pageHref(to, from) }, text))
  return h('ul.contents-back', [
    ...(hasGlossary ? [link({ kind: 'glossary' }, words.glossary)] : []),
    ...(hasBibliography ? [link({ kind: 'bibliography' }, words.bibliography)] : []),
    link({ kind: 'whole' }, words.wholeGuide),
  ])
}

function facts(
  hast: GuideHast,
  { guide, release, words, addresses, hasReport }: WebContext,
  downloads: Download[],
): Element[] {
  const { authors, topics, licence, lang } = guide.frontMatter
  const fact = (name: string, value: (string | ElementContent)[]): Element[] =>
    value.length > 0 ? [h('div', [h('dt', name), h('dd', value)])] : []
  const list = (items: string[]): ElementContent[] =>
    items.length > 0
      ? [
          h(
            'ul.inline-list',
            items.map((item) => h('li', item)),
          ),
        ]
      : []
  const deed = licenceOf(licence)
  const writers = writersOf(guide)
  return [
    // The cities of the front matter stand beside, on their map.
    ...(writers.kind === 'credits' ? fact(words.credits, list(writers.lines)) : []),
    ...fact(words.authors, list(authors)),
    ...fact(words.topics, list(topics)),
    ...fact(
      words.approvals,
      list(
        release.approvals.map(({ name, city, approvedAt }) =>
          [name, city, dayOf(approvedAt, lang)].filter(Boolean).join(', '),
        ),
      ),
    ),
    ...fact(words.released, [dayOf(release.releasedAt, lang)]),
    ...fact(
      words.downloads,
      downloads.length > 0
        ? [
            h(
              'ul.inline-list',
              downloads.map((download) =>
                h(
                  'li',
                  h('a', { href: download.href, download: true }, nameAndSize(download, lang)),
                ),
              ),
            ),
          ]
        : [],
    ),
    ...fact(words.changes, release.changelog ? [h('p', release.changelog)] : []),
    ...fact(words.howToCite, [h('p', howToCite(hast.guide, release))]),
    ...fact(
      words.licence,
      licence
        ? [deed.href ? h('a', { href: deed.href, rel: 'license' }, deed.name) : deed.name]
        : [],
    ),
    ...fact(
      words.accessibility,
      hasReport
        ? [
            h(
              'a',
              { href: addresses.pageHref({ kind: 'accessibility' }, { kind: 'landing' }) },
              words.whatWasChecked,
            ),
          ]
        : [],
    ),
    ...fact(words.contentHash, release.contentHash ? [h('code', release.contentHash)] : []),
  ]
}

const nameAndSize = ({ format, bytes }: Download, lang: string): ElementContent[] => [
  { type: 'text', value: `${formatNames[format]} ` },
  h('span.size', fileSize(bytes, lang)),
]

/** "1.2 MB", decimal units as operating systems' file listings and browsers show. */
export function fileSize(bytes: number, lang: string): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e3, 'kilobyte']
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: bytes >= 1e6 ? 1 : 0,
  }).format(value)
}
