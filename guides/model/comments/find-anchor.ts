import * as Y from 'yjs'
import { chapterFragment, chaptersMap, outline } from '../guide-doc.ts'
import type { Anchor } from './comment.ts'

/** Where a comment stands now. */
export type AnchorPlace =
  /** Its own words are there. */
  | { state: 'there'; chapterId: string }
  /** Its words were cut and stand elsewhere now, or were written anew. */
  | { state: 'moved'; chapterId: string }
  /** Its words are gone; the comment keeps its quotation. */
  | { state: 'gone'; chapterId: string | null }

/** Shorter quotations are too common to find a place by. */
const SHORTEST_QUOTE = 8

/**
 * Finds a comment's place in the whole guide: by its relative positions first, and where they have
 * lost their text, by its quoted words.
 */
export function findAnchor(doc: Y.Doc, anchor: Anchor): AnchorPlace {
  const chapters = outline(doc).map(({ id }) => id)
  if (anchorHolds(doc, anchor)) return { state: 'there', chapterId: anchor.chapterId }
  // Its own chapter first, then in reading order.
  const order = [anchor.chapterId, ...chapters.filter((id) => id !== anchor.chapterId)]
  for (const id of order)
    if (chapters.includes(id) && oneLine(textOf(chapterFragment(doc, id))).includes(quoted(anchor)))
      return { state: 'moved', chapterId: id }
  return { state: 'gone', chapterId: chapters.includes(anchor.chapterId) ? anchor.chapterId : null }
}

/** The words to search a text for; never found where there are too few. */
export const quoted = ({ quote }: Anchor): string =>
  oneLine(quote).length >= SHORTEST_QUOTE ? oneLine(quote) : '\u0000'

/** Words as they are compared: blocks and lines run together. */
export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** A relative position from its JSON text, or null where it is none. */
export function readPosition(json: string): Y.RelativePosition | null {
  try {
    return Y.createRelativePositionFromJSON(JSON.parse(json))
  } catch {
    return null
  }
}

/** The block that a comment on a whole block stands on, or null where it was deleted. */
export function anchoredBlock(doc: Y.Doc, anchor: Anchor): Y.XmlElement | null {
  const id = readPosition(anchor.from)?.item
  if (!id || id.clock >= Y.getState(doc.store, id.client)) return null
  const item = Y.getItem(doc.store, id)
  if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentType))
    return null
  const { type } = item.content
  return type instanceof Y.XmlElement && !isGone(type) ? type : null
}

/** Whether an anchor's own words, or its block, still stand in its chapter. */
export function anchorHolds(doc: Y.Doc, anchor: Anchor): boolean {
  const chapter = chaptersMap(doc).get(anchor.chapterId)
  return chapter !== undefined && !chapter.get('deletedAt') && holds(doc, anchor)
}

function holds(doc: Y.Doc, anchor: Anchor): boolean {
  if (anchor.kind === 'block') return anchoredBlock(doc, anchor) !== null
  const places = [anchor.from, anchor.to].map((json) => {
    const position = readPosition(json)
    return position ? Y.createAbsolutePositionFromRelativePosition(position, doc) : null
  })
  const [from, to] = places
  if (!from || !to || isGone(from.type) || isGone(to.type)) return false
  // Where every character between was deleted, both ends fall together.
  return from.type !== to.type || to.index > from.index
}

function isGone({ _item }: Pick<Y.Map<unknown>, '_item'>): boolean {
  for (let item = _item; item; item = (item.parent as Y.Map<unknown>)._item)
    if (item.deleted) return true
  return false
}

/** A chapter's words, blocks parted by line ends. */
function textOf(node: Y.XmlFragment | Y.XmlElement | Y.XmlText): string {
  if (node instanceof Y.XmlText)
    return (node.toDelta() as { insert: unknown }[])
      .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
      .join('')
  const inline = node.toArray().some((child) => child instanceof Y.XmlText)
  return node
    .toArray()
    .map((child) => textOf(child as Y.XmlElement | Y.XmlText))
    .join(inline ? '' : '\n')
}
