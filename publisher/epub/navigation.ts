import type { Element } from 'hast'
import { h } from 'hastscript'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { contentDocument } from './xhtml.ts'

/** A document of the EPUB that readers can go to. */
export interface Destination {
  href: string
  title: string
  /** Sections within it. */
  sections?: { href: string; title: string }[]
}

/** The navigation document: contents with sections, and landmarks. */
export function navigationDocument(
  hast: GuideHast,
  contents: Destination[],
  landmarks: { type: string; href: string; title: string }[],
): string {
  const { words, guide } = hast
  return contentDocument({
    title: words.contents,
    lang: guide.frontMatter.lang,
    body: [
      h(
        'nav',
        { 'epub:type': 'toc', role: 'doc-toc', ariaLabelledBy: 'contents_title', id: 'toc' },
        [h('h1', { id: 'contents_title' }, words.contents), h('ol', contents.map(entry))],
      ),
      h('nav', { 'epub:type': 'landmarks', ariaLabel: words.landmarks, hidden: true }, [
        h(
          'ol',
          landmarks.map(({ type, href, title }) =>
            h('li', h('a', { 'epub:type': type, href }, title)),
          ),
        ),
      ]),
    ],
  })
}

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
