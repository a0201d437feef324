import { idOfNode, type NodeJson, textAttribute, walkGuide } from '@charrette/guides'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { visit } from 'unist-util-visit'
import { EXAMPLES_FILE, type ListedExample } from '../city-examples.ts'
import { type EditionFile, textFile } from '../edition-file.ts'
import type { GuideHast } from '../hast/guide-to-hast.ts'
import { chapterPage } from '../hast/place.ts'
import type { Addresses } from './addresses.ts'
import { firstWords } from './first-words.ts'

/** Any origin will do: only paths are taken from what is resolved. */
const ROOT = 'http://edition.invalid/'

/** The edition's city examples for a catalogue of many guides; nothing where it has none. */
export function examplesFile(
  { guide, chapters }: GuideHast,
  addresses: Addresses,
): EditionFile | null {
  const nodes = new Map<string, NodeJson>()
  for (const { node } of walkGuide(guide)) {
    const id = node.type === 'cityExample' ? idOfNode(node) : null
    if (id) nodes.set(id, node)
  }
  const examples: ListedExample[] = []
  for (const { id: chapterId, title, hast } of chapters) {
    const address = addresses.pageHref(chapterPage(chapterId), { kind: 'landing' }).slice(2)
    visit(hast, 'element', (element) => {
      const id = String(element.properties.id ?? '')
      const node = isExample(element) ? nodes.get(id) : undefined
      if (!node) return
      const population = Number(node.attrs?.population ?? Number.NaN)
      examples.push({
        id,
        city: textAttribute(node, 'city'),
        state: textAttribute(node, 'state'),
        population: Number.isInteger(population) ? population : null,
        year: textAttribute(node, 'year'),
        chapter: { id: chapterId, title },
        href: `${address}#${id}`,
        beginning: firstWords({ type: 'root', children: actionOf(element) }, 220),
        html: toHtml(onItsOwn(element, address)),
      })
    })
  }
  if (examples.length === 0) return null
  return textFile(EXAMPLES_FILE, `${JSON.stringify({ examples }, null, 1)}\n`)
}

const hasClass = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties.className) && properties.className.includes(name)
const isExample = (element: Element): boolean => hasClass(element, 'city-example')

/** What the city did, without the words that head it. */
function actionOf(example: Element): Element[] {
  const elements = ({ children }: Element) => children.filter((child) => child.type === 'element')
  const action = elements(example).find((child) => hasClass(child, 'example-action'))
  return action ? elements(action).filter((child) => !hasClass(child, 'example-part')) : []
}

/** For a page of its own: the place is its first heading, and relative addresses lead from the edition's root. */
function onItsOwn(element: Element, address: string): Element {
  const copy = structuredClone(element)
  visit(copy, 'element', (inner) => {
    if (hasClass(inner, 'example-place')) inner.tagName = 'h1'
    if (hasClass(inner, 'example-part')) inner.tagName = 'h2'
    const { properties } = inner
    for (const name of ['href', 'src'] as const) {
      const value = properties[name]
      if (typeof value !== 'string' || /^[a-z][a-z0-9+.-]*:/i.test(value)) continue
      const { pathname, hash } = new URL(value, ROOT + address)
      properties[name] = pathname.slice(1) + hash
    }
  })
  return copy
}
