import type { Element, Root } from 'hast'
import { h } from 'hastscript'
import { pageHtml, type WebContext } from './page-frame.ts'

/** The page of the bibliography or of the glossary. */
export function backMatterPageHtml(
  kind: 'bibliography' | 'glossary',
  list: Root,
  context: WebContext,
): string {
  const { words, guide } = context
  return pageHtml(
    {
      page: { kind },
      kind: `${kind}-page`,
      title: words[kind],
      description: `${words[kind]} · ${guide.frontMatter.title}`,
      main: [
        h('header.opening.opening-plain', [h('div.opening-words', [h('h1', words[kind])])]),
        h('div.layout', [h('div.text', list.children as Element[])]),
      ],
    },
    context,
  )
}
