import type { NodeJson } from '../guide.ts'
import { typedText } from '../plain-text.ts'
import { idOfNode, walk } from '../walk.ts'

/** A heading that a link can lead to. */
export interface Anchor {
  /** Counted from 0 in the chapter. */
  index: number
  id: string | null
  text: string
}

const headings = (content: NodeJson): NodeJson[] =>
  [...walk(content)].map(({ node }) => node).filter(({ type }) => type === 'heading')

/** The headings of a text by the names that mdBook, HonKit and GitHub give them. */
export function anchorsOf(content: NodeJson): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>()
  for (const [index, node] of headings(content).entries()) {
    const text = typedText(node).trim()
    const anchor = { index, id: idOfNode(node), text }
    const name = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replace(/ /g, '-')
    let unique = name
    for (let count = 1; anchors.has(unique); count++) unique = `${name}-${count}`
    anchors.set(unique, anchor)
    if (anchor.id && !anchors.has(anchor.id)) anchors.set(anchor.id, anchor)
  }
  return anchors
}

/** The text with ids on those of its headings that were given one. */
export function withHeadingIds(
  content: NodeJson,
  ids: ReadonlyMap<number, string> = new Map(),
): NodeJson {
  const ordered = headings(content)
  const idOf = new Map([...ids].map(([index, id]) => [ordered[index], id]))
  const visit = (node: NodeJson): NodeJson => {
    const id = idOf.get(node)
    return {
      ...node,
      ...(id ? { attrs: { ...node.attrs, id } } : {}),
      ...(node.content ? { content: node.content.map(visit) } : {}),
    }
  }
  return ids.size === 0 ? content : visit(content)
}

/**
 * A book's headings may begin at any level and skip some: here each goes one level down at most.
 *
 * @param report is told once, in words, where a level was changed.
 */
export function withLevelsInOrder(content: NodeJson, report: (message: string) => void): NodeJson {
  let before = 1
  let changed = 0
  const visit = (node: NodeJson): NodeJson => {
    if (node.type !== 'heading')
      return node.content ? { ...node, content: node.content.map(visit) } : node
    const level = Number(node.attrs?.level ?? 2)
    const fitting = Math.min(level, before + 1)
    if (fitting !== level) changed += 1
    before = fitting
    return { ...node, attrs: { ...node.attrs, level: fitting } }
  }
  const levelled = visit(content)
  if (changed > 0)
    report(
      `${changed === 1 ? 'A heading skips a level and is' : `${changed} headings skip a level and are`} raised to the one that fits`,
    )
  return levelled
}
