import type { Heading } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { idPattern } from '../../nodes/id.ts'
import { reportId } from './attributes.ts'
import { inlineFromMdast } from './inline.ts'
import { type Reading, sourceOf } from './reading.ts'

/** A heading of level 2 to 4; other levels become the nearest of these and are reported. */
export function headingFromMdast(node: Heading, reading: Reading): NodeJson {
  if (node.depth === 1)
    reading.report(
      node,
      'warning',
      'heading-level',
      'A chapter has one heading of level 1: its title',
      'Begin the section with `##`, or move it to a chapter file of its own.',
    )
  if (node.depth > 4)
    reading.report(
      node,
      'warning',
      'heading-level',
      `A heading of level ${node.depth} is deeper than guides go`,
      'Use `####` at most; a bold first sentence or a list often serves better.',
    )
  const { node: withoutId, id } = takeId(node, reading)
  return {
    type: 'heading',
    attrs: { level: Math.min(Math.max(node.depth, 2), 4), id },
    content: inlineFromMdast(withoutId.children, reading),
  }
}

/** Takes `{#id}` off the end of a heading, unless its brace is escaped. */
function takeId(node: Heading, reading: Reading): { node: Heading; id: string | null } {
  const children = [...node.children]
  const last = children.pop()
  const source = sourceOf(node, reading)
  const written = /(\\*)([ \t]*)\{#[^{}]*\}[ \t]*(?:#+[ \t]*)?(?:\n[ \t>]*(?:=+|-+)[ \t]*)?$/.exec(
    source,
  )
  if (last?.type !== 'text' || !written || (written[1] ?? '').length % 2 === 1)
    return { node, id: null }
  const text = /^(.*)\{#([^{}]*)\}[ \t]*$/s.exec(last.value)
  if (!text) return { node, id: null }
  const [, words = '', id = ''] = text
  // Only the space that stands in the source parts the two; one written `&#x20;` is the heading's.
  const before = words.slice(0, Math.max(0, words.length - (written[2] ?? '').length))
  const withoutId: Heading = { ...node, children: [...children, { ...last, value: before }] }
  if (idPattern.test(id)) return { node: withoutId, id }
  reportId(node, id, reading)
  return { node: withoutId, id: null }
}
