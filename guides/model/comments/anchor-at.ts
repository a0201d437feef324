import { absolutePositionToRelativePosition, initProseMirrorDoc } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { chapterFragment } from '../guide-doc.ts'
import { draftSchema } from '../suggestions/draft-schema.ts'
import type { Anchor } from './comment.ts'
import { oneLine } from './find-anchor.ts'

const QUOTE = 300

/**
 * The anchor of a range of a chapter's text as it lies in its document, where no editor is open; of
 * the block there, where the range has no words.
 *
 * @param range positions in the chapter's `doc` node.
 * @returns null where the chapter has no block at all.
 */
export function anchorAt(
  doc: Y.Doc,
  chapterId: string,
  { from, to }: { from: number; to: number },
): Anchor | null {
  const fragment = chapterFragment(doc, chapterId)
  const { doc: text, mapping } = initProseMirrorDoc(fragment, draftSchema)
  const inText = (position: number): number => Math.min(Math.max(position, 0), text.content.size)
  const words = (start: number, end: number): string =>
    oneLine(
      text.textBetween(start, end, ' ', (leaf) => leaf.type.spec.leafText?.(leaf) ?? ''),
    ).slice(0, QUOTE)
  const quote = words(inText(from), inText(to))
  const start = quote ? textPosition(inText(from), 0) : null
  const end = quote ? textPosition(inText(to), -1) : null
  if (start && end) return { chapterId, kind: 'text', from: start, to: end, quote }
  const index = text.resolve(inText(from)).index(0)
  const block = fragment.get(Math.min(index, fragment.length - 1))
  const item = block instanceof Y.XmlElement ? block._item : null
  if (!item) return null
  const position = JSON.stringify(
    Y.relativePositionToJSON(new Y.RelativePosition(null, null, item.id, 0)),
  )
  const node = text.maybeChild(Math.min(index, text.childCount - 1))
  const blockWords = node ? oneLine(node.textContent).slice(0, QUOTE) : ''
  return { chapterId, kind: 'block', from: position, to: position, quote: blockWords || 'Block' }

  /** Sticks to the character after it (`assoc` 0) or before it (-1). */
  function textPosition(position: number, assoc: 0 | -1): string | null {
    const relative = absolutePositionToRelativePosition(position, fragment, mapping)
    const place = Y.createAbsolutePositionFromRelativePosition(relative, doc)
    if (!(place?.type instanceof Y.XmlText)) return null
    return JSON.stringify(
      Y.relativePositionToJSON(
        Y.createRelativePositionFromTypeIndex(place.type, place.index, assoc),
      ),
    )
  }
}
