import type { Chapter, Guide, NodeJson } from './guide.ts'

/** A node on its way from the chapter's `doc` node. */
export interface Visit {
  node: NodeJson
  /** Indices of children from the `doc` node down to this node; empty for the `doc` node itself. */
  path: number[]
  /** From the `doc` node to the parent. */
  ancestors: NodeJson[]
}

/** Every node of a text in reading order, parents before their children. */
export function walk(root: NodeJson): Visit[] {
  const visits: Visit[] = []
  descend({ node: root, path: [], ancestors: [] }, visits)
  return visits
}

/** Every node of every chapter. */
export function* walkGuide(guide: Guide): Generator<Visit & { chapter: Chapter }> {
  for (const chapter of guide.chapters)
    for (const { node, path, ancestors } of walk(chapter.content))
      yield { node, path, ancestors, chapter }
}

/** Into a list: a generator within a generator for each level takes several times as long. */
function descend(visit: Visit, visits: Visit[]): void {
  visits.push(visit)
  const { node, path } = visit
  if (!node.content) return
  const ancestors = [...visit.ancestors, node]
  for (const [index, child] of node.content.entries())
    descend({ node: child, path: [...path, index], ancestors }, visits)
}

/** An attribute as text; empty where it is missing or null. */
export function textAttribute(node: NodeJson, name: string): string {
  const value = node.attrs?.[name]
  return value === undefined || value === null ? '' : String(value)
}

/** The node's id, or null. */
export function idOfNode(node: NodeJson): string | null {
  return textAttribute(node, 'id') || null
}

/** The href of the link that a piece of text is in, or null. */
export function hrefOf(node: NodeJson): string | null {
  const href = node.marks?.find(({ type }) => type === 'link')?.attrs?.href
  return typeof href === 'string' ? href : null
}
