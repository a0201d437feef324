import {
  type Anchor,
  anchoredBlock,
  anchorHolds,
  chapterFragment,
  oneLine,
  quoted,
  readPosition,
} from '@charrette/guides'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { words } from '../messages/index.ts'

/** What the binding of the text to its Y.XmlFragment knows: which shared type a node came from. */
type Mapping = Map<Pick<Y.XmlElement, '_item'>, Node | Node[]>

const QUOTE = 300

/**
 * The anchor of a range of the text, or of the whole block around an empty one; null where there
 * is nothing to stand on.
 */
export function anchorOf(
  state: EditorState,
  doc: Y.Doc,
  chapterId: string,
  selected: { from: number; to: number },
): Anchor | null {
  const mapping = mappingOf(state)
  if (!mapping) return null
  const { from, to } = withinWords(state, selected)
  const fragment = chapterFragment(doc, chapterId)
  const quote = oneLine(state.doc.textBetween(from, to, ' ', leafWords)).slice(0, QUOTE)
  const start = quote ? textPosition(from, 0) : null
  const end = quote ? textPosition(to, -1) : null
  if (start && end) return { chapterId, kind: 'text', from: start, to: end, quote }
  const block = blockAround(state, from)
  const type = block
    ? [...mapping].find(([one, node]) => node === block && !one._item?.deleted)?.[0]
    : undefined
  if (!block || !type?._item) return null
  const position = JSON.stringify(
    Y.relativePositionToJSON(new Y.RelativePosition(null, null, type._item.id, 0)),
  )
  const words = oneLine(block.textBetween(0, block.content.size, ' ', leafWords)).slice(0, QUOTE)
  return { chapterId, kind: 'block', from: position, to: position, quote: words || nameOf(block) }

  /** Sticks to the character after it (`assoc` 0) or before it (-1). */
  function textPosition(position: number, assoc: 0 | -1): string | null {
    const relative = absolutePositionToRelativePosition(position, fragment, mapping as never)
    const place = Y.createAbsolutePositionFromRelativePosition(relative, doc)
    if (!(place?.type instanceof Y.XmlText)) return null
    return JSON.stringify(
      Y.relativePositionToJSON(
        Y.createRelativePositionFromTypeIndex(place.type, place.index, assoc),
      ),
    )
  }
}

/**
 * Where an anchor stands in the open chapter's text, or null where it does not.
 *
 * @param bound a state that knows the binding: within a transaction, the one before it.
 */
export function placeOf(
  text: Node,
  bound: EditorState,
  doc: Y.Doc,
  chapterId: string,
  anchor: Anchor,
): { from: number; to: number } | null {
  const mapping = mappingOf(bound)
  if (!mapping) return null
  if (anchor.chapterId === chapterId) {
    const place = anchor.kind === 'block' ? blockPlace(text, mapping, doc, anchor) : textPlace()
    if (place) return place
  } else if (anchorHolds(doc, anchor)) {
    // Its words stand where they were, in another chapter.
    return null
  }
  return quotePlace(text, quoted(anchor))

  function textPlace(): { from: number; to: number } | null {
    const [from, to] = [anchor.from, anchor.to].map((json) => {
      const position = readPosition(json)
      return position
        ? relativePositionToAbsolutePosition(
            doc,
            chapterFragment(doc, chapterId),
            position,
            mapping as never,
          )
        : null
    })
    const { size } = text.content
    return typeof from === 'number' && typeof to === 'number' && from < to && to <= size
      ? { from, to }
      : null
  }
}

/** A range that begins and ends between blocks, moved into their words; a chosen block stays whole. */
function withinWords(state: EditorState, { from, to }: { from: number; to: number }) {
  const { selection } = state
  if (selection instanceof NodeSelection && selection.node.isBlock) return { from, to: from }
  if (from === to) return { from, to }
  return TextSelection.between(state.doc.resolve(from), state.doc.resolve(to))
}

function blockPlace(
  text: Node,
  mapping: Mapping,
  doc: Y.Doc,
  anchor: Anchor,
): { from: number; to: number } | null {
  const type = anchoredBlock(doc, anchor)
  const node = type ? mapping.get(type) : null
  if (!node) return null
  let place: { from: number; to: number } | null = null
  text.descendants((candidate, pos) => {
    if (candidate === node) place = { from: pos, to: pos + candidate.nodeSize }
    return place === null
  })
  return place
}

/** Finds words in a text, whatever its blocks and spaces. */
function quotePlace(doc: Node, quote: string): { from: number; to: number } | null {
  const { words, positions } = wordsOf(doc)
  const index = words.indexOf(quote)
  const from = positions[index]
  const last = positions[index + quote.length - 1]
  return index >= 0 && from !== undefined && last !== undefined ? { from, to: last + 1 } : null
}

/** A text's words as they are searched, read once for all comments that have lost their place. */
function wordsOf(doc: Node): { words: string; positions: number[] } {
  const known = knownWords.get(doc)
  if (known) return known
  let words = ''
  const positions: number[] = []
  const add = (character: string, position: number) => {
    if (/\s/u.test(character)) {
      if (words.endsWith(' ') || words === '') return
      words += ' '
    } else words += character
    positions.push(position)
  }
  doc.descendants((node, pos) => {
    if (node.isTextblock) add(' ', pos)
    const { text } = node
    if (text) for (let i = 0; i < text.length; i++) add(text[i] ?? '', pos + i)
  })
  const read = { words, positions }
  knownWords.set(doc, read)
  return read
}
const knownWords = new WeakMap<Node, { words: string; positions: number[] }>()

function blockAround(state: EditorState, position: number): Node | null {
  const selected = state.doc.nodeAt(position)
  if (selected?.isBlock) return selected
  const $position = state.doc.resolve(position)
  return $position.depth > 0 ? $position.node(1) : ($position.nodeAfter ?? null)
}

function mappingOf(state: EditorState): Mapping | null {
  return ySyncPluginKey.getState(state)?.binding?.mapping ?? null
}

function leafWords(node: Node): string {
  return node.type.spec.leafText?.(node) ?? ''
}

function nameOf(block: Node): string {
  const { picture, table, block: other } = words().comments
  const names: Record<string, string> = { figure: picture, tableFigure: table }
  return String(block.attrs.alt || names[block.type.name] || other)
}
