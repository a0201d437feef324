import type { ChapterHeading } from '@charrette/guides'
import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { chapterPage } from '../hast/place.ts'
import { dayOf } from '../release-facts.ts'
import type { WebPage } from './addresses.ts'
import { decorateText } from './decorate-text.ts'
import { firstWords } from './first-words.ts'
import { pageHtml, type WebContext } from './page-frame.ts'

/** The page of one chapter. `drawing` is the path of the drawing that opens it. */
export function chapterPageHtml(
  chapter: ChapterHast,
  hast: GuideHast,
  context: WebContext,
  drawing: string,
): string {
  const { words, addresses, release, guide } = context
  const page = chapterPage(chapter.id)
  const errata = release.errata?.filter(({ chapterId }) => chapterId === chapter.id) ?? []
  const neighbours = turnPages(chapter, hast, context)
  const sections = chapter.headings.filter(({ level, id }) => level === 2 && id)
  return pageHtml(
    {
      page,
      kind: 'chapter-page',
      title: chapter.title,
      description: firstWords(chapter.hast, 200),
      lang: chapter.lang,
      hasNotes: chapter.notes.length > 0,
      previous: neighbours.previous?.href ?? null,
      next: neighbours.next?.href ?? null,
      main: [
        h('article', [
          h('header.opening', [
            h('div.opening-words', [
              h('p.opening-number', [
                h('span.opening-word', `${words.chapter} `),
                h('span.opening-figure', String(chapter.number)),
              ]),
              h('h1', chapter.title),
              ...(chapter.byline ? [h('p.byline', chapter.byline)] : []),
            ]),
            h('img.opening-drawing', {
              src: addresses.fileHref(drawing, page),
              alt: '',
              width: 640,
              height: 280,
            }),
          ]),
          h('div.layout', [
            ...(sections.length > 1
              ? [
                  h(
                    'nav.sections',
                    { ariaLabel: words.onThisPage },
                    sectionList(sections, words.onThisPage),
                  ),
                ]
              : []),
            h('div.text', [
              ...(errata.length > 0
                ? [
                    h(
                      'aside.errata',
                      { ariaLabel: words.errata },
                      errata.map(({ number, releasedAt, reason }) =>
                        h('p', [
                          h(
                            'strong',
                            `${words.correctedIn} ${number}, ${dayOf(releasedAt, guide.frontMatter.lang)}.`,
                          ),
                          ` ${reason}`,
                        ]),
                      ),
                    ),
                  ]
                : []),
              ...decorateText(chapter.hast.children as Element[], hast),
            ]),
          ]),
        ]),
      ],
      after: [
        h('nav.turn', { ariaLabel: words.chapters }, [
          neighbours.previous
            ? turnLink('previous', words.previous, neighbours.previous)
            : h('span'),
          neighbours.next ? turnLink('next', words.next, neighbours.next) : h('span'),
        ]),
      ],
    },
    context,
  )
}

function sectionList(sections: ChapterHeading[], title: string): Element[] {
  return [
    h('p.sections-title', { ariaHidden: 'true' }, title),
    h(
      'ol',
      sections.map(({ id, text }) => h('li', h('a', { href: `#${id}` }, text))),
    ),
  ]
}

interface Neighbour {
  href: string
  title: string
}

const turnLink = (kind: string, word: string, { href, title }: Neighbour): Element =>
  h(`a.turn-${kind}`, { href, rel: kind === 'previous' ? 'prev' : 'next' }, [
    h('span.turn-word', word),
    ' ',
    h('span.turn-title', title),
  ])

/** The chapters before and after; beyond the first is the landing page, beyond the last the back matter. */
function turnPages(
  chapter: ChapterHast,
  { chapters, words }: GuideHast,
  { addresses, guide, hasGlossary, hasBibliography }: WebContext,
): { previous: Neighbour | null; next: Neighbour | null } {
  const page = chapterPage(chapter.id)
  const at = chapters.findIndex(({ id }) => id === chapter.id)
  const to = (target: WebPage, title: string): Neighbour => ({
    href: addresses.pageHref(target, page),
    title,
  })
  const before = chapters[at - 1]
  const after = chapters[at + 1]
  return {
    previous: before
      ? to(chapterPage(before.id), before.title)
      : to({ kind: 'landing' }, guide.frontMatter.title),
    next: after
      ? to(chapterPage(after.id), after.title)
      : hasGlossary
        ? to({ kind: 'glossary' }, words.glossary)
        : hasBibliography
          ? to({ kind: 'bibliography' }, words.bibliography)
          : null,
  }
}
