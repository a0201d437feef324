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
  doc.forEach((block, offset) => {
    for (const one of inBlock(block)) {
      const known = found.get(one.id)
      found.set(one.id, {
        id: one.id,
        from: known?.from ?? offset + one.from,
        to: offset + one.to,
        added: joined(known?.added, one.added),
        removed: joined(known?.removed, one.removed),
        restyles: (known?.restyles ?? false) || one.restyles,
      })
    }
  })
  return [...found.values()]
}

const joined = (...words: (string | undefined)[]): string => words.filter(Boolean).join(' ')

// A block that nobody touched is the same object after a key press.
const knownBlocks = new WeakMap<Node, SuggestionInText[]>()

/** Those of a block, with positions from where it begins. */
function inBlock(block: Node): SuggestionInText[] {
  const known = knownBlocks.get(block)
  if (known) return known
  const found = new Map<string, SuggestionInText>()
  note(found, block, 0)
  block.descendants((node, pos) => note(found, node, pos + 1))
  const list = [...found.values()]
  knownBlocks.set(block, list)
  return list
}

function note(found: Map<string, SuggestionInText>, node: Node, pos: number): void {
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
    const has = (name: string) =>
      node.marks.some(({ type, attrs }) => type.name === name && attrs.id === id)
    if (has('insertion') || node.attrs.inserted === id) known.added = withWords(known.added, node)
    else if (has('deletion') || node.attrs.deleted === id)
      known.removed = withWords(known.removed, node)
    else known.restyles = true
    found.set(id, known)
  }
}

function withWords(before: string, node: Node): string {
  if (node.isText) return before + node.text
  const words = node.textBetween(
    0,
    node.content.size,
    ' ',
    (leaf) => leaf.type.spec.leafText?.(leaf) ?? '',
  )
  return `${before} ${words || `[${nameOf(node)}]`}`.trim()
}

/** "table cell" of what the schema calls `tableCell`. */
const nameOf = ({ type }: Node): string =>
  type.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
