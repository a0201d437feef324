import type { Element, Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'

/** What a page holds, read back from its bytes by a parser that did not write them. */
export interface ReadPage {
  errors: string[]
  ids: string[]
  hrefs: string[]
  sources: string[]
  headings: number[]
  elements: Element[]
}

/** Reads a page of HTML; parse errors are those of the HTML standard. */
export function readPage(html: string): ReadPage {
  const errors: string[] = []
  const tree: Nodes = fromHtml(html, {
    onerror: (message) => {
      errors.push(String(message))
    },
  })
  const elements: Element[] = []
  visit(tree, 'element', (element: Element) => {
    elements.push(element)
  })
  const attribute = (name: string): string[] =>
    elements.flatMap(({ properties }) =>
      properties[name] === undefined || properties[name] === null ? [] : [String(properties[name])],
    )
  return {
    errors,
    ids: attribute('id'),
    hrefs: attribute('href'),
    sources: attribute('src'),
    headings: elements.flatMap(({ tagName }) => {
      const level = /^h([1-6])$/.exec(tagName)?.[1]
      return level ? [Number(level)] : []
    }),
    elements,
  }
}
