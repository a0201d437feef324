import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model'
import type * as Y from 'yjs'
import type { Writer } from '../comments/comment.ts'
import { chapterFragment, chaptersMap, outline, renameChapter } from '../guide-doc.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import { listSuggestions } from '../suggestions/list-suggestions.ts'
import { newSuggestionId, signSuggestion, suggestionRecord } from '../suggestions/records.ts'
import { suggestionsOf } from '../suggestions/settle.ts'
import { suggest } from '../suggestions/suggest.ts'
import {
  type AttributeMatch,
  findInText,
  findInTitle,
  isToGo,
  type Match,
  type TextMatch,
} from './find-in-guide.ts'

export interface Replacement {
  /** The pattern of the query that found the places. */
  pattern: RegExp
  /** What comes in place of the words, as it is. */
  words: string
  /** Who suggests it; null where it is written. */
  suggester: Writer | null
  now: Date
}

export interface Replaced {
  /** Places that were changed, in how many chapters. */
  places: number
  chapters: number
  /** Places in titles, which cannot be suggested and stay as they are. */
  titlesLeft: number
}

/**
 * Replaces what a query finds in the whole guide, or at one place. Each place is changed by itself: who types
 * elsewhere in the same paragraph loses nothing, and each suggestion can be answered on its own.
 * To be called within one transaction of the document, which is then one step to undo.
 *
 * @param only the one place; nothing is changed where the words are no longer there.
 */
export function replaceInGuide(
  doc: Y.Doc,
  { pattern, words, suggester, now }: Replacement,
  only?: Match,
): Replaced {
  const done: Replaced = { places: 0, chapters: 0, titlesLeft: 0 }
  const isMeant = (match: Match) => !only || JSON.stringify(match) === JSON.stringify(only)
  for (const chapter of outline(doc)) {
    if (only && only.chapterId !== chapter.id) continue
    const titles = findInTitle(chapter, pattern).filter(isMeant)
    if (suggester) done.titlesLeft += titles.length
    else if (titles.length > 0)
      renameChapter(
        doc,
        chapter.id,
        titles.reduceRight((title, place) => put(title, place, words), chapter.title),
      )
    const inText = replaceInText(chapter.id)
    const places = inText + (suggester ? 0 : titles.length)
    done.places += places
    if (places > 0) done.chapters++
  }
  return done

  function replaceInText(chapterId: string): number {
    const fragment = chapterFragment(doc, chapterId)
    const { doc: read, meta } = initProseMirrorDoc(fragment, draftSchema)
    const matches = findInText(read, chapterId, pattern).filter(isMeant)
    let text = read
    // From the end: what stands before a place does not move.
    for (const match of matches.reverse()) {
      const after = replacedAt(text, match, words)
      text = suggester ? suggested(text, match, after, suggester) : after
      updateYFragment(doc, fragment, text, meta)
    }
    return matches.length
  }

  function suggested(before: Node, { from }: TextMatch | AttributeMatch, after: Node, by: Writer) {
    const isOwn = (id: string) => suggestionRecord(doc, id)?.by.accountId === by.accountId
    const standing = before.nodeAt(from)
    // What one suggested here already goes on as the same suggestion.
    const id = (standing && suggestionsOf(standing).find(isOwn)) ?? newSuggestionId()
    const { doc: text } = suggest(before, after, {
      id,
      isMine: (other) => other === id || isOwn(other),
    })
    if (listSuggestions(text).some((one) => one.id === id)) signSuggestion(doc, id, by, now)
    return text
  }
}

/** The types of the document that a replacement can change. */
export function typesOfReplacement(doc: Y.Doc): (Y.XmlFragment | Y.Map<Y.Map<unknown>>)[] {
  return [chaptersMap(doc), ...outline(doc).map(({ id }) => chapterFragment(doc, id))]
}

function replacedAt(text: Node, match: TextMatch | AttributeMatch, words: string): Node {
  if (match.kind === 'text') return withWordsAt(text, match, words)
  const node = text.nodeAt(match.from)
  if (!node) throw new RangeError(`There is no node at ${match.from}`)
  const attrs = { ...node.attrs, [match.name]: put(String(node.attrs[match.name]), match, words) }
  const changed = node.type.create(attrs, node.content, node.marks)
  return text.replace(match.from, match.to, new Slice(Fragment.from(changed), 0, 0))
}

/** Puts words in the place of others, and leaves those between that are suggested to go. */
function withWordsAt(text: Node, { from, to }: TextMatch, words: string): Node {
  const standing: { from: number; to: number; marks: readonly Mark[] }[] = []
  text.nodesBetween(from, to, (node, pos) => {
    if (node.isInline && !isToGo(node) && (node.isLeaf || node.isText))
      standing.push({
        from: Math.max(from, pos),
        to: Math.min(to, pos + node.nodeSize),
        marks: node.marks,
      })
  })
  const [first] = standing
  let changed = text
  for (const piece of standing.reverse()) {
    const fresh =
      piece === first && words !== ''
        ? new Slice(Fragment.from(text.type.schema.text(words, piece.marks)), 0, 0)
        : Slice.empty
    changed = changed.replace(piece.from, piece.to, fresh)
  }
  return changed
}

const put = (text: string, { start, end }: { start: number; end: number }, words: string): string =>
  text.slice(0, start) + words + text.slice(end)
