import { Fragment, type Node } from 'prosemirror-model'

// A template says what to write where: an instruction stands at an empty paragraph, and is seen until
// somebody writes there. It is an attribute of drafts (suggestions/draft-schema.ts) that the guide's
// schema does not know, so that nothing frozen, exported or published can hold it.

/** What is asked for at a node where nothing is written yet; null at every other. */
export function guidanceOf(node: Node): string | null {
  const { guidance } = node.attrs
  return typeof guidance === 'string' && guidance !== '' && node.content.size === 0
    ? guidance
    : null
}

/** A draft's text without the paragraphs that guidance waits in, where its parents can do without them. */
export function withoutGuidance(doc: Node): Node {
  return without(doc)
}

function without(node: Node): Node {
  if (node.isTextblock || node.isLeaf) return node
  const children: Node[] = []
  node.forEach((child) => {
    if (guidanceOf(child) === null) children.push(without(child))
  })
  const content = Fragment.fromArray(children)
  if (node.type.validContent(content)) return node.copy(content)
  // One must stay: it says nothing.
  return node.copy(Fragment.fromArray([...node.children].map(without)))
}
