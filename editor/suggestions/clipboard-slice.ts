import { isDraftAttribute, suggestionMarks } from '@charrette/guides'
import { Fragment, type Node, Slice } from '@tiptap/pm/model'

/** What is copied comes without the words that are to go, and as if the others had come. */
export function transformCopied(slice: Slice): Slice {
  return plain(slice)
}

/** What is pasted is nobody's suggestion, whatever the page that it was copied from says. */
export function transformPasted(slice: Slice): Slice {
  return plain(slice)
}

function plain({ content, openStart, openEnd }: Slice): Slice {
  return new Slice(plainFragment(content), openStart, openEnd)
}

function plainFragment(fragment: Fragment): Fragment {
  const nodes: Node[] = []
  fragment.forEach((node) => {
    if (node.isInline && isDeleted(node)) return
    const marks = node.marks.filter(({ type }) => !suggestionMarks.some((own) => own === type.name))
    nodes.push(
      node.isText
        ? node.mark(marks)
        : node.type.create(plainAttributes(node), plainFragment(node.content), marks),
    )
  })
  return Fragment.fromArray(nodes)
}

const isDeleted = (node: Node): boolean =>
  node.attrs.deleted || node.marks.some(({ type }) => type.name === 'deletion')

function plainAttributes({ attrs }: Node): Record<string, unknown> {
  const plainOnes = { ...attrs }
  for (const name of Object.keys(plainOnes)) if (isDraftAttribute(name)) plainOnes[name] = null
  return plainOnes
}
