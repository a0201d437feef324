import type { Element } from 'hast'
import { h } from 'hastscript'
import type { ChapterHast } from '../hast/chapter-to-hast.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import type { Note } from '../hast/state.ts'
import type { PageMarks } from './printed-pages.ts'
import { contentDocument } from './xhtml.ts'

/**
 * A chapter with its notes at the end, where reading systems find them to pop up.
 *
 * @param marked the chapter's text with marks where pages of the PDF begin.
 */
export function chapterDocument(
  chapter: ChapterHast,
  { words, guide }: GuideHast,
  { atStart, children }: PageMarks,
): string {
  const lang = guide.frontMatter.lang
  const titleId = 'chapter_title'
  return contentDocument({
    title: chapter.title,
    lang,
    body: [
      h(
        'section',
        {
          'epub:type': 'chapter',
          role: 'doc-chapter',
          ariaLabelledBy: titleId,
          id: chapter.id,
          lang: chapter.lang === lang ? null : chapter.lang,
        },
        [
          ...atStart,
          h('header.opening', [
            h('p.opening-number', `${words.chapter} ${chapter.number}`),
            h('h1', { id: titleId }, chapter.title),
            ...(chapter.byline ? [h('p.byline', chapter.byline)] : []),
          ]),
          ...children,
          ...(chapter.notes.length > 0
            ? [
                h('section.notes', { ariaLabelledBy: 'notes_title' }, [
                  h('h2', { id: 'notes_title' }, words.notes),
                  ...chapter.notes.map(noteToHast),
                ]),
              ]
            : []),
        ],
      ),
    ],
  })
}

const noteToHast = ({ id, number, hast }: Note): Element =>
  h('aside.note', { id, role: 'doc-footnote' }, [
    h('p', [h('span.note-number', `${number}.`), ' ', ...hast]),
  ])
