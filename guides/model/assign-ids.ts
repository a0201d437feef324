import type { Guide, NodeJson } from './guide.ts'
import { idPattern } from './nodes/id.ts'
import { typedText } from './plain-text.ts'
import { idOfNode, textAttribute, walkGuide } from './walk.ts'

/** The nodes that a cross reference can point to: what an id begins with, and the words it is of. */
const named: Record<string, (node: NodeJson) => { prefix: string; words: string }> = {
  heading: (node) => ({ prefix: '', words: typedText(node) }),
  figure: (node) => ({ prefix: 'figure', words: typedText(node) || textAttribute(node, 'alt') }),
  tableFigure: (node) => ({ prefix: 'table', words: typedText(node.content?.[0] ?? node) }),
  cityExample: (node) => ({ prefix: 'example', words: textAttribute(node, 'city') }),
  definition: (node) => ({ prefix: 'term', words: textAttribute(node, 'term') }),
}

/** Whether nodes of this type can carry an id. */
export const canHaveId = (type: string): boolean => Object.hasOwn(named, type)

/**
 * Gives every heading, figure, table, city example and definition an id, made from its words.
 * Ids that are there stay; new ones are unique in the guide, its chapters' ids included. The same
 * guide always gets the same ids.
 */
export function assignIds(guide: Guide): Guide {
  const taken = new Set(guide.chapters.map(({ id }) => id))
  for (const { node } of walkGuide(guide)) {
    const id = idOfNode(node)
    if (id) taken.add(id)
  }
  const withIds = (node: NodeJson): NodeJson => {
    const naming = idOfNode(node) ? undefined : named[node.type]?.(node)
    const attrs = naming
      ? { attrs: { ...node.attrs, id: freeId(slugOf(naming.prefix, naming.words, node), taken) } }
      : {}
    const content = node.content ? { content: node.content.map(withIds) } : {}
    return { ...node, ...attrs, ...content }
  }
  return {
    ...guide,
    chapters: guide.chapters.map((chapter) => ({ ...chapter, content: withIds(chapter.content) })),
  }
}

/** Lower-case ASCII words of a text joined by hyphens; empty for scripts that have none. */
export function slugFrom(text: string, maxWords = 8): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|['’]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .slice(0, maxWords)
    .join('-')
}

function slugOf(prefix: string, words: string, node: NodeJson): string {
  const slug = [prefix, slugFrom(words)].filter(Boolean).join('-')
  if (idPattern.test(slug)) return slug
  return slug ? `section-${slug}` : node.type === 'heading' ? 'section' : prefix
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`
  taken.add(id)
  return id
}
