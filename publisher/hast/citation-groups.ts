import { type Guide, type NodeJson, textAttribute, walkGuide } from '@charrette/guides'
import type { Cite } from '../citations/format-citations.ts'

/** Citations that stand together, printed as one group: "(FCC 2024; NTIA 2023)". */
export interface CitationGroup {
  cites: Cite[]
  chapterId: string
  /** The nodes of the group; the first is where it is printed. */
  nodes: NodeJson[]
  /** A city example's `source`, which is printed with its facts. */
  isSource: boolean
}

/** Every group of citations in reading order; blank text between two citations does not part them. */
export function citationGroups(guide: Guide): CitationGroup[] {
  const groups: CitationGroup[] = []
  for (const { node, chapter } of walkGuide(guide)) {
    const chapterId = chapter.id
    const source = node.type === 'cityExample' ? textAttribute(node, 'source') : ''
    if (source)
      groups.push({
        cites: [{ key: source, locator: '' }],
        chapterId,
        nodes: [node],
        isSource: true,
      })
    let open: CitationGroup | null = null
    for (const child of node.content ?? []) {
      if (child.type === 'citation') {
        if (!open) {
          open = { cites: [], chapterId, nodes: [], isSource: false }
          groups.push(open)
        }
        open.cites.push({
          key: textAttribute(child, 'key'),
          locator: textAttribute(child, 'locator'),
        })
        open.nodes.push(child)
      } else if (!isBlank(child)) open = null
    }
  }
  return groups
}

const isBlank = (node: NodeJson): boolean => node.type === 'text' && (node.text ?? '').trim() === ''

/** The children of an inline node without the second and later citations of a group and the blanks between. */
export function withGroupsJoined(children: readonly NodeJson[]): NodeJson[] {
  const kept: NodeJson[] = []
  let blanks: NodeJson[] = []
  let inGroup = false
  for (const child of children) {
    if (child.type === 'citation') {
      if (inGroup) blanks = []
      else kept.push(...blanks.splice(0), child)
      inGroup = true
    } else if (inGroup && isBlank(child)) blanks.push(child)
    else {
      kept.push(...blanks.splice(0), child)
      inGroup = false
    }
  }
  return [...kept, ...blanks]
}
