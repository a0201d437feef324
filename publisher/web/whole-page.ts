import { directionOf } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { sayDirections } from '../text-direction.ts'
import { decorateText } from './decorate-text.ts'
import { firstWords } from './first-words.ts'
import { pageHtml, type WebContext } from './page-frame.ts'

/**
 * The whole guide on one page, to search, to print or to read without a click: chapters one level
 * below the guide's title.
 *
 * @param sections the chapters as `wholeSectionHtml` drew them, in their order.
 */
export function wholePageHtml(
  hast: GuideHast,
  context: WebContext,
  sections: readonly string[],
): string {
  const { words, guide } = context
  const { title, subtitle, summary } = guide.frontMatter
  const back = (['glossary', 'bibliography'] as const).filter(
    (kind) => hast[kind].hast.children.length > 0,
  )
  const places = [
    ...hast.chapters.map((chapter) => ({ id: chapter.id, title: chapter.title })),
    ...back.map((kind) => ({ id: backId(kind), title: words[kind] })),
  ]
  const page = pageHtml(
    {
      page: { kind: 'whole' },
      kind: 'whole-page',
      title: words.wholeGuide,
      hasNotes: hast.chapters.some(({ notes }) => notes.length > 0),
      description: summary || (hast.chapters[0] ? firstWords(hast.chapters[0].hast, 200) : title),
      main: [
        h('header.opening.opening-plain', [
          h('div.opening-words', [
            h('h1', title),
            ...(subtitle ? [h('p.opening-subtitle', subtitle)] : []),
          ]),
        ]),
        h('div.layout', [
          h('nav.sections', { ariaLabel: words.contents }, [
            h('p.sections-title', { ariaHidden: 'true' }, words.contents),
            h(
              'ol',
              places.map((place) => h('li', h('a', { href: `#${place.id}` }, place.title))),
            ),
          ]),
          h('div.whole', [
            // Written before, and put in as they are: no text of an author's can be a comment.
            { type: 'comment', value: 'chapters' },
            ...back.map((kind) =>
              h('section.whole-part', { id: backId(kind) }, [
                h('header.part-head', [h('h2', words[kind])]),
                h('div.text', lowered(hast[kind].hast.children as Element[])),
              ]),
            ),
          ]),
        ]),
      ],
    },
    context,
  )
  return page.replace('<!--chapters-->', () => sections.join(''))
}

/** A chapter's section of the page. */
export const wholeSectionHtml = (
  chapter: ChapterHast,
  known: Pick<GuideHast, 'labels' | 'words' | 'guide'>,
): string =>
  toHtml(
    sayDirections(
      h(
        'section.whole-part',
        {
          id: chapter.id,
          lang: chapter.lang === known.guide.frontMatter.lang ? null : chapter.lang,
        },
        [
          h('header.part-head', [
            h('p.part-number', `${known.words.chapter} ${chapter.number}`),
            h('h2', chapter.title),
            ...(chapter.byline ? [h('p.byline', chapter.byline)] : []),
          ]),
          h('div.text', lowered(decorateText(chapter.hast.children as Element[], known))),
        ],
      ),
      directionOf(known.guide.frontMatter.lang),
    ),
  )

const backId = (kind: 'glossary' | 'bibliography'): string => `${kind}_part`

/** Headings a level lower: here a chapter's title is none of the page's own. */
const lowered = (nodes: readonly ElementContent[]): ElementContent[] =>
  nodes.map((node) => {
    if (node.type !== 'element') return node
    const level = /^h([1-5])$/.exec(node.tagName)?.[1]
    return {
      ...node,
      tagName: level ? `h${Number(level) + 1}` : node.tagName,
      children: lowered(node.children),
    }
  })
