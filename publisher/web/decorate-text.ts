import type { Label } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Words } from '../hast/words.ts'

/** What a page of the web adds to the shared hast: links to every place, tables that scroll, lazy pictures. */
export function decorateText(
  nodes: readonly ElementContent[],
  known: { labels: ReadonlyMap<string, Label>; words: Words },
): ElementContent[] {
  const anchor = (id: string): Element[] => {
    const label = known.labels.get(id)
    return label
      ? [h('a.anchor', { href: `#${id}`, ariaLabel: `${known.words.linkTo} ${label.text}` }, '#')]
      : []
  }
  const decorate = (node: ElementContent): ElementContent => {
    if (node.type !== 'element') return node
    const element: Element = { ...node, children: node.children.map(decorate) }
    const id = String(element.properties.id ?? '')
    if (/^h[2-4]$/.test(element.tagName) && anchor(id).length > 0)
      return h(`div.headed.headed-${element.tagName}`, [element, ...anchor(id)])
    if (hasClass(element, 'table')) return scrollingTable(element, anchor(id))
    if (hasClass(element, 'picture')) return withLastChild(element, 'figcaption', anchor(id))
    if (hasClass(element, 'city-example')) return withFirstChild(element, anchor(id))
    if (element.tagName === 'img')
      return {
        ...element,
        properties: { ...element.properties, loading: 'lazy', decoding: 'async' },
      }
    return element
  }
  return nodes.map(decorate)
}

const hasClass = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties.className) && properties.className.includes(name)

/** A wide table scrolls in a region of its own, which the keyboard can reach and a name announces. */
function scrollingTable(element: Element, anchor: Element[]): Element {
  const table = element.children[0]
  const caption = table?.type === 'element' ? table.children[0] : undefined
  const captionId =
    caption?.type === 'element' && caption.tagName === 'caption' ? caption.properties.id : null
  return {
    ...element,
    children: [
      h(
        'div.table-scroll',
        {
          role: 'region',
          tabIndex: 0,
          ariaLabelledBy: captionId ? String(captionId) : null,
          ariaLabel: captionId ? null : String(element.properties.id),
        },
        element.children,
      ),
      ...anchor,
    ],
  }
}

function withLastChild(element: Element, tagName: string, added: Element[]): Element {
  const last = element.children.at(-1)
  return last?.type === 'element' && last.tagName === tagName
    ? {
        ...element,
        children: [
          ...element.children.slice(0, -1),
          { ...last, children: [...last.children, ...added] },
        ],
      }
    : { ...element, children: [...element.children, ...added] }
}

function withFirstChild(element: Element, added: Element[]): Element {
  const [first, ...others] = element.children
  return first?.type === 'element'
    ? {
        ...element,
        children: [{ ...first, children: [...first.children, ...added] }, ...others],
      }
    : element
}
