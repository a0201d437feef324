import type { Link, LinkReference } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { NodeJson } from '../../guide.ts'
import { safeHref } from '../../marks/addresses.ts'
import { type Inside, inlineFromMdast, marked } from './inline.ts'
import { addMark } from './marks.ts'
import { type Reading, sourceOf } from './reading.ts'

/** A link; one that leads nowhere a guide may lead is reported, and its text kept. */
export function linkFromMdast(
  node: Link | LinkReference,
  href: string,
  title: string | null,
  reading: Reading,
  inside: Inside,
): NodeJson[] {
  const content = (within: Inside): NodeJson[] => inlineFromMdast(node.children, reading, within)
  if (!safeHref.test(href)) {
    const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(href)?.[1]
    if (scheme)
      reading.report(
        node,
        'error',
        'link-unsafe',
        `A link may not begin with \`${scheme}:\``,
        'Link to an address that begins with https://, http://, mailto: or tel:.',
      )
    else {
      const target = reading.relative?.link(href)
      if (target) return referenceFromLink(node, target, reading, inside)
      reading.report(
        node,
        'warning',
        'link-local',
        `\`${href}\` is not an address that readers of every edition can follow`,
        'Refer to places within the guide with `:ref{to=id}`; link to whole addresses.',
      )
    }
    return content(inside)
  }
  if (title)
    reading.report(
      node,
      'warning',
      'link-title',
      `A link has no title: “${title}” is left out`,
      'Say it in the text; many readers never see a link’s title.',
    )
  const mark = { type: 'link', attrs: { href } }
  return content({ ...inside, marks: addMark(inside.marks, mark, node, reading) })
}

/**
 * A link between chapters of a book becomes a cross reference. Its words stay where they are others
 * than what a cross reference prints: “the budget (Paying for it)”.
 */
function referenceFromLink(
  node: Link | LinkReference,
  { id, title }: { id: string; title: string },
  reading: Reading,
  inside: Inside,
): NodeJson[] {
  const reference = marked({ type: 'crossReference', attrs: { to: id } }, inside)
  const words = textOf(node).trim()
  if (words === '' || words.toLowerCase() === title.trim().toLowerCase()) return [reference]
  return [
    ...inlineFromMdast(node.children, reading, inside),
    marked({ type: 'text', text: ' (' }, inside),
    reference,
    marked({ type: 'text', text: ')' }, inside),
  ]
}

export function linkReferenceFromMdast(
  node: LinkReference,
  reading: Reading,
  inside: Inside,
): NodeJson[] {
  const address = reading.addresses.get(node.identifier)
  // The grammar reads a reference only where its definition is.
  if (!address) throw new RangeError(`A reference without a definition: ${sourceOf(node, reading)}`)
  return linkFromMdast(node, address.url, address.title ?? null, reading, inside)
}
