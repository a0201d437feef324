import { quoteOf } from '../finding.ts'
import type { Chapter, NodeJson } from '../guide.ts'
import { typedText } from '../plain-text.ts'
import { hrefOf, type Visit, walkGuide } from '../walk.ts'
import { at, type Check } from './check.ts'

const vague = new Set([
  'aquí',
  'click',
  'click here',
  'download',
  'haga clic aquí',
  'here',
  'learn more',
  'link',
  'más',
  'more',
  'read more',
  'see here',
  'this',
  'this link',
  'website',
])

/** A link's words say where it leads, also when read alone (WCAG 2.2, 2.4.4). */
export const linkText: Check = (guide) =>
  [...walkGuide(guide)].flatMap((visit) => linksIn(visit.node).flatMap((l) => judge(l, visit)))

interface LinkRun {
  href: string
  text: string
  /** Whether there is something in the link that has no words, such as a citation. */
  other: boolean
}

/** Neighbouring pieces with the same address are one link. */
function linksIn({ content = [] }: NodeJson): LinkRun[] {
  const links: LinkRun[] = []
  for (const [index, node] of content.entries()) {
    const href = hrefOf(node)
    if (href === null) continue
    const before = content[index - 1]
    const open = before && hrefOf(before) === href ? links.pop() : undefined
    links.push({
      href,
      text: (open?.text ?? '') + typedText(node),
      other: open?.other || node.type === 'citation' || node.type === 'crossReference',
    })
  }
  return links
}

function judge({ href, text, other }: LinkRun, visit: Visit & { chapter: Chapter }) {
  const words = text
    .replace(/[\p{P}\s]+/gu, ' ')
    .trim()
    .toLowerCase()
  const quote = quoteOf(text.trim() || href)
  if (!text.trim() && !other)
    return at(visit, {
      ruleId: 'link-text',
      severity: 'error',
      message: `The link to ${href} has no words`,
      mend: 'Write where it leads, or delete the link.',
      quote,
    })
  if (vague.has(words))
    return at(visit, {
      ruleId: 'link-text',
      severity: 'error',
      message: `“${text.trim()}” does not say where the link leads`,
      mend: 'Name the page or document that it leads to.',
      quote,
    })
  if (/^(https?:\/\/|www\.)\S+$/i.test(text.trim()))
    return at(visit, {
      ruleId: 'link-text',
      severity: 'warning',
      message: 'The words of this link are an address',
      mend: 'Name the page or document; print shows the address beside it.',
      quote,
    })
  return []
}
