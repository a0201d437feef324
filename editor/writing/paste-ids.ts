import { canHaveId } from '@charrette/guides'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'

/**
 * What is copied leaves its ids behind, or two things would answer to one; what was cut and is
 * pasted again keeps them, and the references to it.
 *
 * @param taken whether something in the guide has this id now.
 */
export function pasteIds(taken: (id: string) => boolean): Plugin {
  const free = (node: Node): Node => {
    const content = freeAll(node.content)
    if (!canHaveId(node.type.name) || !node.attrs.id || !taken(String(node.attrs.id)))
      return node.copy(content)
    return node.type.create({ ...node.attrs, id: null }, content, node.marks)
  }
  const freeAll = (fragment: Fragment): Fragment =>
    Fragment.fromArray(fragment.content.map((node) => (node.isText ? node : free(node))))
  return new Plugin({
    props: {
      transformPasted: (slice) => new Slice(freeAll(slice.content), slice.openStart, slice.openEnd),
    },
  })
}
