import type { Node } from 'prosemirror-model'
import { suggestionsOf } from './settle.ts'

/** One suggestion as a reader meets it in a text. */
export interface SuggestionInText {
  id: string
  from: number
  to: number
  /** Words that it adds and takes away; of whole blocks, all of their words. */
  added: string
  removed: string
  /** Whether it changes how something is set, beside or instead of its words. */
  restyles: boolean
}

/** Every suggestion of a draft's text, in reading order. */
export function listSuggestions(doc: Node): SuggestionInText[] {
  const found = new Map<string, SuggestionInText>()
  doc.descendants((node, pos) => {
    for (const id of suggestionsOf(node)) {
      const known = found.get(id) ?? {
        id,
        from: pos,
        to: pos,
        added: '',
        removed: '',
        restyles: false,
      }
      known.to = Math.max(known.to, pos + node.nodeSize)
      const words = node.isText ? (node.text ?? '') : wordsOf(node)
      const has = (name: string) =>
        node.marks.some(({ type, attrs }) => type.name === name && attrs.id === id)
      if (has('insertion') || node.attrs.inserted === id) known.added += words
      else if (has('deletion') || node.attrs.deleted === id) known.removed += words
      else known.restyles = true
      found.set(id, known)
    }
  })
  return [...found.values()]
}

function wordsOf(node: Node): string {
  const words = node.textBetween(
    0,
    node.content.size,
    ' ',
    (leaf) => leaf.type.spec.leafText?.(leaf) ?? '',
  )
  return words || `(${node.type.name})`
}
