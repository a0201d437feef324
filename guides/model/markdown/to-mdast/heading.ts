import type { Heading } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { idOfNode } from '../../walk.ts'
import { inlineToMdast } from './inline.ts'
import type { Writing } from './writing.ts'

const depths = [2, 3, 4] as const

export function headingToMdast(node: NodeJson, writing: Writing): Heading {
  const id = idOfNode(node)
  return {
    type: 'heading',
    depth: depths.find((depth) => depth === node.attrs?.level) ?? 2,
    children: inlineToMdast(node.content ?? [], writing, { oneLine: true, inLabel: false }),
    ...(id ? { data: { id } } : {}),
  }
}
