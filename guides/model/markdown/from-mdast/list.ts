import type { List, ListItem } from 'mdast'
import type { NodeJson } from '../../guide.ts'
import { blocksFromMdast } from './blocks.ts'
import type { Reading } from './reading.ts'

/** A list. One that mixes checkboxes and bullets becomes several, so that neither is lost. */
export function listFromMdast(node: List, reading: Reading): NodeJson[] {
  const lists: NodeJson[] = []
  for (const [index, item] of node.children.entries()) {
    const type = isTask(item) ? 'taskList' : node.ordered ? 'orderedList' : 'bulletList'
    if (type === 'taskList' && node.ordered)
      reading.report(
        item,
        'warning',
        'task-number',
        'A checklist is not numbered',
        'Begin the item with `- [ ]`.',
      )
    const list = lists.at(-1)
    if (list?.type === type) list.content?.push(itemFromMdast(item, reading))
    else
      lists.push({
        type,
        ...(type === 'orderedList' ? { attrs: { start: (node.start ?? 1) + index } } : {}),
        content: [itemFromMdast(item, reading)],
      })
  }
  return lists
}

const isTask = (item: ListItem): boolean => typeof item.checked === 'boolean'

function itemFromMdast(item: ListItem, reading: Reading): NodeJson {
  const blocks = blocksFromMdast(item.children, 'flow', reading)
  const content = blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]
  return isTask(item)
    ? { type: 'taskItem', attrs: { checked: item.checked === true }, content }
    : { type: 'listItem', content }
}
