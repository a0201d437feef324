import { diffArrays } from 'diff'
import { Fragment, type Mark, type Node } from 'prosemirror-model'
import type { Edit, Track } from './edit.ts'

/** A character, or what stands among words: a note, a citation. */
interface Token {
  node: Node
  /** Where it begins in its document. */
  at: number
  /** Nobody's suggestion: it stands in the text as it was sent. */
  stands: boolean
}

/** The tokens of a text block whose content begins at `from`. */
function tokensOf(block: Node, from: number): Token[] {
  const tokens: Token[] = []
  block.forEach((node, offset) => {
    const at = from + offset
    const stands = !node.attrs.inserted && !node.marks.some(({ type }) => type.name === 'insertion')
    if (!node.isText) tokens.push({ node, at, stands })
    else
      for (let i = 0; i < node.nodeSize; i++)
        tokens.push({ node: node.cut(i, i + 1), at: at + i, stands })
  })
  return tokens
}

/** What a token is compared by. Spaces that Word writes in its own way are spaces. */
function keyOf({ node }: Token): string {
  if (node.isText) return /\s/u.test(node.text ?? '') ? ' ' : (node.text ?? '')
  return `${NODE}${node.type.name}`
}

/** Before the name of a node among keys: no letter of a text. */
const NODE = '\uE000'
const isAtom = (key: string): boolean => key.startsWith(NODE)

/** Tokens in words, as people change them: letters together, everything else by itself. */
function wordsOf(tokens: readonly Token[]): string[][] {
  const words: string[][] = []
  let open: string[] | null = null
  for (const token of tokens) {
    const key = keyOf(token)
    const isLetter = token.node.isText && /[\p{L}\p{N}\p{M}’']/u.test(key)
    if (isLetter && open) open.push(key)
    else {
      const word = [key]
      words.push(word)
      open = isLetter ? word : null
    }
  }
  return words
}

/** A stretch of what was sent that came back as another one: places of tokens. */
interface Hunk {
  from: number
  to: number
  backFrom: number
  backTo: number
}

function hunksBetween(sent: readonly Token[], back: readonly Token[]): Hunk[] {
  const hunks: Hunk[] = []
  let [a, b] = [0, 0]
  const join = (words: string[][]): string[] => words.map((word) => word.join(''))
  for (const { value, added, removed } of diffArrays(join(wordsOf(sent)), join(wordsOf(back)))) {
    const length = value.reduce((sum, word) => sum + sizeOf(word), 0)
    const last = hunks.at(-1)
    if (!added && !removed) {
      a += length
      b += length
      continue
    }
    // Two words that changed side by side are one change.
    const near = last && a - last.to <= 1 && b - last.backTo <= 1
    const hunk = near ? last : { from: a, to: a, backFrom: b, backTo: b }
    if (!near) hunks.push(hunk)
    if (removed) a += length
    else b += length
    hunk.to = a
    hunk.backTo = b
  }
  return hunks
}

/**
 * What changed in the words of a block, as edits of the draft.
 *
 * @param draft the block as it was sent, with the suggestions of others.
 * @param from where its content begins.
 * @param sent the same as Word was given it: references and citations are words there.
 * @param back the block that came back.
 */
export function wordEdits(draft: Node, from: number, sent: Node, back: Node, track: Track): void {
  const all = tokensOf(draft, from)
  const own = all.filter(({ stands }) => stands)
  const before = tokensOf(sent, 0)
  const after = tokensOf(back, 0)
  const place = placesIn(own, before)
  const hunks = hunksBetween(before, after)
  const endOf = (index: number): number => {
    const last = own[index - 1]
    return last ? last.at + last.node.nodeSize : from
  }
  for (const { from: start, to: end, backFrom, backTo } of hunks) {
    const fresh = after.slice(backFrom, backTo).map(({ node }) => node)
    const beyond = place.end(end)
    const first = start === end ? beyond : place.begin(start)
    if (first > beyond || (place.isInside(start) && place.isInside(end))) {
      const gone = before.slice(start, end).map(({ node }) => node)
      track.lost('word-return-reference', textOf(fresh) || textOf(gone))
      continue
    }
    if (place.isInside(start) || place.isInside(end))
      track.lost('word-return-reference', textOf(fresh))
    const edits: Edit[] = []
    for (const { at, node } of own.slice(first, beyond))
      edits.push({ from: at, to: at + node.nodeSize, content: Fragment.empty })
    const inserted = Fragment.fromArray(fresh)
    if (inserted.size > 0) {
      const at = endOf(beyond)
      edits.push({ from: at, to: at, content: inserted })
    }
    track.change(edits, textOf(fresh))
  }
  // What stayed may be set in another way, and notes may say something else.
  const changed = (index: number): boolean =>
    hunks.some(({ from: start, to }) => index >= start && index < to)
  let shift = 0
  let format: { key: string; edits: Edit[]; words: string; next: number } | null = null
  const endFormat = () => {
    if (format) track.change(format.edits, '')
    format = null
  }
  for (const [index, token] of before.entries()) {
    for (const hunk of hunks) if (hunk.to === index) shift = hunk.backTo - hunk.to
    if (changed(index)) continue
    const other = after[index + shift]
    const mine = own[place.exact(index) ?? -1]
    if (!other || !mine) continue
    if (token.node.type.name === 'footnote' && other.node.type.name === 'footnote') {
      if (!sameWords(token.node, other.node))
        wordEdits(mine.node, mine.at + 1, token.node, other.node, track)
      continue
    }
    const remarked = marksAfter(mine.node, token.node.marks, other.node.marks)
    if (!remarked) {
      endFormat()
      continue
    }
    const key = remarked.map(({ type, attrs }) => type.name + JSON.stringify(attrs)).join()
    if (!format || format.key !== key || format.next !== mine.at) endFormat()
    format ??= { key, edits: [], words: '', next: mine.at }
    const to = mine.at + mine.node.nodeSize
    format.edits.push({
      from: mine.at,
      to,
      content: Fragment.from(mine.node.mark(remarked)),
    })
    format.next = to
  }
  endFormat()
}

const sameWords = (a: Node, b: Node): boolean => a.content.eq(b.content)

/** The marks of a character with what was changed in Word; null where nothing was. */
function marksAfter(
  node: Node,
  sent: readonly Mark[],
  back: readonly Mark[],
): readonly Mark[] | null {
  const added = back.filter((mark) => !mark.isInSet(sent))
  const removed = sent.filter((mark) => !mark.isInSet(back))
  let marks = node.marks
  for (const mark of removed) marks = mark.removeFromSet(marks)
  for (const mark of added) marks = mark.addToSet(marks)
  return marks.length === node.marks.length && marks.every((mark) => mark.isInSet(node.marks))
    ? null
    : marks
}

export const textOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => (node.isText ? (node.text ?? '') : node.textContent)).join('')

