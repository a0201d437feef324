import { type NodeJson, safeHref, writtenHref } from '@charrette/guides'
import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'

type Mark = NonNullable<NodeJson['marks']>[number]

/**
 * The element of a mark.
 *
 * @throws {Error} on a mark that the schema does not have.
 */
export function markToHast({ type, attrs }: Mark, children: ElementContent[]): Element {
  switch (type) {
    case 'strong':
      return h('strong', children)
    case 'emphasis':
      return h('em', children)
    case 'superscript':
      return h('sup', children)
    case 'subscript':
      return h('sub', children)
    case 'code':
      return h('code', children)
    case 'language':
      return h('span', { lang: String(attrs?.lang ?? '') }, children)
    case 'link': {
      const href = String(attrs?.href ?? '')
      // The schema refuses other addresses; a bundle that was made past it still gets no such link.
      return safeHref.test(href)
        ? h('a.external', { href: writtenHref(href) }, children)
        : h('span', children)
    }
    default:
      throw new Error(`No element for a mark of type ${JSON.stringify(type)}`)
  }
}
