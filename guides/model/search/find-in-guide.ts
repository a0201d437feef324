import type { Node } from 'prosemirror-model'
import type * as Y from 'yjs'
import { chapterDraft, outline } from '../guide-doc.ts'

/** Words found in a chapter's text: positions in its draft. */
export interface TextMatch {
  kind: 'text'
  chapterId: string
  from: number
  to: number
}

/** Words found in what a node says of itself: a picture's alternative text, a box's title. */
export interface AttributeMatch {
  kind: 'attribute'
  chapterId: string
  /** Where the node begins. */
  from: number
  to: number
  name: string
  /** Where the words stand in the attribute, in UTF-16 units. */
  start: number
  end: number
}

/** Words found in a chapter's title. */
export interface TitleMatch {
  kind: 'title'
  chapterId: string
  start: number
  end: number
}

export type Match = TextMatch | AttributeMatch | TitleMatch

/** What nodes say in words beside their text, in the order in which readers meet it. */
const wordAttributes: Record<string, readonly string[]> = {
  callout: ['title'],
  cityExample: ['city', 'state', 'contact'],
  definition: ['term'],
  figure: ['alt', 'credit'],
  pullQuote: ['attribution'],
}

/** Every place in the guide, in reading order. */
export function findInGuide(doc: Y.Doc, pattern: RegExp): Match[] {
  return outline(doc).flatMap((chapter) => [
    ...findInTitle(chapter, pattern),
    ...findInText(chapterDraft(doc, chapter.id), chapter.id, pattern),
  ])
}

export function findInTitle(
  { id, title }: { id: string; title: string },
  pattern: RegExp,
): TitleMatch[] {
  return placesOf(pattern, title).map(([start, end]) => ({
    kind: 'title',
    chapterId: id,
    start,
    end,
  }))
}

/**
 * Every place in a chapter's text. Words that a suggestion is to take out are passed over, as if they
 * were gone already; a note's words are no part of the sentence that it stands in.
 */
export function findInText(
  text: Node,
  chapterId: string,
  pattern: RegExp,
): (TextMatch | AttributeMatch)[] {
  const matches: (TextMatch | AttributeMatch)[] = []
  text.descendants((node, pos) => {
    if (node.attrs.deleted) return false
    for (const name of wordAttributes[node.type.name] ?? [])
      for (const [start, end] of placesOf(pattern, String(node.attrs[name] ?? '')))
        matches.push({
          kind: 'attribute',
          chapterId,
          from: pos,
          to: pos + node.nodeSize,
          name,
          start,
          end,
        })
    if (node.inlineContent) {
      const { words, positions } = wordsIn(node, pos + 1)
      for (const [start, end] of placesOf(pattern, words)) {
        const from = positions[start]
        const last = positions[end - 1]
        if (from !== undefined && last !== undefined)
          matches.push({ kind: 'text', chapterId, from, to: last + 1 })
      }
    }
    return !node.isText
  })
  return matches
}

/** The words of a text block that stand, and where each of their units does. */
function wordsIn(block: Node, at: number): { words: string; positions: number[] } {
  let words = ''
  const positions: number[] = []
  block.forEach((child, offset) => {
    if (isToGo(child)) return
    const text = child.text ?? (child.type.name === 'hardBreak' ? '\n' : '\ufffc')
    words += text
    for (let unit = 0; unit < text.length; unit++) positions.push(at + offset + unit)
  })
  return { words, positions }
}

/** Whether a suggestion is to take an inline node out. */
export const isToGo = ({ attrs, marks }: Node): boolean =>
  Boolean(attrs.deleted) || marks.some(({ type }) => type.name === 'deletion')

function placesOf(pattern: RegExp, words: string): [start: number, end: number][] {
  return [...words.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length])
}