/** Where the places between the tokens that Word was given lie among the draft's own. */
function placesIn(own: readonly Token[], sent: readonly Token[]) {
  const exact = sameTokens(own, sent)
  const next = (index: number): number => {
    for (let i = index; i < sent.length; i++) {
      const known = exact.get(i)
      if (known !== undefined) return known
    }
    return own.length
  }
  const previous = (index: number): number => {
    for (let i = index - 1; i >= 0; i--) {
      const known = exact.get(i)
      if (known !== undefined) return known + 1
    }
    return 0
  }
  /** Whether a place is within what Word shows of a reference, a citation, or the like. */
  const isInside = (index: number): boolean =>
    index > 0 && index < sent.length && !exact.has(index - 1) && !exact.has(index)
  return {
    exact: (index: number): number | undefined => exact.get(index),
    isInside,
    /** Where a stretch that begins at a place begins: a reference is in it as a whole, or not. */
    begin: (index: number): number =>
      exact.get(index) ?? (isInside(index) ? next(index) : previous(index)),
    /** Where a stretch that ends at a place ends. */
    end: (index: number): number => {
      const before = exact.get(index - 1)
      if (before !== undefined) return before + 1
      if (index === 0) return 0
      return isInside(index) ? previous(index) : next(index)
    },
  }
}

/**
 * Which token of what Word was given is which of the draft's own. Word shows words where the draft has
 * one token (“(Doe 2020, p. 3)”), and a comma among them is none of the draft's: what is equal from
 * both ends counts first, then words with the space before them, and no sign that stands alone.
 */
function sameTokens(own: readonly Token[], sent: readonly Token[]): Map<number, number> {
  const exact = new Map<number, number>()
  const [mine, theirs] = [own.map(keyOf), sent.map(keyOf)]
  let [ownEnd, sentEnd] = [mine.length, theirs.length]
  while (ownEnd > 0 && sentEnd > 0 && mine[ownEnd - 1] === theirs[sentEnd - 1])
    exact.set(--sentEnd, --ownEnd)
  let start = 0
  while (start < ownEnd && start < sentEnd && mine[start] === theirs[start])
    exact.set(start, start++)
  const parts = diffArrays(pieces(mine.slice(start, ownEnd)), pieces(theirs.slice(start, sentEnd)))
  let [a, b] = [start, start]
  for (const [index, { value, added, removed }] of parts.entries()) {
    const length = value.reduce((sum, piece) => sum + sizeOf(piece), 0)
    const alone = value.length === 1 && !/\p{L}|\p{N}/u.test(value[0] ?? '')
    const amid = parts[index - 1]?.added && parts[index + 1]?.added
    if (!added && !removed && !(alone && amid))
      for (let i = 0; i < length; i++) exact.set(b + i, a + i)
    if (!added) a += length
    if (!removed) b += length
  }
  return exact
}

/** Keys joined to words, each with the space before it. */
function pieces(keys: readonly string[]): string[] {
  const joined: string[] = []
  let open = false
  for (const [index, key] of keys.entries()) {
    const isLetter = isWord(key)
    if (open && isLetter) joined.push(`${joined.pop()}${key}`)
    else joined.push(key)
    open = isLetter || (key === ' ' && isWord(keys[index + 1] ?? ''))
  }
  return joined
}

const isWord = (key: string): boolean => /^[\p{L}\p{N}\p{M}’']$/u.test(key)

/** Tokens in a piece: the name of a node counts as one. */
const sizeOf = (piece: string): number => (isAtom(piece) ? 1 : piece.length)
