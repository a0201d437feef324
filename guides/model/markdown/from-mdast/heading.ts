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
  const brace = source.lastIndexOf('{#')
  const isLast = /^\{#[^{}]*\}[ \t]*(?:#+[ \t]*)?(?:\n[ \t>]*(?:=+|-+)[ \t]*)?$/
  if (last?.type !== 'text' || brace === -1 || !isLast.test(source.slice(brace)))
    return { node, id: null }
  if (countBefore(source, brace, '\\') % 2 === 1) return { node, id: null }
  const start = last.value.lastIndexOf('{#')
  const end = last.value.indexOf('}', start)
  if (start === -1 || end === -1) return { node, id: null }
  const id = last.value.slice(start + 2, end)
  // Only the space that stands in the source parts the two; one written `&#x20;` is the heading's.
  const space = Math.min(start, countBefore(source, brace, ' \t'))
  const words = { ...last, value: last.value.slice(0, start - space) }
  const withoutId: Heading = { ...node, children: [...children, words] }
  if (idPattern.test(id)) return { node: withoutId, id }
  reportId(node, id, reading)
  return { node: withoutId, id: null }
}

/** How many of these characters stand before a place, without a gap. */
function countBefore(text: string, place: number, characters: string): number {
  let start = place
  while (start > 0 && characters.includes(text.charAt(start - 1))) start--
  return place - start
}
