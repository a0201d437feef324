import type { Paragraph } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { NodeJson } from '../../guide.ts'
import type { ContainerDirective, LeafDirective, MdastBlock } from '../syntax-tree.ts'
import { blocksFromMdast } from './blocks.ts'
import { inlineFromMdast } from './inline.ts'
import type { Place } from './place.ts'
import { type Reading, sourceOf } from './reading.ts'

/** What stands in a container: its label (`:::note[Label]`), and its blocks. */
export function partsOf(node: ContainerDirective): {
  label: Paragraph | null
  blocks: MdastBlock[]
} {
  const [first, ...rest] = node.children
  return first?.type === 'paragraph' && first.data?.directiveLabel
    ? { label: first, blocks: rest }
    : { label: null, blocks: node.children }
}

/** Reports the label of a directive that has none. */
export function expectNoLabel(node: ContainerDirective, reading: Reading): void {
  const { label } = partsOf(node)
  if (label)
    reading.report(
      label,
      'error',
      'directive-label',
      `\`${node.name}\` has no label: “${textOf(label)}” would be lost`,
      'Move the words in brackets into the text.',
    )
}

/** A container that nobody closed swallows the rest of the chapter. */
export function unclosedDirective(node: ContainerDirective, reading: Reading): void {
  if (/\n[ \t>]*:{3,}[ \t]*$/.test(sourceOf(node, reading))) return
  reading.report(
    node,
    'error',
    'directive-unclosed',
    `\`:::${node.name}\` is never closed`,
    'End it with a line of as many colons as it begins with.',
  )
}

/** Reports a directive that the model has no node for, and keeps its text. */
export function unknownBlockDirective(
  node: ContainerDirective | LeafDirective,
  place: Place,
  reading: Reading,
): NodeJson[] {
  reading.report(
    node,
    'error',
    'unknown-directive',
    `There is no directive \`${node.name}\` here`,
    'See guides/MARKDOWN.md for the directives and where they may stand.',
  )
  if (node.type === 'leafDirective')
    return [{ type: 'paragraph', content: inlineFromMdast(node.children, reading) }]
  const { label, blocks } = partsOf(node)
  const title = label
    ? [{ type: 'paragraph', content: inlineFromMdast(label.children, reading) }]
    : []
  return [...title, ...blocksFromMdast(blocks, place, reading)]
}
