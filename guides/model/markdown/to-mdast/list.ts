import type { List, ListItem } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { type Block, blocksToMdast } from './blocks.ts'
import { leafDirective } from './directive.ts'
import type { Writing } from './writing.ts'

/** A bulleted, numbered or task list. */
export function listToMdast(node: NodeJson, writing: Writing): List {
  return {
    type: 'list',
    ordered: node.type === 'orderedList',
    start: node.type === 'orderedList' ? Number(node.attrs?.start ?? 1) : null,
    spread: false,
    children: (node.content ?? []).map((item) => itemToMdast(item, writing)),
  }
}

function itemToMdast(item: NodeJson, writing: Writing): ListItem {
  const task = item.type === 'taskItem'
  const children = blocksToMdast(item, writing)
  const [first, ...rest] = item.content ?? []
  const isEmpty = first?.type === 'paragraph' && (first.content ?? []).length === 0
  return {
    type: 'listItem',
    checked: task ? item.attrs?.checked === true : null,
    spread: children.length > 1 && !(children.length === 2 && rest[0]?.type.endsWith('List')),
    children: isEmpty ? [...emptyFirst(task, rest.length), ...children.slice(1)] : children,
  }
}

/** What an item begins with whose first paragraph is empty. A checkbox needs text after it. */
function emptyFirst(task: boolean, others: number): Block[] {
  if (task) return [{ type: 'paragraph', children: [{ type: 'html', value: '<!---->' }] }]
  return others > 0 ? [leafDirective('paragraph')] : []
}
