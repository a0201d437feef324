import type { Guide } from '@charrette/guides'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { guideToHast } from '../hast/guide-to-hast.ts'
import { addressesOf } from '../web/addresses.ts'

/** A text as a mail says it, without salutation or foot. */
export interface MailText {
  /** Lines of text, links behind their words. */
  text: string
  /** Elements for the mail's body: no script, style, class or id is in them. */
  html: string
}

/**
 * A guide as a mail. Every address in it leads to the web edition, pictures included.
 *
 * @param edition address of the web edition, ending in `/`.
 */
export function releaseAsMail(guide: Guide, edition: string): MailText {
  const addresses = addressesOf(guide)
  const landing = { kind: 'landing' } as const
  const absolute = (address: string): string => new URL(address, edition).href
  const hast = guideToHast(guide, {
    hrefOf: (place) => absolute(addresses.hrefOf(place, landing)),
    srcOf: (picture) => absolute(addresses.picturePath(picture)),
    notes: 'beside',
  })
  const body: RootContent[] = hast.chapters.flatMap(({ title, hast: chapter }) => [
    ...(hast.chapters.length > 1 || title !== guide.frontMatter.title
      ? [
          {
            type: 'element',
            tagName: 'h2',
            properties: {},
            children: [{ type: 'text', value: title }],
          } as Element,
        ]
      : []),
    ...chapter.children,
  ])
  const root: Root = { type: 'root', children: body.flatMap(plain) }
  return { html: toHtml(root), text: textOf(root.children).trim() }
}

/** What stays of an attribute: mail programs take away or misread the rest. */
const kept = new Set([
  'href',
  'src',
  'alt',
  'width',
  'height',
  'colSpan',
  'rowSpan',
  'lang',
  'start',
])

function plain<Node extends RootContent | ElementContent>(node: Node): Node[] {
  if (node.type === 'comment') return []
  if (node.type !== 'element') return [node]
  const properties = Object.fromEntries(
    Object.entries(node.properties).filter(([name]) => kept.has(name)),
  )
  return [{ ...node, properties, children: node.children.flatMap(plain) }]
}

const blocks = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre table tr figure figcaption aside section div dl dt dd hr'.split(
    ' ',
  ),
)

/** The nodes as lines of text: a blank line between blocks, "- " before items. */
function textOf(nodes: readonly (RootContent | ElementContent)[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'text') return node.value.replace(/\s+/g, ' ')
      if (node.type !== 'element') return ''
      const inner = textOf(node.children)
      if (node.tagName === 'br') return '\n'
      if (node.tagName === 'hr') return '\n\n---\n\n'
      if (node.tagName === 'img') return String(node.properties.alt ?? '')
      if (node.tagName === 'a') {
        const href = String(node.properties.href ?? '')
        return href && href !== inner ? `${inner} (${href})` : inner
      }
      if (node.tagName === 'li') return `\n- ${inner.trim().replace(/\n{2,}/g, '\n')}`
      if (node.tagName === 'td' || node.tagName === 'th') return `${inner.trim()}  `
      return blocks.has(node.tagName) ? `\n\n${inner.trim()}\n\n` : inner
    })
    .join('')
    .replace(/\n{3,}/g, '\n\n')
}
