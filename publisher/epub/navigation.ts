import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import type { PrintedPage } from './printed-pages.ts'
import { contentDocument } from './xhtml.ts'

/** A document of the EPUB that readers can go to. */
export interface Destination {
  href: string
  title: string
  /** Sections within it. */
  sections?: { href: string; title: string }[]
}

export interface Navigation {
  contents: Destination[]
  figures: Destination[]
  tables: Destination[]
  landmarks: { type: string; href: string; title: string }[]
  /** Pages of the PDF; none where there is no PDF. */
  pages: readonly PrintedPage[]
  /** Marks of the pages that the contents have in the PDF. */
  marks: ElementContent[]
}

/** The navigation document: contents with sections, lists of figures and tables, landmarks, page list. */
export function navigationDocument(
  { words, guide }: GuideHast,
  { contents, figures, tables, landmarks, pages, marks }: Navigation,
): string {
  return contentDocument({
    title: words.contents,
    lang: guide.frontMatter.lang,
    body: [
      ...marks,
      h(
        'nav',
        { 'epub:type': 'toc', role: 'doc-toc', ariaLabelledBy: 'contents_title', id: 'toc' },
        [h('h1', { id: 'contents_title' }, words.contents), h('ol', contents.map(entry))],
      ),
      ...list('loi', words.figures, figures),
      ...list('lot', words.tables, tables),
      h('nav', { 'epub:type': 'landmarks', ariaLabel: words.landmarks, hidden: true }, [
        h(
          'ol',
          landmarks.map(({ type, href, title }) =>
            h('li', h('a', { 'epub:type': type, href }, title)),
          ),
        ),
      ]),
      ...(pages.length > 0
        ? [
            h(
              'nav',
              {
                'epub:type': 'page-list',
                role: 'doc-pagelist',
                ariaLabel: words.pages,
                hidden: true,
              },
              h(
                'ol',
                pages.map(({ href, label }) => h('li', h('a', { href }, label))),
              ),
            ),
          ]
        : []),
    ],
  })
}

const list = (type: 'loi' | 'lot', title: string, listed: readonly Destination[]): Element[] =>
  listed.length > 0
    ? [
        h('nav', { 'epub:type': type, ariaLabelledBy: `${type}_title` }, [
          h('h2', { id: `${type}_title` }, title),
          h('ol', listed.map(entry)),
        ]),
      ]
    : []

const entry = ({ href, title, sections = [] }: Destination): Element =>
  h('li', [
    h('a', { href }, title),
    ...(sections.length > 0
      ? [
          h(
            'ol',
            sections.map((section) => entry(section)),
          ),
        ]
      : []),
  ])
